"""The same effect once more, where its data may be blamed: a noisy start, a comparison that got some."""

from dataclasses import replace

import numpy as np

from cordata.analysis.columns import numbers
from cordata.analysis.contract import Check, Level, SpecError
from cordata.analysis.effects.asking import Asked, Part, ask
from cordata.analysis.effects.baseline import without_noise
from cordata.analysis.effects.contrast import regressors
from cordata.analysis.effects.looking import too_few
from cordata.analysis.effects.schools import Schools, flags
from cordata.analysis.inference.arrays import dummies
from cordata.analysis.inference.least_squares import Dependent

CLEAN, APART = 2, 3  # tasks


def reruns(asked: Asked) -> tuple[Part, ...]:
    """All that the spec asks for."""
    found = []
    if asked.spec.reliability is not None:
        found.append(_without_noise(asked, asked.spec.reliability))
    if asked.spec.spilled is not None:
        found.append(_without_spill(asked, asked.spec.spilled))
    return tuple(found)


def _without_noise(asked: Asked, name: str) -> Part:
    """With starts drawn to what is expected of them, as far as they are noise."""
    clean = _clean(asked, name)
    if clean is None:
        return Part(checks=(Check("start_is_noise", Level.WARN),))
    return Part({"without_noise": ask(asked, "ancova", CLEAN, schools=clean).shown.estimate})


def _clean(asked: Asked, name: str) -> Schools | None:
    share = numbers(asked.frame, "reliability", name)[asked.looked.rows]
    if not ((share > 0) & (share <= 1)).all():
        raise SpecError("reliability", f"{name!r} is not above 0 and up to 1", "Give shares")
    schools = asked.looked.schools
    _, x = regressors(schools, "did")
    others = np.hstack([np.ones((len(x), 1)), dummies(schools.country), x])
    found = without_noise(schools.before, others, share)
    return None if found is None else replace(schools, before=found)


def _without_spill(asked: Asked, name: str) -> Part:
    """Without comparison schools that may have got some of it."""
    schools = asked.looked.schools
    flagged = flags(asked.frame, "spilled", name)[asked.looked.rows] & ~schools.treated
    facts = {"schools": int(flagged.sum())}
    left = schools.only(~flagged)
    if min(left.arms) == 0 or too_few(left):
        return Part(checks=(Check("all_spilled", Level.WARN, facts),))
    try:
        again = ask(asked, "ancova", APART, rows=~flagged)
    except Dependent:
        return Part(checks=(Check("all_spilled", Level.WARN, facts),))
    checks = (Check("spill_over", Level.WARN, facts),) if facts["schools"] else ()
    return Part({"without_spill": again.shown.estimate}, checks)
