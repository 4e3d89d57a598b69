"""Results from elsewhere, as far as they may be shown."""

from dataclasses import dataclass

from cordata.schools.models import School
from cordata.surveys.models import External

FEWEST = 5  # a mean of fewer answers would tell what single people said


@dataclass(frozen=True)
class OutsideMean:
    """The mean of one voice about one area; None if fewer than five answered."""

    area: str
    voice: str
    mean: float | None


@dataclass(frozen=True)
class Outside:
    """One result: where from, when, and its rows. ``n`` of small voices is not told either."""

    result: External
    rows: list[OutsideMean]


def external_results_of(school: School) -> list[Outside]:
    """What a school has brought with it, newest first; small voices are left empty."""
    found = External.objects.filter(school=school).order_by("-answered_on", "pk")
    return [
        Outside(
            result,
            [
                OutsideMean(
                    row["area"], row["voice"], row["mean"] if row["n"] >= FEWEST else None
                )
                for row in result.rows
            ],
        )
        for result in found
    ]
