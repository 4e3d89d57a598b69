"""When sets of cases may be compared at all: rules on cases, conditions, cuts."""

from cordata.analysis.arrays import Floats
from cordata.analysis.coding.truth import Cuts, Line, Out
from cordata.analysis.contract import Check, Level

MOST_CONDITIONS = 4
CASES_EACH = 4  # cases for every condition: fewer leave most combinations empty
LEAST, MOST = 0.20, 0.80
LEAST_CONSISTENCY, LEAST_PRI = 0.80, 0.70
THREE = 3  # with so few conditions, noise fills rows: three cases a row, else two


def checks_of(
    names: tuple[str, ...],
    conditions: tuple[str, ...],
    sets: Floats,
    outcome: Floats,
    cuts: Cuts,
    *,
    registered: bool,
) -> list[Check]:
    """All rules; names are of cases, for the team alone."""
    k, n = len(conditions), len(names)
    least = 3 if k <= THREE else 2
    return [
        _check("conditions", k <= MOST_CONDITIONS, conditions=k, most=MOST_CONDITIONS),
        _check("cases", n >= CASES_EACH * k, cases=n, needed=CASES_EACH * k),
        _check("cases_per_row", cuts.cases >= least, cut=cuts.cases, needed=least),
        _check(
            "cuts",
            cuts.consistency >= LEAST_CONSISTENCY and cuts.pri >= LEAST_PRI,
            consistency=cuts.consistency,
            pri=cuts.pri,
        ),
        *_skewed(conditions, sets, outcome),
        _between(names, sets, outcome),
        Check("registered", Level.OK if registered else Level.WARN),
        Check("certainty_at_most", Level.OK, {"ceiling": 2}),
    ]


def contradictions(names: tuple[str, ...], lines: list[Line], outcome: Floats) -> list[Check]:
    """Cases without the outcome in a row that suffices: to be understood, not deleted."""
    odd = [
        names[case]
        for line in lines
        if line.out is Out.IN
        for case in line.cases
        if outcome[case] < 0.5  # noqa: PLR2004 - more out than in
    ]
    level = Level.WARN if odd else Level.OK
    return [Check("contradictions", level, {"cases": tuple(odd)})]


def _skewed(conditions: tuple[str, ...], sets: Floats, outcome: Floats) -> list[Check]:
    """Sets that hold nearly all or hardly any case say nothing."""
    found = []
    columns = [*zip(conditions, sets.T, strict=True), ("outcome", outcome)]
    for name, x in columns:
        share = float((x > 0.5).mean()) if len(x) else 0.0  # noqa: PLR2004 - more in than out
        found.append(_check("set_skewed", LEAST <= share <= MOST, set=name, share=share))
    return found


def _between(names: tuple[str, ...], sets: Floats, outcome: Floats) -> Check:
    """Cases at exactly a half, which belong to no row: move the anchor."""
    half = (sets == 0.5).any(axis=1) | (outcome == 0.5)  # noqa: PLR2004 - the crossover itself
    cases = tuple(name for name, at in zip(names, half, strict=True) if at)
    return Check("at_crossover", Level.WARN if cases else Level.OK, {"cases": cases})


def _check(code: str, good: bool, **facts: str | float) -> Check:  # noqa: FBT001 - what was seen
    return Check(code, Level.OK if good else Level.REFUSE, facts)
