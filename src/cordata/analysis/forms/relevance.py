"""Which questions are asked, given the answers so far."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from cordata.analysis.forms.definition import Form, Group, Node
from cordata.analysis.forms.evaluate import Facts, evaluate, text, truth
from cordata.analysis.forms.expression import parse

type Answers = Mapping[str, Any]


def is_relevant(form: Form, node: Node, answers: Answers, today: dt.date | None = None) -> bool:
    """Whether it is asked, given the answers so far; within a group, the group too."""
    facts = facts_of(form, answers, today)
    chain = next((path for path in paths(form.children) if path[-1].name == node.name), (node,))
    return holds(chain, facts)


def calculated(form: Form, answers: Answers, today: dt.date | None = None) -> dict[str, Any]:
    """The value of every calculation, in order; a later one may use an earlier one."""
    found: dict[str, Any] = {}
    for question in form.questions():
        if question.kind == "calculate" and question.calculation:
            facts = Facts({**answers, **found}, today=today)
            found[question.name] = text(evaluate(parse(question.calculation), facts))
    return found


def kept(form: Form, answers: Answers, today: dt.date | None = None) -> dict[str, Any]:
    """The answers without those to questions that are, after all, not asked.

    In order: an answer that falls away cannot keep a later question alive.
    """
    left = dict(answers)
    for path in paths(form.children):
        facts = facts_of(form, left, today)
        if path[-1].name in left and not holds(path, facts):
            del left[path[-1].name]
    return left


def conditional(form: Form) -> frozenset[str]:
    """The names of what is asked on a condition: its own, or that of a group it lies in."""
    return frozenset(
        path[-1].name for path in paths(form.children) if any(node.relevant for node in path)
    )


def facts_of(form: Form, answers: Answers, today: dt.date | None = None) -> Facts:
    """All that an expression of this form may ask."""
    return Facts({**answers, **calculated(form, answers, today)}, today=today)


def paths(nodes: tuple[Node, ...], above: tuple[Node, ...] = ()) -> Iterator[tuple[Node, ...]]:
    """Every group and question with the groups it lies in, from the outermost."""
    for node in nodes:
        yield (*above, node)
        if isinstance(node, Group):
            yield from paths(node.children, (*above, node))


def holds(path: tuple[Node, ...], facts: Facts) -> bool:
    """Whether the last of a path is asked: it and every group it lies in."""
    return all(truth(evaluate(parse(node.relevant), facts)) for node in path if node.relevant)
