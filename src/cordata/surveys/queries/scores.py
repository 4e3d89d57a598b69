"""Scores of single schools for tables that are frozen for research and never shown.

They are not behind the gate's thresholds: whoever releases something made of them asks
``evidence.queries.releasing``. Only ``cordata.evidence`` reads them; tests/house/test_gate.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from cordata.surveys.models import Round, Snapshot
from cordata.surveys.queries.figures import figures_with_lowest
from cordata.surveys.queries.withholding import for_research


@dataclass(frozen=True)
class Score:
    """One voice on one area in one closed round.

    variance  None where one person answered: nobody knows how far people differ there
    invited   None where nobody knows
    """

    n: int
    mean: float
    variance: float | None
    invited: int | None

    @property
    def deviation(self) -> float | None:
        """How far people differ, in points."""
        return None if self.variance is None else sqrt(self.variance)

    @property
    def response(self) -> float | None:
        """The share that answered, as far as it can be said."""
        if not self.invited or self.invited < self.n:
            return None
        return self.n / self.invited


def scores_in(
    rounds: Sequence[Round], voice: str, area: str, *, lowest: bool = False
) -> dict[int, Score]:
    """By round (key); left out are rounds that are not frozen, withheld, or answered by nobody.

    lowest  scored again with "does not apply" as the lowest point
    """
    found = {}
    asked = Snapshot.objects.filter(round__in=[one.pk for one in rounds])
    for frozen in for_research(asked).order_by("pk"):
        figures = figures_with_lowest(frozen) if lowest else frozen.figures
        said = figures["voices"].get(voice)
        if said is None or area not in figures["areas"]:
            continue
        at = figures["areas"].index(area)
        if said["n"][at]:
            people = frozen.manifest["invited"].get(voice) or None
            found[frozen.round_id] = Score(
                said["n"][at], said["mean"][at], said["variance"][at], people
            )
    return found
