"""Registered: a disciplined comparison of cases as sets (QCA). A pattern in these cases, no proof.

Certainty of what it finds is 1 or 2 at most, whatever comes out.
"""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.coding.cases import Qca, read
from cordata.analysis.coding.gate import Gate, gate
from cordata.analysis.coding.minimize import Model, written
from cordata.analysis.coding.rules import checks_of, contradictions
from cordata.analysis.coding.sets import necessity, sufficiency
from cordata.analysis.coding.truth import (
    Cuts,
    Line,
    Out,
    conservative,
    of_model,
    parsimonious,
    table,
    unique_coverage,
)
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Level,
    Result,
    Size,
    worst,
)

METHOD = "qca/1"
STEPS = tuple(round(0.75 + 0.05 * step, 2) for step in range(4))  # .75 to .90
MOVES = (-0.1, 0.1)  # of the distance between the outer anchors


def qca(spec: Qca, frame: Frame, seed: int) -> Result:
    """All conservative and parsimonious models, of the outcome and of its absence.

    Estimates are consistencies by name, "conservative: A*~B + C", those of the absence with
    "not: " in front; ``more`` holds pri, coverage, unique coverage of terms, necessity,
    robustness and the gates. What chance finds as well is refused, or left out of the absence.
    """
    names, sets, outcome = read(spec, frame)
    sizes: dict[Arm, Size] = {"all": Size(len(names), groups=len(names))}
    checks = checks_of(
        names, spec.conditions, sets, outcome, spec.cuts, registered=spec.registered
    )
    first, second = np.random.SeedSequence(seed).spawn(2)
    if worst(checks) is not Level.REFUSE:
        shown = _side(spec, sets, outcome, first)
        checks += [*contradictions(names, shown.lines, outcome), _passed(shown, Level.REFUSE)]
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "pattern", {}, sizes, tuple(checks), seed=seed)
    estimates, more = _numbers(spec, sets, outcome, shown, "")
    more |= _necessities(spec, sets, outcome) | {"robust": _robust(spec, frame, shown)}
    absent = _side(spec, sets, 1.0 - outcome, second)
    checks.append(_passed(absent, Level.WARN))
    if absent.gate.passed:
        also = _numbers(spec, sets, 1.0 - outcome, absent, "not: ")
        estimates, more = estimates | also[0], more | also[1]
    return Result(METHOD, "pattern", estimates, sizes, tuple(checks), more, seed)


@dataclass(frozen=True, slots=True)
class Side:
    """The outcome, or its absence."""

    lines: list[Line]
    gate: Gate


def _side(spec: Qca, sets: Floats, outcome: Floats, seed: np.random.SeedSequence) -> Side:
    chance = np.random.Generator(np.random.PCG64(seed))
    lines = table(sets, outcome, spec.cuts)
    return Side(lines, gate(sets, outcome, spec.cuts, chance, spec.draws))


def _passed(side: Side, level: Level) -> Check:
    """REFUSE for the outcome, WARN for its absence: only that half is left out."""
    if not any(line.out is Out.IN for line in side.lines):
        return Check("no_row_suffices", level)
    facts = {"real": side.gate.real, "limit": side.gate.limit, "beaten": side.gate.beaten}
    return Check("beats_chance", Level.OK if side.gate.passed else level, facts)


def _numbers(
    spec: Qca, sets: Floats, outcome: Floats, side: Side, prefix: str
) -> tuple[dict[str, Estimate], dict[str, float]]:
    found: dict[str, Estimate] = {}
    more = {f"{prefix}gate": side.gate.real, f"{prefix}gate limit": side.gate.limit}
    kinds = {"conservative": conservative(side.lines), "parsimonious": parsimonious(side.lines)}
    for kind, models in kinds.items():
        for model in models:
            name = f"{prefix}{kind}: {written(model, spec.conditions)}"
            fit = sufficiency(of_model(model, sets), outcome)
            found[name] = Estimate(fit.consistency)
            more |= {f"pri {name}": fit.pri, f"coverage {name}": fit.coverage}
            alone = unique_coverage(model, sets, outcome)
            for term, share in zip(model, alone, strict=True):
                more[f"unique {written((term,), spec.conditions)} in {name}"] = share
    return found, more


def _necessities(spec: Qca, sets: Floats, outcome: Floats) -> dict[str, float]:
    both = [(name, sets[:, at]) for at, name in enumerate(spec.conditions)]
    both += [(f"~{name}", 1.0 - x) for name, x in both]
    return {f"necessary {name}": necessity(x, outcome) for name, x in both}


def _robust(spec: Qca, frame: Frame, shown: Side) -> float:
    """Share of other cuts and shifted anchors that lead to the same conservative models."""
    real, same = conservative(shown.lines), []
    for step in STEPS:
        cuts = Cuts(spec.cases_cut, step, spec.pri_cut)
        same.append(_models(spec, frame, cuts) == real)
    for moved in range(len(spec.anchors)):
        for by in MOVES:
            same.append(_models(spec, frame, spec.cuts, moved, by) == real)
    return float(np.mean(same))


def _models(
    spec: Qca, frame: Frame, cuts: Cuts, moved: int | None = None, by: float = 0.0
) -> list[Model]:
    _, sets, outcome = read(spec, frame, moved, by)
    return conservative(table(sets, outcome, cuts))
