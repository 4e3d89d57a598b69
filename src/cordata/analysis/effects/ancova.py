"""The effect of taking part between two rounds: adjusted for the start, with the change beside it."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.columns import Frame, numbers
from cordata.analysis.contract import Check, Estimate, Level, Result, SpecError
from cordata.analysis.effects import gates
from cordata.analysis.effects.baseline import without_noise
from cordata.analysis.effects.contrast import Line, evidence, line_of, regressors
from cordata.analysis.effects.looking import Looked, draw, look
from cordata.analysis.effects.schools import Schools
from cordata.analysis.effects.sizes import Standardised, times, wwc
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.deciding import Evidence, Regime, Shown, decide
from cordata.analysis.inference.equivalence import verdict
from cordata.analysis.inference.randomisation import NotRandomised

METHOD = "ancova/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """One line, tested and decided."""

    evidence: Evidence
    shown: Shown


def ancova(spec: AncovaSpec, frame: Frame, seed: int) -> Result:
    """School-level analysis of covariance with country effects, and difference in differences.

    Estimates: ``effect`` in points, ``pomp`` in percent of the scale, ``g`` (with people behind
    the means), ``did`` in points, ``without_noise`` (with the reliability of the start).

    Refuses without a comparison, where arm and country are the same thing, with a scale that
    measures badly or another thing, with arms too far apart at the start. Without enough groups
    the estimate stands alone. Raises SpecError for what cannot be computed.
    """
    looked = look(spec, frame)
    if looked.is_refused:
        return Result(METHOD, spec.estimand, {}, looked.sizes, looked.checks, seed=seed)
    streams = np.random.SeedSequence(seed).spawn(3)
    effect = _answer(spec, frame, looked, looked.schools, "ancova", streams[0])
    change = _answer(spec, frame, looked, looked.schools, "did", streams[1])
    checks, more = [*looked.checks, *effect.shown.checks], _more(looked, effect)
    estimates = {
        "effect": effect.shown.estimate,
        "pomp": times(effect.shown.estimate, 100.0 / (spec.high - spec.low)),
        "did": change.shown.estimate,
    }
    if not spec.randomised:
        checks += gates.signs(effect.shown.estimate.value, change.shown.estimate.value)
    if looked.behind is not None:
        size = wwc(effect.evidence.cr2.value, effect.evidence.cr2.error, looked.behind)
        estimates["g"] = _g(size, effect.shown)
        checks.append(_verdict(spec.interest, size, effect.shown))
        more |= {"h": size.h, "icc": looked.behind.icc, "deviation": looked.behind.deviation}
    if spec.reliability is not None:
        clean = _clean(spec.reliability, frame, looked)
        if clean is None:
            checks.append(Check("start_is_noise", Level.WARN))
        else:
            again = _answer(spec, frame, looked, clean, "ancova", streams[2])
            estimates["without_noise"] = again.shown.estimate
    return Result(METHOD, spec.estimand, estimates, looked.sizes, tuple(checks), more, seed)


def _answer(
    spec: AncovaSpec,
    frame: Frame,
    looked: Looked,
    schools: Schools,
    line: Line,
    stream: np.random.SeedSequence,
) -> Answer:
    """One line with the groups that say something: those of countries that have both arms."""
    treated, comparison = looked.groups
    lots = draw(spec, frame, looked)
    smaller = min(comparison, treated)
    try:
        found = evidence(schools, line, stream, smaller=smaller, draw=lots)
    except NotRandomised as wrong:
        raise SpecError(
            "unit", str(wrong), "Name what lots were drawn for, and within what"
        ) from wrong
    return Answer(found, decide(found, treated, comparison))


def _clean(name: str, frame: Frame, looked: Looked) -> Schools | None:
    """The same schools with less noise in their start."""
    share = numbers(frame, "reliability", name)[looked.rows]
    if not ((share > 0) & (share <= 1)).all():
        raise SpecError("reliability", f"{name!r} is not above 0 and up to 1", "Give shares")
    schools = looked.schools
    _, x = regressors(schools, "did")
    others = np.hstack([np.ones((len(x), 1)), dummies(schools.country), x])
    found = without_noise(schools.before, others, share)
    return None if found is None else replace(schools, before=found)


def _g(size: Standardised, shown: Shown) -> Estimate:
    """G with the interval of the points it came from, in its own unit; its error also holds
    that the deviation is estimated.
    """
    found = times(shown.estimate, size.scale)
    if found.error is None:
        return found
    return replace(found, error=float(np.sqrt(size.variance)))


def _verdict(interest: float, size: Standardised, shown: Shown) -> Check:
    """One of four words, by the same intervals that are shown."""
    word = verdict(shown.wide, shown.narrow, interest / size.scale)
    return Check("verdict", Level.OK, {"verdict": str(word), "interest": interest})


def _more(looked: Looked, effect: Answer) -> dict[str, float]:
    """Diagnostics; no p-value where none may be shown."""
    slope = line_of(looked.schools, "ancova").coefficients[1]
    found = {"slope": float(slope), "uninformative": float((~looked.informative).sum())}
    tests = effect.evidence
    if effect.shown.regime in {Regime.NOTHING, Regime.LOTS}:
        return found
    found |= {"detectable": tests.cr2.detectable(), "p_cr2": tests.cr2.p}
    named = {"p_wild": tests.wild, "p_lots": tests.lots}
    return found | {name: one.p() for name, one in named.items() if one is not None}
