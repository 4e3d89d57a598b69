"""Forms as text that a translator can read: one question under another, its languages side by side.

What ships with Cordata is written like this (TOML). What it leaves out is filled in here:
a question is a choice from the list "scale", must be answered, stands in the group of its area
and is locked if it counts for an area.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cordata.analysis.forms.definition import Choice, Form, Group, Node, Question, Text


@dataclass(frozen=True)
class Written:
    """A form with the name and kind of its instrument."""

    slug: str
    kind: str
    form: Form


def read_readable(text: str) -> Written:
    """The form of a text. Raises KeyError or tomllib.TOMLDecodeError: the text is ours."""
    told = tomllib.loads(text)
    languages = tuple(told["languages"])
    areas = {code: _texts(one, languages) for code, one in told.get("areas", {}).items()}
    questions = [
        _question(name, one, languages) for name, one in told.get("questions", {}).items()
    ]
    form = Form(
        titles=_texts(told["title"], languages),
        languages=languages,
        children=_grouped(questions, areas),
        choices={
            name: tuple(Choice(one, _texts(said, languages)) for one, said in listed.items())
            for name, listed in told.get("choices", {}).items()
        },
        intro=_texts(told["intro"], languages),
        areas=areas,
    )
    return Written(told["slug"], told["kind"], form)


def _question(name: str, told: Mapping[str, Any], languages: tuple[str, ...]) -> Question:
    kind, _space, choices = told.get("type", "select_one scale").partition(" ")
    area = told.get("area", "")
    return Question(
        name=name,
        kind=kind,
        labels=_texts(told, languages),
        choices=choices,
        required=told.get("required", True),
        relevant=told.get("relevant", ""),
        constraint=told.get("constraint", ""),
        area=area,
        voices=tuple(told.get("voices", ())),
        levels=tuple(told.get("levels", ())),
        core=bool(area),
        reversed=told.get("reversed", False),
    )


def _grouped(questions: list[Question], areas: Mapping[str, Text]) -> tuple[Node, ...]:
    """A group for each area if there are several; what has no area stands by itself."""
    if len(areas) < 2:  # noqa: PLR2004 - one area needs no heading
        return tuple(questions)
    groups = [
        Group(f"area_{code}", tuple(one for one in questions if one.area == code), labels)
        for code, labels in areas.items()
    ]
    return (*groups, *(one for one in questions if not one.area))


def _texts(told: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, str]:
    return {code: told[code] for code in languages if code in told}
