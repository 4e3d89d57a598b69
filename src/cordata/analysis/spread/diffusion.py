"""E8, registered: how many schools mentoring can reach, within what money, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.cells import numbers
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    LIKELY,
    Arm,
    Check,
    Estimate,
    Level,
    Result,
    Size,
    SpecError,
    worst,
)
from cordata.analysis.spread.growth import Rates
from cordata.analysis.spread.shares import SHARES, Known, draw_shares, growth
from cordata.analysis.spread.simulate import Paths, Start, flow, middle, simulate

METHOD = "diffusion/1"
FEW = 30  # trials; below, a share is hardly known
SURE = 0.95


@dataclass(frozen=True, slots=True)
class Diffusion:
    """One row of the table per school or mentor that was asked; each share has its own column.

    completes, willing, stays  columns of 1, 0, or nothing where it was not asked
    capacity   mentees per mentor and cycle
    goal       completed schools to be reached within ``cycles``
    unit_cost  of one school that begins, ``budget`` a cycle; both 0 is no limit
    payers     (payer, share of the cost); shares sum to 1
    fidelity   share of the effect that each further generation keeps
    prior      of each share, Beta(prior, prior): a half is Jeffreys
    """

    mentors: int
    waiting: int
    capacity: int
    cycles: int
    goal: int
    completes: str = "completes"
    willing: str = "willing"
    stays: str = "stays"
    unit_cost: float = 0.0
    budget: float = 0.0
    payers: tuple[tuple[str, float], ...] = ()
    fidelity: float = 1.0
    prior: float = 0.5
    runs: int = 10_000
    level: float = 0.9

    @property
    def start(self) -> Start:
        limit = self.budget if self.unit_cost > 0 and self.budget > 0 else None
        return Start(self.mentors, self.waiting, self.capacity, self.unit_cost, limit)


def diffusion(spec: Diffusion, frame: Frame, seed: int) -> Result:
    """Chance of the goal, schools completed, mentors and cash for each cycle, with intervals.

    ``more`` holds the tornado ("low:willing", "high:willing": completed schools when one share
    moves over its interval and the others stay) and lambda.
    """
    _sane(spec)
    known = {one: _known(spec, frame, one) for one in SHARES}
    asked = {one: share.asked for one, share in known.items()}
    sizes: dict[Arm, Size] = {"all": Size(len(next(iter(frame.values()), ())))}
    checks = [_asked(one, asked[one]) for one in SHARES]
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "E8", {}, sizes, tuple(checks), seed=seed)
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    shares = draw_shares(known, chance, spec.runs)
    checks.append(_growth(growth(shares, spec.capacity)))
    paths = simulate(spec.start, shares, spec.cycles, chance, fidelity=spec.fidelity)
    more = _tornado(spec, known) | {"lambda": _rates(spec, known, {}).factor}
    return Result(METHOD, "E8", _estimates(spec, paths), sizes, tuple(checks), more, seed)


def _sane(spec: Diffusion) -> None:
    counts = ("mentors", "waiting", "capacity", "unit_cost", "budget")
    for one in counts:
        if getattr(spec, one) < 0:
            raise SpecError(one, "less than nothing", "Give 0 or more")
    if min(spec.cycles, spec.runs) < 1 or not 0 < spec.level < 1 or spec.prior <= 0:
        raise SpecError("cycles", "no cycle, run, level or prior", "Give each of them")
    if not 0 < spec.fidelity <= 1:
        raise SpecError("fidelity", "no share above 0", "Give 1 if nothing is lost")
    if spec.payers and abs(sum(share for _, share in spec.payers) - 1) > 1e-9:  # noqa: PLR2004 - rounding
        raise SpecError("payers", "shares do not sum to 1", "Say who pays all of it")


def _known(spec: Diffusion, frame: Frame, share: str) -> Known:
    column = numbers(frame, share, getattr(spec, share), gaps=True)
    given = column[np.isfinite(column)]
    if not np.isin(given, (0, 1)).all():
        raise SpecError(share, "answers are 1, 0 or nothing", "Code them so")
    yes = int(given.sum())
    return Known(yes, len(given) - yes, spec.prior)


def _asked(share: str, trials: int) -> Check:
    level = Level.REFUSE if not trials else Level.WARN if trials < FEW else Level.OK
    return Check("share_known", level, {"share": share, "asked": trials, "needed": FEW})


def _growth(factor: Floats) -> Check:
    """Whether it is sure that mentors grow, or that they do not; lambda above 1 is growth."""
    grows = float((factor > 1).mean())
    unsure = 1 - SURE < grows < SURE
    return Check("growth", Level.WARN if unsure else Level.OK, {"chance": grows})


def _estimates(spec: Diffusion, paths: Paths) -> dict[str, Estimate]:
    done, weighted = paths.completed.cumsum(axis=1), paths.weighted.cumsum(axis=1)
    found = {"chance": Estimate(float((done[:, -1] >= spec.goal).mean()))}
    columns: Mapping[str, Floats] = {
        "completed": done.astype(np.float64),
        "weighted": weighted,
        "mentors": paths.mentors.astype(np.float64),
        "cash": paths.begun.astype(np.float64) * spec.unit_cost,
    }
    for name, values in columns.items():
        for cycle, column in enumerate(values.T, start=1):
            between, likely = (middle(column, level) for level in (spec.level, LIKELY))
            found[f"{name}@{cycle}"] = Estimate(
                float(column.mean()), interval=between, likely=likely
            )
    for payer, share in sorted(spec.payers):
        for cycle in range(1, spec.cycles + 1):
            found[f"cash:{payer}@{cycle}"] = Estimate(share * found[f"cash@{cycle}"].value)
    return found


def _rates(spec: Diffusion, known: Mapping[str, Known], at: Mapping[str, float]) -> Rates:
    values = {one: known[one].at(at[one]) if one in at else known[one].mean for one in SHARES}
    return Rates(spec.capacity, **values)


def expected(start: Start, rates: Rates, cycles: int) -> float:
    """Completed schools when every share is exactly kept, within the same limits."""
    kept = rates.completes, rates.willing, rates.stays
    completes, willing, stays = (np.array([one]) for one in kept)
    return float(flow(start, (completes, willing, stays), cycles).completed.sum())


def _tornado(spec: Diffusion, known: Mapping[str, Known]) -> dict[str, float]:
    ends = {"low": 0.5 - spec.level / 2, "high": 0.5 + spec.level / 2}
    return {
        f"{end}:{share}": expected(spec.start, _rates(spec, known, {share: at}), spec.cycles)
        for share in SHARES
        for end, at in ends.items()
    }
