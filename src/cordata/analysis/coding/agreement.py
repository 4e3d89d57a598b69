"""Registered: agreement of coders on one code or scale, and whether it may be counted."""

from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.cells import chosen, numbers, words
from cordata.analysis.coding.alpha import Coded, Metric, alpha, coincidences, redrawn, use
from cordata.analysis.columns import Frame
from cordata.analysis.contract import (
    Arm,
    Check,
    Estimate,
    Level,
    Result,
    Size,
    SpecError,
    worst,
)

METHOD = "alpha/1"
LEAST_UNITS, LEAST_SHARE, FEW = 30, 0.20, 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of the table per unit and coder.

    unit, document, coder  columns of names; a unit belongs to one document
    code       column of codes: names for "nominal", numbers for the rest
    all_units  units there are, coded twice or not; 0 if that is not known
    """

    unit: str
    document: str
    coder: str
    code: str
    metric: str = Metric.NOMINAL
    all_units: int = 0
    draws: int = 2000
    level: float = 0.95


def agreement(spec: Agreement, frame: Frame, seed: int) -> Result:
    """Krippendorff's alpha with its interval over documents, and what the codes are good for.

    The number itself is shown however low it is: coders need it. Whoever counts codes asks
    ``alpha.use`` first, which refuses.
    """
    codes, document, metric = _read(spec, frame)
    twice = int((np.isfinite(codes).sum(axis=1) > 1).sum())
    documents = len(np.unique(document))
    sizes: dict[Arm, Size] = {"all": Size(len(codes), groups=documents)}
    checks = _checks(spec, twice, documents)
    if worst(checks) is Level.REFUSE:
        return Result(METHOD, "agreement", {}, sizes, tuple(checks), seed=seed)
    coded = coincidences(codes, document)
    value = alpha(coded, metric)
    if np.isnan(value):
        checks.append(Check("codes_do_not_vary", Level.REFUSE, {"values": len(coded.values)}))
        return Result(METHOD, "agreement", {}, sizes, tuple(checks), seed=seed)
    found, said = _with_interval(spec, coded, metric, value, seed)
    more = {"units_coded_twice": float(twice), "documents": float(documents)}
    return Result(METHOD, "agreement", {"alpha": found}, sizes, (*checks, said), more, seed)


def _with_interval(
    spec: Agreement, coded: Coded, metric: Metric, value: float, seed: int
) -> tuple[Estimate, Check]:
    chance = np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed)))
    between = redrawn(coded, metric, chance, spec.draws, spec.level)
    said = use(value, between.low)
    level = Level.WARN if said.level is Level.REFUSE else said.level
    return Estimate(value, interval=between), Check(said.code, level, said.facts)


def _read(spec: Agreement, frame: Frame) -> tuple[Floats, Ints, Metric]:
    """Codes (units, coders), document of each unit, by name in order."""
    metric = chosen(Metric, "metric", spec.metric)
    if spec.draws < 1 or not 0 < spec.level < 1 or spec.all_units < 0:
        raise SpecError("draws", "no draws or no level", "Give each of them")
    unit, document, coder = (
        words(frame, one, getattr(spec, one)) for one in ("unit", "document", "coder")
    )
    if metric is Metric.NOMINAL:
        code = np.unique(words(frame, "code", spec.code), return_inverse=True)[1].astype(float)
    else:
        code = numbers(frame, "code", spec.code)
    if metric is Metric.RATIO and len(code) and code.min() < 0:
        raise SpecError("code", "a ratio below 0", "Choose interval")
    units, row = np.unique(unit, return_inverse=True)
    coders, column = np.unique(coder, return_inverse=True)
    if len(np.unique(row * max(len(coders), 1) + column)) < len(row):
        raise SpecError("coder", "a coder gave a unit two codes", "Keep the one that counts")
    where = np.unique(document, return_inverse=True)[1].astype(np.int64)
    of = np.zeros(len(units), dtype=np.int64)
    of[row] = where
    if (of[row] != where).any():
        raise SpecError("document", "a unit is in two documents", "Name units by document")
    codes = np.full((len(units), len(coders)), np.nan)
    codes[row, column] = code
    return codes, of, metric


def _checks(spec: Agreement, twice: int, documents: int) -> list[Check]:
    """Enough coded twice, from enough documents."""
    share = twice / spec.all_units if spec.all_units else 1.0
    thin = twice < LEAST_UNITS or share < LEAST_SHARE
    few = (
        Level.REFUSE
        if documents < 2  # noqa: PLR2004 - an interval needs two
        else Level.WARN
        if documents < FEW
        else Level.OK
    )
    facts = {"units": twice, "needed": LEAST_UNITS, "share": share}
    level = Level.REFUSE if not twice else Level.WARN if thin else Level.OK
    return [
        Check("coded_twice", level, facts),
        Check("few_documents", few, {"documents": documents, "needed": 2}),
    ]
