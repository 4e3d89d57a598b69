"""What was looked at before a number may be read, in the reader's language."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.cache import caches
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cordata.analysis.contract import Level
from cordata.evidence.models import Analysis, Run
from cordata.evidence.queries.ahead import look_ahead
from cordata.evidence.queries.losses import Lost
from cordata.evidence.queries.words import remedy, sentence
from cordata.history.queries import newest_entry
from cordata.networks.queries import country_name

FIVE_MINUTES = 5 * 60
# Looks that found nothing wrong and say something that every reader needs.
SAID = frozenset({"dominates", "dominated", "cost_view", "not_an_effect"})


@dataclass(frozen=True)
class Look:
    """One check: its level, what it found, and what would lift it."""

    level: str
    says: str
    lifts: str


def refusals(run: Run) -> list[Look]:
    """Why there is no number."""
    return list(_looks(run, Level.REFUSE))


def warnings(run: Run) -> list[Look]:
    """What must be read beside the number."""
    return list(_looks(run, Level.WARN))


def verdicts(run: Run) -> list[Look]:
    """What a number is of, and what is said in place of one, where nothing is wrong."""
    return list(_looks(run, Level.OK, SAID))


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


@dataclass(frozen=True)
class Before:
    """The table before it is computed, with the method's looks that need no outcome.

    missing  (country, rows, rows without the later round)
    """

    rows: int
    known: int
    groups: int
    missing: list[tuple[str, int, int]]
    looks: list[Look]

    @property
    def lost(self) -> int:
        """Rows without the later round."""
        return self.rows - self.known


def ahead_of(analysis: Analysis) -> Before | None:
    """How it stands now; None where there is no row yet. What is wrong comes first.

    Looked at once, and again as soon as anybody has done anything: nothing else closes a round.
    """
    key = f"ahead-{analysis.public_id}-{newest_entry()}"
    found = caches["memory"].get_or_set(key, lambda: look_ahead(analysis), FIVE_MINUTES)
    if found is None:
        return None
    language = get_language() or "en"
    order = {"refuse": 0, "warn": 1, "ok": 2}
    checks = sorted(found.checks, key=lambda one: order[one["level"]])
    return Before(
        found.rows,
        found.known,
        found.groups,
        [(country_name(one.country, language), one.rows, one.missing) for one in found.missing],
        [Look(one["level"], sentence(one), remedy(one)) for one in checks],
    )


def _looks(run: Run, level: Level, codes: Collection[str] = ()) -> Iterator[Look]:
    """Of a level; only these codes, if any are named."""
    checks: list[Mapping[str, Any]] = run.document["result"]["checks"]
    for one in checks:
        if one["level"] == level.name.lower() and (not codes or one["code"] in codes):
            yield Look(one["level"], sentence(one), remedy(one))
