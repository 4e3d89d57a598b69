"""What was looked at before a number may be read, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.contract import Level
from cordata.evidence.models import Run
from cordata.evidence.queries.losses import Lost
from cordata.evidence.queries.words import remedy, sentence


@dataclass(frozen=True)
class Look:
    """One check: what it found, and what would lift it."""

    code: str
    says: str
    lifts: str


def refusals(run: Run) -> list[Look]:
    """Why there is no number."""
    return list(_looks(run, Level.REFUSE))


def warnings(run: Run) -> list[Look]:
    """What must be read beside the number."""
    return list(_looks(run, Level.WARN))


def losses_in_words(lost: Lost | None) -> list[str]:
    """How many rows of schools cannot be compared, by arm, and against the boundary."""
    if lost is None:
        return []
    names = {
        "treated": _("with a mentor"),
        "comparison": _("without a mentor"),
        "all": _("in all"),
    }
    said = [
        ngettext(
            "%(arm)s: %(lost)s of %(number)d school lacks one of the rounds.",
            "%(arm)s: %(lost)s of %(number)d schools lack one of the rounds.",
            arm.schools,
        )
        % {"arm": names[arm.name].capitalize(), "lost": arm.lost, "number": arm.schools}
        for arm in lost.arms
    ]
    return said if lost.check is None else [*said, sentence(lost.check)]


def _looks(run: Run, level: Level) -> Iterator[Look]:
    checks: list[Mapping[str, Any]] = run.document["result"]["checks"]
    for one in checks:
        if one["level"] == level.name.lower():
            yield Look(one["code"], sentence(one), remedy(one))
