"""How many schools have come how far, and which places nobody asks for yet."""

from collections import Counter
from dataclasses import dataclass

from cordata.calls.models import Application, Call, Stratum
from cordata.calls.queries.ready import sides_of


@dataclass(frozen=True)
class Gap:
    """Places of a stratum and role that have no sent application yet."""

    stratum: Stratum
    side: str
    places: int
    sent: int

    @property
    def missing(self) -> int:
        """How many schools are still needed."""
        return max(0, self.places - self.sent)


@dataclass(frozen=True)
class Funnel:
    """Applications by state, and each stratum's places with what was sent for them."""

    started: int
    sent: int
    withdrawn: int
    rows: list[Gap]

    @property
    def gaps(self) -> list[Gap]:
        """Where schools are missing."""
        return [row for row in self.rows if row.missing]


def funnel_of(call: Call) -> Funnel:
    """Count the applications of a call. One query for them, one for the strata."""
    states: Counter[str] = Counter()
    sent: Counter[tuple[int | None, str]] = Counter()
    for state, stratum, side in call.applications.values_list("state", "stratum_id", "side"):
        states[state] += 1
        if state == Application.State.SENT:
            sent[stratum, side] += 1
    rows = [
        Gap(stratum, side, places, sent[stratum.pk, side])
        for stratum in call.strata.all()
        for side in sides_of(call)
        if (places := getattr(stratum, f"{side}_places"))
    ]
    kinds = Application.State
    return Funnel(states[kinds.STARTED], states[kinds.SENT], states[kinds.WITHDRAWN], rows)
