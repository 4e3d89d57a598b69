"""What the columns of each kind of table say: one place for codebook, data file and page.

A kind whose columns do not all stand here leaves the house in no format.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

from cordata.analysis.columns import Frame
from cordata.analysis.crates.variables import Described, Variable
from cordata.clusters.models import CoordinationModel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Words = StrOrPromise

TOO_FEW = -9  # in a data file: a figure that fewer than ten people stand behind


class Undescribed(Exception):
    """Columns that nobody has described; ``names`` says which."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


@dataclass(frozen=True, slots=True)
class Told:
    """What a kind says of its rows.

    subject  the column that names whose answers a row holds
    columns  by name, in words
    rests_on the column that counts the people behind another one
    codes    what the cells of a column may hold, where that is a short list
    """

    subject: str
    columns: Mapping[str, Words]
    rests_on: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)


LEVELS = {
    "primary": gettext_lazy("Primary school"),
    "lower": gettext_lazy("Lower secondary school"),
    "upper": gettext_lazy("Upper secondary school"),
    "vocational": gettext_lazy("Vocational school"),
}
MODELS = {one.value: one.label for one in CoordinationModel.Label}

TOLD: Mapping[str, Told] = {
    "change-of-schools/1": Told(
        subject="school",
        columns={
            "school": gettext_lazy("The school"),
            "mentor": gettext_lazy("The mentor school of its cluster at the time"),
            "country": gettext_lazy("Country, as ISO 3166 writes it"),
            "level": gettext_lazy("School level whose questions were answered"),
            "model": gettext_lazy("Declared coordination model of its cluster"),
            "before": gettext_lazy("Mean of the earlier round, from 1 to 5"),
            "before_n": gettext_lazy("How many answered in the earlier round"),
            "before_variance": gettext_lazy("Variance of the answers in the earlier round"),
            "after": gettext_lazy("Mean of the later round, from 1 to 5"),
            "after_n": gettext_lazy("How many answered in the later round"),
            "after_variance": gettext_lazy("Variance of the answers in the later round"),
            "response": gettext_lazy("Share of those invited who answered, from 0 to 1"),
        },
        rests_on={
            "before": "before_n",
            "before_variance": "before_n",
            "after": "after_n",
            "after_variance": "after_n",
        },
        codes={"level": LEVELS, "model": MODELS},
    ),
}
FIGURES: Mapping[str, Words] = {
    "estimate": gettext_lazy("Which number it is"),
    "value": gettext_lazy("The number, as it is released"),
    "low": gettext_lazy("Lower end of its interval"),
    "high": gettext_lazy("Upper end of its interval"),
    "level": pgettext_lazy("of an interval", "Confidence level, from 0 to 1"),
    "schools": gettext_lazy("How many schools stand behind it"),
    "clusters": gettext_lazy("How many clusters stand behind it"),
}


def described(kind: str, frame: Frame, *, file: str, gated: bool = False) -> Described:
    """The columns of a kind's table in every language. Raises Undescribed.

    gated  whether figures of few people are hidden in it, so that it holds the code for that
    """
    told = told_of(kind, frame)
    reasons = {TOO_FEW: in_languages(gettext_lazy("Hidden: fewer than ten people answered"))}
    variables = [
        Variable(
            name,
            "word" if frame[name].dtype.kind in "US" else "number",
            in_languages(told.columns[name]),
            {code: in_languages(says) for code, says in told.codes.get(name, {}).items()},
            reasons if gated and name in told.rests_on else {},
        )
        for name in sorted(frame)
    ]
    return Described(file, _rows(frame), tuple(variables))


def figures_described(frame: Frame, *, file: str) -> Described:
    """The columns of what is public of a run."""
    variables = [
        Variable(
            name, "word" if name == "estimate" else "number", in_languages(FIGURES[name])
        )
        for name in frame
    ]  # fmt: skip
    return Described(file, _rows(frame), tuple(variables))


def told_of(kind: str, frame: Frame) -> Told:
    """What is said of a kind. Raises Undescribed if a column of its table is not spoken of."""
    told = TOLD.get(kind)
    silent = sorted(frame) if told is None else sorted(frame.keys() - told.columns.keys())
    if told is None or silent:
        raise Undescribed(silent)
    return told


def subject_of(kind: str) -> str:
    """The column that names whose answers a row holds."""
    return TOLD[kind].subject if kind in TOLD else "school"


def in_languages(text: Words) -> dict[str, str]:
    """Its words in each of our languages."""
    found = {}
    for code, _own in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


def _rows(frame: Frame) -> int:
    return len(next(iter(frame.values()))) if frame else 0
