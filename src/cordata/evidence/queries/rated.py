"""How sure a number of a run is, by the rules: the one path of every page that says so."""

from cordata.analysis.advice.other import of_cost
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.results import Rated, rate_result
from cordata.evidence.models import Run

# Areas of the whole-school self-assessment that are not about teaching or pupils: leadership,
# working together, equipment, professional development. Of everything else it is assumed.
OF_THE_SCHOOL = {"A", "B", "C", "D"}
BASIS, MEASURED = "basis:", "basis:measured"


def rated(run: Run, estimate: str) -> Rated | None:
    """None for results that tell no effect, such as costs."""
    area = run.table.params.get("area", "")
    return rate_result(
        run.document["ask"],
        run.document["result"],
        estimate,
        about_pupils=area not in OF_THE_SCHOOL,
    )


def certainty_of_cost(run: Run) -> Certainty | None:
    """By how much of the bill was measured; None where the run is no bill."""
    parts = {
        name: one["value"]
        for name, one in run.document["result"]["estimates"].items()
        if name.startswith(BASIS)
    }
    whole = sum(parts[name] for name in sorted(parts))
    return of_cost(min(1.0, parts.get(MEASURED, 0.0) / whole)) if whole > 0 else None
