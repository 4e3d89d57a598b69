"""Change a form question by question, as an editor page does."""

from dataclasses import replace

from cordata.analysis.forms.definition import Form, Group, Node, Question
from cordata.analysis.forms.relevance import paths


def question_in(form: Form, name: str) -> Question | None:
    """The question of this name, if there is one."""
    return next((one for one in form.questions() if one.name == name), None)


def put_question(form: Form, question: Question) -> Form:
    """Change the question of this name where it stands; a new one comes after those of its area.

    What is moved to another area stands at the end of that area.
    """
    there = question_in(form, question.name)
    if there and there.area == question.area:
        return replace(form, children=_replaced(form.children, question))
    if there:
        form = drop_question(form, question.name)
    home = _home(form, question.area)
    if home is None:
        return replace(form, children=(*form.children, question))
    return replace(form, children=_added(form.children, home, question))


def drop_question(form: Form, name: str) -> Form:
    """The form without a question; a group that it leaves empty goes too."""
    return replace(form, children=_without(form.children, name))


def free_name(form: Form, prefix: str) -> str:
    """The first unused name of the kind "hr_7"."""
    taken = {path[-1].name for path in paths(form.children)}
    return next(
        name
        for name in (f"{prefix}{at}" for at in range(1, len(taken) + 2))
        if name not in taken
    )


def _home(form: Form, area: str) -> str | None:
    """The group in which questions of an area stand."""
    homes = [
        path[0].name
        for path in paths(form.children)
        if len(path) > 1 and isinstance(path[-1], Question) and path[-1].area == area and area
    ]
    return homes[-1] if homes else None


def _replaced(nodes: tuple[Node, ...], question: Question) -> tuple[Node, ...]:
    return tuple(
        replace(node, children=_replaced(node.children, question))
        if isinstance(node, Group)
        else (question if node.name == question.name else node)
        for node in nodes
    )


def _added(nodes: tuple[Node, ...], home: str, question: Question) -> tuple[Node, ...]:
    return tuple(
        replace(node, children=(*node.children, question))
        if isinstance(node, Group) and node.name == home
        else node
        for node in nodes
    )


def _without(nodes: tuple[Node, ...], name: str) -> tuple[Node, ...]:
    found: list[Node] = []
    for node in nodes:
        if isinstance(node, Group):
            left = _without(node.children, name)
            if left or not node.children:
                found.append(replace(node, children=left))
        elif node.name != name:
            found.append(node)
    return tuple(found)
