"""A country's edition follows a newer core: the core as it is now, with what is the country's own."""

from dataclasses import replace

from cordata.analysis.forms.definition import Choice, Form, Group, Node, Text
from cordata.analysis.forms.editing import put_question
from cordata.analysis.forms.lock import prefix_of
from cordata.analysis.forms.relevance import paths


def rebased(edition: Form, core: Form, country: str) -> Form:
    """The newer ``core`` with the edition's own questions, lists, title and translations.

    A translation into a further language is kept where the words that it translates are the
    same; where they are not, it must be written again, which publishing will say.
    """
    prefix = prefix_of(country)
    further = tuple(one for one in edition.languages if one not in core.languages)
    mover = _Mover(core.languages, further, _labels(edition))
    own_lists = {
        name: listed for name, listed in edition.choices.items() if name.startswith(prefix)
    }
    form = replace(
        core,
        titles={**core.titles, **edition.titles},
        intro={**core.intro, **edition.intro},
        languages=(*core.languages, *further),
        children=tuple(mover.node(node) for node in core.children),
        choices={
            name: tuple(mover.choice(name, one) for one in listed)
            for name, listed in core.choices.items()
        }
        | own_lists,
        areas={
            code: mover.text(text, edition.areas.get(code, {}))
            for code, text in core.areas.items()
        },
    )
    for question in edition.questions():
        if question.name.startswith(prefix):
            form = put_question(form, question)
    return form


class _Mover:
    """Carries translations over to texts that have stayed the same."""

    def __init__(
        self, languages: tuple[str, ...], further: tuple[str, ...], known: dict[str, Text]
    ) -> None:
        self.languages, self.further, self.known = languages, further, known

    def text(self, now: Text, before: Text) -> Text:
        """The text of now, with the further languages if it is the text of before."""
        if any(now.get(code) != before.get(code) for code in self.languages):
            return now
        return {**now, **{code: before[code] for code in self.further if code in before}}

    def node(self, node: Node) -> Node:
        """A group or question with its translations."""
        labels = self.text(node.labels, self.known.get(node.name, {}))
        if isinstance(node, Group):
            children = tuple(self.node(child) for child in node.children)
            return replace(node, labels=labels, children=children)
        return replace(node, labels=labels)

    def choice(self, name: str, choice: Choice) -> Choice:
        """A choice with its translations."""
        before = self.known.get(f"{name}: {choice.name}", {})
        return replace(choice, labels=self.text(choice.labels, before))


def _labels(form: Form) -> dict[str, Text]:
    found: dict[str, Text] = {path[-1].name: path[-1].labels for path in paths(form.children)}
    for name, listed in form.choices.items():
        found |= {f"{name}: {choice.name}": choice.labels for choice in listed}
    return found
