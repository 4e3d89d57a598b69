"""A form as JSON and back: the shape that is stored and addressed by its content.

What is empty is left out, so that the same form always has the same document.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
from typing import Any

from cordata.analysis.forms.definition import Choice, Form, Group, Node, Question


def to_document(form: Form) -> dict[str, Any]:
    """JSON of a form."""
    return {
        **_facts(form, skip={"children", "choices"}),
        "children": [_node(child) for child in form.children],
        "choices": {
            name: [_facts(choice) for choice in listed] for name, listed in form.choices.items()
        },
    }


def from_document(document: Mapping[str, Any]) -> Form:
    """The form of a JSON that ``to_document`` made."""
    facts = _tuples(document, Form)
    return Form(
        **{"titles": {}, "languages": ()}  # left out where they are empty
        | facts
        | {
            "children": tuple(_from_node(child) for child in document["children"]),
            "choices": {
                name: tuple(Choice(**choice) for choice in listed)
                for name, listed in document.get("choices", {}).items()
            },
        }
    )


def _node(node: Node) -> dict[str, Any]:
    if isinstance(node, Group):
        return _facts(node, skip={"children"}) | {
            "children": [_node(child) for child in node.children]
        }
    return _facts(node)


def _from_node(document: Mapping[str, Any]) -> Node:
    if "children" in document:
        children = tuple(_from_node(child) for child in document["children"])
        return Group(**_tuples(document, Group) | {"children": children})
    return Question(**_tuples(document, Question))


def _facts(thing: Any, skip: Collection[str] = ()) -> dict[str, Any]:
    found = {one.name: getattr(thing, one.name) for one in fields(thing)}
    return {
        name: _plain(value)
        for name, value in found.items()
        if name not in skip and value not in ("", False, (), {})
    }


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return dict(value) if isinstance(value, Mapping) else value


def _tuples(document: Mapping[str, Any], kind: type[Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in document.items()
        if name in names
    }
