"""What others would call it: tiers of ESSA, padlocks of the EEF. For information, never a rule."""

from dataclasses import dataclass
from enum import StrEnum


class Standard(StrEnum):
    """What the What Works Clearinghouse would say of a study."""

    WITHOUT = "meets-without-reservations"
    WITH = "meets-with-reservations"
    NOT = "does-not-meet"


@dataclass(frozen=True, slots=True)
class ForEssa:
    """What tiers ask for."""

    standard: Standard
    positive: bool  # significant and favourable
    pupils: int
    sites: int
    controls: bool  # correlational, with controls for selection
    rationale: bool  # a logic model that research informs


LEAST_PUPILS, LEAST_SITES = 350, 2


def essa_tier(study: ForEssa) -> int | None:
    """1 strong, 2 moderate, 3 promising, 4 a rationale; None is none of them.

    Source: US Department of Education (2016), Non-Regulatory Guidance: Using Evidence.
    """
    large = study.pupils >= LEAST_PUPILS and study.sites >= LEAST_SITES
    if study.positive and large and study.standard is not Standard.NOT:
        return 1 if study.standard is Standard.WITHOUT else 2
    if study.positive and (study.controls or study.standard is not Standard.NOT):
        return 3
    return 4 if study.rationale else None


@dataclass(frozen=True, slots=True)
class Padlocks:
    """An edition of the EEF's table.

    confirmed  whether the limits were read in the EEF's own annex; if not, say so beside them
    rows       (padlocks, largest MDES, largest share lost), the best first
    """

    seen: str
    confirmed: bool
    rows: tuple[tuple[int, float, float], ...]


EDITIONS = (
    Padlocks(
        "2026-11",
        confirmed=False,
        rows=(
            (5, 0.20, 0.10),
            (4, 0.29, 0.20),
            (3, 0.39, 0.30),
            (2, 0.49, 0.40),
            (1, 0.59, 0.50),
        ),
    ),
)


def padlocks(
    mdes: float,
    lost: float,
    *,
    randomised: bool,
    comparator: bool = True,
    threats: int = 0,
    edition: Padlocks = EDITIONS[-1],
) -> int:
    """0 to 5: the best row whose limits both hold, minus ``threats``; how secure, not how good.

    lost  share of pupils that were lost. Five only if randomised; none without a comparator.
    """
    if not comparator:
        return 0
    found = next(
        (
            locks
            for locks, most_mdes, most_lost in edition.rows
            if mdes <= most_mdes and lost <= most_lost and (randomised or locks < 5)  # noqa: PLR2004 - the top row
        ),
        0,
    )
    return max(found - threats, 0)
