"""What differs between two plans, school by school; and what a change of rules costs."""

from dataclasses import dataclass

from cordata.analysis.matching.flow import Plan, solve
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import UNITS
from cordata.analysis.matching.why import Pair, look_at


@dataclass(frozen=True)
class Difference:
    """One school that has another mentor, or another mode, in the second plan."""

    mentee: str
    before: Pair | None
    after: Pair | None


@dataclass(frozen=True)
class Price:
    """What going from one plan to another does, weighed by the rules of the first."""

    units: int
    placed: tuple[int, int]
    minutes: tuple[int, int]  # travel of all ties together
    needs: tuple[int, int]  # needs met in all
    differences: tuple[Difference, ...]

    @property
    def points(self) -> float:
        """The price in points; negative is better."""
        return round(self.units / UNITS, 2)


def pairs_of(plan: Plan) -> dict[str, Pair | None]:
    """Each school's tie, or None if it is left out."""
    inputs, found = plan.problem.inputs, {}
    for row, arc in enumerate(plan.chosen):
        place, mode = int(plan.problem.h[arc]), int(plan.problem.mode[arc])
        tied = place < len(inputs.mentors)
        pair = look_at(inputs, row, place, online=mode == 1) if tied else None
        found[inputs.mentees[row].id] = pair
    return found


def differences(before: Plan, after: Plan) -> tuple[Difference, ...]:
    """Schools of either plan whose tie is not the same, by id."""
    old, new = pairs_of(before), pairs_of(after)
    return tuple(
        Difference(mentee, old.get(mentee), new.get(mentee))
        for mentee in sorted(old.keys() | new.keys())
        if _key(old.get(mentee)) != _key(new.get(mentee))
    )


def _key(pair: Pair | None) -> tuple[str, bool] | None:
    return (pair.mentor, pair.online) if pair else None


def price_between(before: Plan, after: Plan) -> Price:
    """What it costs to have ``after`` instead of ``before``, in the points of ``before``."""
    old, new = _sums(before, before.problem.inputs), _sums(after, before.problem.inputs)
    return Price(
        units=new[0] - old[0],
        placed=(old[1], new[1]),
        minutes=(old[2], new[2]),
        needs=(old[3], new[3]),
        differences=differences(before, after),
    )


def _sums(plan: Plan, judge: Inputs) -> tuple[int, int, int, int]:
    units = placed = minutes = needs = 0
    for mentee, pair in pairs_of(plan).items():
        school = judge.mentees[judge.mentee_at[mentee]]
        if pair is None:
            rules = judge.rules
            points = rules.priority_left_out if school.priority else rules.left_out
            units += points * UNITS
            continue
        row, place = judge.mentee_at[mentee], judge.mentor_at[pair.mentor]
        judged = look_at(judge, row, place, online=pair.online)
        units, placed = units + judged.cost, placed + 1
        minutes += 0 if pair.online else judged.minutes
        needs += len(judged.needs_met)
    return units, placed, minutes, needs


def price_of(before: Plan, changed: Inputs) -> Price:
    """The exact price of other rules, pins or places: everything solved anew."""
    return price_between(before, solve(changed))
