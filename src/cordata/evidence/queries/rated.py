"""How sure a number of a run is, by the rules: the one path of every page that says so."""

from collections.abc import Mapping
from typing import Any

from cordata.analysis.advice.other import of_cost
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.results import Rated, rate_result
from cordata.analysis.costs.ledger import Payer
from cordata.evidence.models import Analysis, Run

# Areas of the whole-school self-assessment that are not about teaching or pupils: leadership,
# working together, equipment, professional development. Of everything else it is assumed.
OF_THE_SCHOOL = {"A", "B", "C", "D"}
WHAT = {"instrument", "voice", "area"}  # of what a table is told: the outcome, not of whom
PAYER, BASIS, MEASURED = "payer:", "basis:", "basis:measured"


def rated(run: Run, estimate: str) -> Rated | None:
    """None for results that tell no effect, such as costs. One query for another run, however often."""
    if is_bill(run):
        return None
    area = run.table.params.get("area", "")
    return rate_result(
        run.document["ask"],
        run.document["result"],
        estimate,
        about_pupils=area not in OF_THE_SCHOOL,
        outcomes_missing=leaves_out(run),
    )


def leaves_out(run: Run) -> bool:
    """Whether another outcome of the same schools was registered in time and is not told.

    The same question of other schools or other rounds is another question: it may still wait.
    """
    if not hasattr(run, "_leaves_out"):
        run._leaves_out = _another_waits(run.analysis)  # type: ignore[attr-defined]  # kept on the row for this request
    found: bool = run._leaves_out  # type: ignore[attr-defined]  # kept on the row for this request
    return found


def _another_waits(asked: Analysis) -> bool:
    others = Analysis.objects.filter(
        project=asked.project_id, kind=asked.kind, is_confirmatory=True, runs=None
    )
    schools = _of_whom(asked.params)
    return any(
        _of_whom(params) == schools and params != asked.params
        for params in others.values_list("params", flat=True)
    )


def _of_whom(params: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in params.items() if name not in WHAT}


def is_bill(run: Run) -> bool:
    """Whether it tells what something costs."""
    return certainty_of_cost(run) is not None


def payers_of(run: Run) -> list[Payer]:
    """Who bears a part of a bill."""
    told = run.document["result"]["estimates"]
    return [one for one in Payer if told.get(f"{PAYER}{one}", {}).get("value")]


def certainty_of_cost(run: Run) -> Certainty | None:
    """By how much of the bill was measured; None where the run is no bill."""
    parts = {
        name: one["value"]
        for name, one in run.document["result"]["estimates"].items()
        if name.startswith(BASIS)
    }
    whole = sum(parts[name] for name in sorted(parts))
    return of_cost(min(1.0, parts.get(MEASURED, 0.0) / whole)) if whole > 0 else None
