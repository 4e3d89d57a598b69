"""By which pages a form is answered."""

import datetime as dt
import math
from collections.abc import Iterator
from typing import cast

from cordata.analysis.forms.definition import Form, Node, Question
from cordata.analysis.forms.expression import names_in, parse
from cordata.analysis.forms.kinds import UNSEEN
from cordata.analysis.forms.relevance import Answers, facts_of, holds, paths

type Path = tuple[Node, ...]


def pages(
    form: Form,
    voice: str,
    level: str,
    answers: Answers,
    size: int = 5,
    today: dt.date | None = None,
) -> list[list[Question]]:
    """What this voice of a school of this level is asked, by page.

    A page never runs over two groups, and what depends on an answer comes on a later page
    than its question. What needs several pages is shared out evenly. Answers only take away
    or add later pages: the pages before stay where they were.
    """
    facts = facts_of(form, answers, today)
    found = [
        [_question(path) for path in page if holds(path, facts)]
        for page in _paged(form, voice, level, size)
    ]
    return [page for page in found if page]


def all_pages(form: Form, voice: str, level: str, size: int = 5) -> list[list[Question]]:
    """Everything that this voice may be asked, by page, whatever is answered."""
    return [[_question(path) for path in page] for page in _paged(form, voice, level, size)]


def _paged(form: Form, voice: str, level: str, size: int) -> list[list[Path]]:
    stretches = _stretches(form, voice, level)
    return [page for stretch in stretches for page in _shared_out(stretch, size)]


def _question(path: Path) -> Question:
    return cast("Question", path[-1])  # only questions are seen


def _stretches(form: Form, voice: str, level: str) -> Iterator[list[Path]]:
    """Questions in a row that may stand together."""
    behind = _behind_calculations(form)
    stretch: list[Path] = []
    for path in paths(form.children):
        if not _is_seen(path[-1], voice, level):
            continue
        here = {one[-1].name for one in stretch}
        other_group = bool(stretch) and _group(stretch[-1]) != _group(path)
        if other_group or here & _needs(path, behind):
            yield stretch
            stretch = []
        stretch = [*stretch, path]
    if stretch:
        yield stretch


def _shared_out(stretch: list[Path], size: int) -> list[list[Path]]:
    count, number = len(stretch), math.ceil(len(stretch) / size)
    cuts = [count * at // number for at in range(number + 1)]
    return [stretch[cuts[at] : cuts[at + 1]] for at in range(number)]


def _is_seen(node: Node, voice: str, level: str) -> bool:
    return (
        isinstance(node, Question)
        and node.kind not in UNSEEN
        and node.is_asked_of(voice, level)
    )


def _group(path: Path) -> str:
    return path[0].name if len(path) > 1 else ""


def _needs(path: Path, behind: dict[str, set[str]]) -> set[str]:
    """The questions that decide whether this one is asked."""
    asked = set().union(*(names_in(parse(one.relevant)) for one in path if one.relevant))
    return asked | set().union(*(behind.get(name, set()) for name in asked))


def _behind_calculations(form: Form) -> dict[str, set[str]]:
    """The answers that a calculation comes from, through other calculations too."""
    behind: dict[str, set[str]] = {}
    for question in form.questions():
        if question.kind == "calculate" and question.calculation:
            direct = names_in(parse(question.calculation))
            behind[question.name] = direct.union(*(behind.get(one, set()) for one in direct))
    return behind
