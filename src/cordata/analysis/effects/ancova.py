"""The effect of taking part between two rounds: adjusted for the start, with the change beside it."""

from dataclasses import replace

import numpy as np

from cordata.analysis.columns import Frame
from cordata.analysis.contract import Check, Estimate, Fact, Level, Result
from cordata.analysis.effects import gates
from cordata.analysis.effects.asking import Answer, Asked, Part, ask
from cordata.analysis.effects.by_country import by_country
from cordata.analysis.effects.contrast import line_of
from cordata.analysis.effects.looking import look
from cordata.analysis.effects.reruns import reruns
from cordata.analysis.effects.sizes import Standardised, times, wwc
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.effects.trends import breakdown, steps, trends
from cordata.analysis.inference.deciding import Regime, Shown
from cordata.analysis.inference.equivalence import verdict

METHOD = "ancova/1"


def ancova(spec: AncovaSpec, frame: Frame, seed: int) -> Result:
    """School-level analysis of covariance with country effects, and difference in differences.

    Estimates: ``effect`` in points, ``pomp`` in percent of the scale, ``did`` in points; ``g``
    where people behind the means are named, ``without_noise`` and ``without_spill`` where the
    spec asks for them.

    Refuses without a comparison, where arm and country are the same thing, with a scale that
    measures badly or another thing, with arms too far apart at the start. Without enough groups
    the estimate stands alone. Raises SpecError for what cannot be computed.
    """
    looked = look(spec, frame)
    if looked.is_refused:
        return Result(METHOD, spec.estimand, {}, looked.sizes, looked.checks, seed=seed)
    asked = Asked(spec, frame, looked, seed)
    effect, change = ask(asked, "ancova", 0), ask(asked, "did", 1)
    parts = (
        _lines(asked, effect, change),
        _before(asked, change),
        _size(asked, effect),
        _countries(asked),
        *reruns(asked),
    )
    estimates, more = dict[str, Estimate](), dict[str, float]()
    for one in parts:
        estimates |= one.estimates
        more |= one.more
    checks = (*looked.checks, *(check for one in parts for check in one.checks))
    return Result(METHOD, spec.estimand, estimates, looked.sizes, checks, more, seed)


def _lines(asked: Asked, effect: Answer, change: Answer) -> Part:
    """The two lines, and whether they point the same way."""
    spec, found = asked.spec, effect.shown.estimate
    apart = () if spec.randomised else gates.signs(found.value, change.shown.estimate.value)
    percent = times(found, 100.0 / (spec.high - spec.low))
    return Part(
        {"effect": found, "pomp": percent, "did": change.shown.estimate},
        (*effect.shown.checks, *apart),
        _more(asked, effect),
    )


def _more(asked: Asked, effect: Answer) -> dict[str, float]:
    """Diagnostics; no p-value where none may be shown."""
    schools, tests = asked.looked.schools, effect.evidence
    slope = line_of(schools, "ancova").coefficients[1]
    found = {"slope": float(slope), "uninformative": float((~schools.informative).sum())}
    if effect.shown.regime in {Regime.NOTHING, Regime.LOTS}:
        return found
    found |= {"detectable": tests.cr2.detectable(), "p_cr2": tests.cr2.p}
    named = {"p_wild": tests.wild, "p_lots": tests.lots}
    return found | {name: one.p() for name, one in named.items() if one is not None}


def _before(asked: Asked, change: Answer) -> Part:
    """Trends before the start, where no lots make them alike."""
    if asked.spec.randomised:
        return Part()
    found = steps(asked.looked.schools)
    drift = asked.spec.drift * asked.looked.deviation
    said = trends(found, drift, rounds=len(asked.spec.earlier) + 1)
    if found is None or change.shown.wide is None:
        return Part(checks=said)
    return Part(checks=said, more={"breakdown": breakdown(change.shown.wide, found.values)})


def _countries(asked: Asked) -> Part:
    """Whether countries show the same, against a least effect by the spread that there is."""
    least = asked.spec.interest * asked.looked.deviation
    found = by_country(asked.looked.schools, least)
    return Part() if found is None else Part(more=found.told())


def _size(asked: Asked, effect: Answer) -> Part:
    """G and the verdict, where people stand behind the means."""
    by = asked.looked.behind
    if by is None:
        return Part()
    tested = effect.evidence.cr2
    size = wwc(tested.value, tested.error, by)
    more = {"h": size.h, "icc": by.icc, "deviation": by.deviation}
    word = _verdict(asked.spec.interest, size, effect.shown)
    return Part({"g": _g(size, effect.shown)}, (word,), more)


def _g(size: Standardised, shown: Shown) -> Estimate:
    """The points in standard deviations, with their interval; the error also holds that the
    deviation is estimated.
    """
    found = times(shown.estimate, size.scale)
    if found.error is None:
        return found
    return replace(found, error=float(np.sqrt(size.variance)))


def _verdict(interest: float, size: Standardised, shown: Shown) -> Check:
    """One of four words, by the same intervals that are shown."""
    points = interest / size.scale
    word = verdict(shown.wide, shown.narrow, points)
    facts: dict[str, Fact] = {"verdict": str(word), "interest": interest, "points": points}
    return Check("verdict", Level.OK, facts)
