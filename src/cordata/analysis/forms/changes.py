"""What differs between two states of a form, as somebody who checks it wants to read it."""

from dataclasses import dataclass, field

from cordata.analysis.forms.definition import Form, Question, Text
from cordata.analysis.forms.relevance import paths

# A change of these changes what a stored answer means.
MEANING = ("kind", "area", "reversed")
# A change of these changes who is asked, or how.
MANNER = ("required", "relevant", "constraint", "calculation", "voices", "levels", "core")


@dataclass(frozen=True)
class Reworded:
    """The same thing in other words, in one language; ``where`` as ``texts_of`` names it."""

    where: str
    language: str
    before: str
    after: str


@dataclass(frozen=True)
class Changes:
    """Everything that differs.

    recoded   name -> what: the same name would mean something else ("choices", "kind", ...)
    altered   name -> fields: who is asked it, and when
    """

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    recoded: dict[str, tuple[str, ...]] = field(default_factory=dict)
    altered: dict[str, tuple[str, ...]] = field(default_factory=dict)
    moved: bool = False
    new_languages: tuple[str, ...] = ()
    lost_languages: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs."""
        return self != Changes()


def compare(before: Form, after: Form) -> Changes:
    """What changed from one state to the next."""
    old = {question.name: question for question in before.questions()}
    new = {question.name: question for question in after.questions()}
    both = [name for name in old if name in new]
    recoded = {name: recoding(before, old[name], after, new[name]) for name in both}
    asked = _conditions(before), _conditions(after)
    altered = {name: _alterations(old[name], new[name], *asked) for name in both}
    return Changes(
        added=tuple(name for name in new if name not in old),
        removed=tuple(name for name in old if name not in new),
        reworded=tuple(_rewordings(before, after)),
        recoded={name: what for name, what in recoded.items() if what},
        altered={name: what for name, what in altered.items() if what},
        moved=both != [name for name in new if name in old],
        new_languages=tuple(one for one in after.languages if one not in before.languages),
        lost_languages=tuple(one for one in before.languages if one not in after.languages),
    )


def _alterations(
    old: Question, new: Question, before: dict[str, list[str]], after: dict[str, list[str]]
) -> tuple[str, ...]:
    found = [one for one in MANNER if getattr(old, one) != getattr(new, one)]
    if before[old.name] != after[new.name] and "relevant" not in found:
        found.append("relevant")
    return tuple(found)


def _conditions(form: Form) -> dict[str, list[str]]:
    """On what each question is asked: its own condition after those of its groups."""
    return {
        path[-1].name: [node.relevant for node in path if node.relevant]
        for path in paths(form.children)
    }


def recoding(before: Form, old: Question, after: Form, new: Question) -> tuple[str, ...]:
    """What makes the same name mean something else: its kind, area, direction or choices."""
    found = [one for one in MEANING if getattr(old, one) != getattr(new, one)]
    if _names(before, old) != _names(after, new):
        found.append("choices")
    return tuple(found)


def _names(form: Form, question: Question) -> list[str]:
    return [choice.name for choice in form.choices.get(question.choices, ())]


def _rewordings(before: Form, after: Form) -> list[Reworded]:
    old, new = texts_of(before), texts_of(after)
    return [
        Reworded(where, language, old[where].get(language, ""), text.get(language, ""))
        for where, text in new.items()
        if where in old
        for language in dict.fromkeys([*old[where], *text])
        if old[where].get(language, "") != text.get(language, "")
    ]


def texts_of(form: Form) -> dict[str, Text]:
    """Every text of a form by its place; a comma parts off what no name can be mistaken for."""
    found: dict[str, Text] = {", title": form.titles, ", intro": form.intro}
    for path in paths(form.children):
        node = path[-1]
        found[node.name] = node.labels
        if isinstance(node, Question):
            found[f"{node.name}, hint"] = node.hints
            found[f"{node.name}, constraint"] = node.constraint_messages
    for name, listed in form.choices.items():
        found |= {f"{name}: {choice.name}": choice.labels for choice in listed}
    return found | {f"area {code}": text for code, text in form.areas.items()}
