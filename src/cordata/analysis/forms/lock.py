"""The locked core: what an adaptation may neither change nor leave out.

An adaptation may add questions of its own, whose names begin with its prefix, translate
everything into further languages, and drop what is not locked. Questions that are locked keep
their wording in the languages they have, their choices, their order among each other, and the
groups they lie in. So answers stay comparable from one country to the next.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields

from cordata.analysis.forms.definition import Form, Group, Node, Question, Text
from cordata.analysis.forms.relevance import paths

TEXTS = {"labels", "hints", "constraint_messages"}


@dataclass(frozen=True)
class Breach:
    """One way in which an adaptation breaks the lock.

    code   left_out, changed, reworded, choices, order, moved, no_prefix, marked_core, area,
           language_lost
    where  the name of the question, list or area
    found  the field or language
    """

    code: str
    where: str
    found: str = ""


def prefix_of(country: str) -> str:
    """How the names of a country's own questions begin, so that they never meet others."""
    return f"{country.lower()}_"


def locked(form: Form) -> list[Question]:
    """The questions that nobody else may change."""
    return [question for question in form.questions() if question.core]


def breaches(core: Form, adaptation: Form, country: str) -> list[Breach]:
    """Every way in which ``adaptation`` (by a country) breaks the lock of ``core``."""
    theirs = {question.name: question for question in adaptation.questions()}
    found: list[Breach] = []
    for question in locked(core):
        if question.name not in theirs:
            found.append(Breach("left_out", question.name))
        else:
            found += _of_question(core, question, adaptation, theirs[question.name])
    found += _of_order(core, adaptation)
    found += _of_groups(core, adaptation)
    found += _of_names(core, adaptation, country)
    found += [Breach("language_lost", "", one) for one in _lost(core, adaptation)]
    for code, text in core.areas.items():
        found += [
            Breach("area", code, language)
            for language in _changed(core, text, adaptation.areas.get(code, {}))
        ]
    return found


def _of_question(
    core: Form, question: Question, adaptation: Form, other: Question
) -> Iterator[Breach]:
    for one in fields(Question):
        ours, theirs = getattr(question, one.name), getattr(other, one.name)
        if one.name in TEXTS:
            for language in _changed(core, ours, theirs):
                yield Breach("reworded", question.name, language)
        elif one.name == "extra":
            if dict(ours) != dict(theirs):
                yield Breach("changed", question.name, one.name)
        elif ours != theirs:
            yield Breach("changed", question.name, one.name)
    ours_listed = core.choices.get(question.choices, ())
    theirs_listed = adaptation.choices.get(question.choices, ())
    if [one.name for one in ours_listed] != [one.name for one in theirs_listed]:
        yield Breach("choices", question.name, question.choices)
        return
    for mine, its in zip(ours_listed, theirs_listed, strict=True):
        for language in _changed(core, mine.labels, its.labels):
            yield Breach("reworded", f"{question.choices}: {mine.name}", language)


def _of_order(core: Form, adaptation: Form) -> Iterator[Breach]:
    names = [question.name for question in locked(core)]
    theirs = [one.name for one in adaptation.questions() if one.name in set(names)]
    kept = [name for name in names if name in set(theirs)]
    for ours, other in zip(kept, theirs, strict=False):
        if ours != other:
            yield Breach("order", other)
            return


def _of_groups(core: Form, adaptation: Form) -> Iterator[Breach]:
    """A group that is never asked would leave its questions out."""
    theirs = {path[-1].name: path[:-1] for path in paths(adaptation.children)}
    told: set[str] = set()
    for path in paths(core.children):
        node = path[-1]
        if not isinstance(node, Question) or not node.core or node.name not in theirs:
            continue
        if _facts(path[:-1]) != _facts(theirs[node.name]):
            yield Breach("moved", node.name)
        for mine, its in zip(path[:-1], theirs[node.name], strict=False):
            if mine.name not in told:
                told.add(mine.name)
                for language in _changed(core, mine.labels, its.labels):
                    yield Breach("reworded", mine.name, language)


def _facts(groups: Sequence[Node]) -> list[tuple[str, str, bool]]:
    return [(one.name, one.relevant, one.repeat) for one in groups if isinstance(one, Group)]


def _of_names(core: Form, adaptation: Form, country: str) -> Iterator[Breach]:
    known = {path[-1].name for path in paths(core.children)}
    prefix = prefix_of(country)
    for path in paths(adaptation.children):
        node = path[-1]
        if node.name in known:
            continue
        if not node.name.startswith(prefix):
            yield Breach("no_prefix", node.name, prefix)
        if isinstance(node, Question) and node.core:
            yield Breach("marked_core", node.name)


def _lost(core: Form, adaptation: Form) -> list[str]:
    return [one for one in core.languages if one not in adaptation.languages]


def _changed(core: Form, ours: Text, theirs: Text) -> list[str]:
    """Languages of the core in which a text is no longer the same, or no longer absent."""
    return [code for code in core.languages if theirs.get(code) != ours.get(code)]
