"""A guideline's text with what it names looked up: versions pinned, facts with their sources."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils import translation
from django.utils.translation import gettext as _

from cordata.guidance.models import Version
from cordata.guidance.queries.atlas import Said, statement_with
from cordata.guidance.queries.recommendations import current_versions
from cordata.guidance.queries.sources import as_cited
from cordata.kit.paper.blocks import Block, Box, Insert, Line, Paragraph, Span, line
from cordata.kit.paper.reading import NoEnd, read_markdown

RECOMMENDATION, STATEMENT = "recommendation", "statement"


class NotThere(Exception):
    """Something that the text names is not to be had; ``words`` is how it stands there."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


@dataclass(frozen=True)
class Assembled:
    """Blocks, and the versions of recommendations in them."""

    blocks: tuple[Block, ...]
    versions: list[Version]


def assembled(text: str, language: str) -> Assembled:
    """What a text says on this day in a language.

    A recommendation becomes its place with number and version, so that pages can show it with
    the numbers of its findings; a statement of the atlas becomes its words. Raises NotThere, NoEnd.
    """
    current = {one.recommendation.number: one for one in current_versions()}
    used: dict[int, Version] = {}
    with translation.override(language):
        blocks = tuple(_looked_up(read_markdown(text), language, current, used))
    return Assembled(blocks, [used[number] for number in sorted(used)])


def missing_in(text: str, language: str) -> str:
    """What of a text could not be published as it stands; "" where everything is there."""
    try:
        assembled(text, language)
    except NotThere as missing:
        return missing.words
    except NoEnd:
        return "{{end}}"
    return ""


def _looked_up(
    blocks: Iterable[Block],
    language: str,
    current: dict[int, Version],
    used: dict[int, Version],
) -> Iterator[Block]:
    for one in blocks:
        if isinstance(one, Box):
            inside = tuple(_looked_up(one.blocks, language, current, used))
            yield replace(one, blocks=inside)
        elif isinstance(one, Insert):
            yield _found(one, language, current, used)
        else:
            yield one


def _found(
    one: Insert, language: str, current: dict[int, Version], used: dict[int, Version]
) -> Block:
    words = f"{{{{{one.name} {one.words}}}}}"
    if one.name == RECOMMENDATION and one.words.isdecimal() and int(one.words) in current:
        version = used.setdefault(int(one.words), current[int(one.words)])
        return Insert(RECOMMENDATION, f"{version.recommendation.number} {version.name}")
    if one.name == STATEMENT and (said := statement_with(one.words, language)) is not None:
        return _fact(said)
    raise NotThere(words)


def _fact(said: Said) -> Box:
    """What is said, how it is known, and where it was read."""
    kind = str(said.statement.get_kind_display())
    words = Paragraph(line(said.words))
    sources = [
        Paragraph(_cited(each.line, each.link), quiet=True) for each in as_cited(said.sources)
    ]
    label = _("From the literature: %(kind)s") % {"kind": kind}
    return Box((), (words, *sources), "fact", label)


def _cited(words: str, link: str) -> Line:
    return (*line(words + (" " if link else "")), *((Span(link, link),) if link else ()))
