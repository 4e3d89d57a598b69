"""What the columns of each kind of table say: one place for codebook, data file and page.

A kind whose columns do not all stand here leaves the house in no format.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy, pgettext_lazy

from cordata.analysis.columns import Frame
from cordata.analysis.crates.variables import Described, Variable
from cordata.clusters.models import CoordinationModel
from cordata.evidence.queries.kinds.declaring import Column
from cordata.evidence.queries.tables import KINDS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

type Words = StrOrPromise

TOO_FEW = -9  # in a data file: a figure that fewer than ten people stand behind


class Undescribed(Exception):
    """Columns that nobody has described; ``names`` says which."""

    def __init__(self, names: list[str]) -> None:
        self.names = names
        super().__init__(", ".join(names))


LEVELS = {
    "primary": gettext_lazy("Primary school"),
    "lower": gettext_lazy("Lower secondary school"),
    "upper": gettext_lazy("Upper secondary school"),
    "vocational": gettext_lazy("Vocational school"),
}
MODELS = {one.value: one.label for one in CoordinationModel.Label}

# What the cells of a column may hold, where that is a short list; the same in every kind.
CODES: Mapping[str, Mapping[str, Words]] = {"level": LEVELS, "model": MODELS}
FIGURES: Mapping[str, Words] = {
    "estimate": gettext_lazy("Which number it is"),
    "value": gettext_lazy("The number, as it is released"),
    "low": gettext_lazy("Lower end of its interval"),
    "high": gettext_lazy("Upper end of its interval"),
    "level": pgettext_lazy("of an interval", "Confidence level, from 0 to 1"),
    "likely_low": gettext_lazy("Lower end of where it lies with 80 % certainty"),
    "likely_high": gettext_lazy("Upper end of where it lies with 80 % certainty"),
    "schools": gettext_lazy("How many schools stand behind it"),
    "clusters": gettext_lazy("How many clusters stand behind it"),
}


def described(kind: str, frame: Frame, *, file: str, gated: bool = False) -> Described:
    """The columns of a kind's table in every language. Raises Undescribed.

    gated  whether figures of few people are hidden in it, so that it holds the code for that
    """
    told = columns_of(kind, frame)
    reasons = {
        TOO_FEW: in_languages(
            gettext_lazy(
                "Hidden: fewer than ten people answered, or theirs could be worked out"
            )
        )
    }
    variables = [
        Variable(
            name,
            "word" if frame[name].dtype.kind in "US" else "number",
            in_languages(told[name].says),
            {code: in_languages(says) for code, says in CODES.get(name, {}).items()},
            reasons if gated and told[name].rests_on else {},
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


def columns_of(kind: str, frame: Frame) -> Mapping[str, Column]:
    """What is said of the columns of a kind's table. Raises Undescribed if one has no words."""
    told = KINDS[kind].columns if kind in KINDS else {}
    if silent := sorted(frame.keys() - told.keys()):
        raise Undescribed(silent)
    return told


def in_languages(text: Words) -> dict[str, str]:
    """Its words in each of our languages."""
    found = {}
    for code, _own in settings.LANGUAGES:
        with translation.override(code):
            found[code] = str(text)
    return found


def _rows(frame: Frame) -> int:
    return len(next(iter(frame.values()))) if frame else 0
