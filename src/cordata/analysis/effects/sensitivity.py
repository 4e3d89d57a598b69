"""What losses could hide: the effect with lost schools imputed, its bounds, and its tipping point."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Bools, Floats
from cordata.analysis.columns import Frame
from cordata.analysis.contract import Check, Estimate, Fact, Level, Result
from cordata.analysis.effects.asking import Asked, Part, ask
from cordata.analysis.effects.bounds import lee, tipping_point
from cordata.analysis.effects.contrast import line_of
from cordata.analysis.effects.imputing import impute
from cordata.analysis.effects.looking import Looked, everybody, look
from cordata.analysis.effects.schools import Schools
from cordata.analysis.effects.sizes import wwc
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.deciding import Evidence, Shown, decide
from cordata.analysis.inference.equivalence import Verdict, verdict
from cordata.analysis.inference.pooling import Pooled, pool, sets_needed
from cordata.analysis.inference.robust import scores
from cordata.analysis.inference.seeds import chance

METHOD = "sensitivity/1"
STEP, MOST = (
    0.05,
    2.0,
)  # of a standard deviation: how finely and how far a tipping point is sought


def sensitivity(spec: AncovaSpec, frame: Frame, seed: int) -> Result:
    """The ``effect`` of ``ancova`` again, with the schools that it lost.

    Estimates: ``complete``, as ``ancova`` has it; ``imputed``, with lost schools drawn from
    what is known of them and pooled by Rubin's rules; ``lee_low`` and ``lee_high``, the effect
    if the arm that lost less is trimmed to the other from above or from below. ``more``:
    ``missing`` (fraction of information), ``sets``, and ``tipping``, the shift of imputed
    treated outcomes in points that turns the verdict, if up to two standard deviations do.

    Refuses as ``ancova`` does. Raises SpecError.
    """
    looked = look(spec, frame)
    if looked.is_refused:
        return Result(METHOD, spec.estimand, {}, looked.sizes, looked.checks, seed=seed)
    every = everybody(spec, frame)
    schools = every.only(
        np.isfinite(np.column_stack([every.before, every.covariates])).all(axis=1)
    )
    lost = ~np.isfinite(schools.after)
    whole = ask(Asked(spec, frame, looked, seed), "ancova", 0).shown
    parts = [Part({"complete": whole.estimate}, whole.checks), _without_start(every, schools)]
    if lost.any():
        drawn = impute(schools, sets_needed(float(lost.mean())), chance(seed, 1))
        sets = Sets.of(schools, lost, drawn)
        parts += [_imputed(sets, schools), _trimmed(looked.schools, schools, lost)]
        parts += [_tipping(spec, looked, sets, schools, lost)]
    estimates, more = dict[str, Estimate](), dict[str, float]()
    for one in parts:
        estimates |= one.estimates
        more |= one.more
    checks = (*looked.checks, *(check for one in parts for check in one.checks))
    return Result(METHOD, spec.estimand, estimates, looked.sizes, checks, more, seed)


@dataclass(frozen=True, slots=True)
class Sets:
    """Completed sets, and what a shift of imputed treated outcomes by one point does to each.

    values, scores  (m,) effects and (m, G) what each group adds to them
    slope, turn     the change of a value, and (G,) of its scores, for each point of shift
    """

    values: Floats
    scores: Floats
    slope: float
    turn: Floats
    df: float

    @classmethod
    def of(cls, schools: Schools, lost: Bools, drawn: Floats) -> "Sets":
        first = np.zeros(2 + schools.covariates.shape[1])
        first[0] = 1.0
        found = []
        moved = (lost & schools.treated).astype(np.float64)
        filled = np.tile(np.where(lost, 0.0, schools.after), (len(drawn), 1))
        filled[:, lost] = drawn
        for outcome in (*filled, moved):
            line = line_of(replace(schools, after=outcome), "ancova")
            mine = scores(line, schools.group, first)
            found.append((line.coefficients[0], mine.by_group[:, 0], float(mine.df[0])))
        values, pieces = (
            np.array([one[0] for one in found]),
            np.array([one[1] for one in found]),
        )
        return cls(values[:-1], pieces[:-1], float(values[-1]), pieces[-1], found[0][2])

    def pooled(self, shift: float = 0.0) -> Pooled:
        """One answer of all sets, with imputed treated outcomes so many points higher."""
        variances = ((self.scores + shift * self.turn) ** 2).sum(axis=1)
        return pool(self.values + shift * self.slope, variances, self.df)

    def shown(self, schools: Schools, shift: float = 0.0) -> Shown:
        return decide(Evidence(self.pooled(shift).estimate), *schools.arms)


def _without_start(every: Schools, schools: Schools) -> Part:
    """Schools of which nothing was known at the start can be neither compared nor imputed."""
    gone = len(every.treated) - len(schools.treated)
    facts = {"schools": gone}
    return Part(checks=(Check("no_start", Level.WARN, facts),)) if gone else Part()


def _imputed(sets: Sets, schools: Schools) -> Part:
    pooled = sets.pooled()
    more = {"missing": pooled.missing, "sets": float(len(sets.values))}
    return Part({"imputed": sets.shown(schools).estimate}, more=more)


def _trimmed(complete: Schools, schools: Schools, lost: Bools) -> Part:
    """Lee's bounds of outcomes less what country, start and covariates make of them."""
    line = line_of(complete, "ancova")
    left = line.residuals + line.coefficients[0] * complete.treated
    rates = [float(1.0 - lost[arm].mean()) for arm in (schools.treated, ~schools.treated)]
    found = lee(left[complete.treated], left[~complete.treated], (rates[0], rates[1]))
    return Part(
        {"lee_low": Estimate(found.low), "lee_high": Estimate(found.high)},
        more={"trimmed": found.trimmed},
    )


def _tipping(
    spec: AncovaSpec, looked: Looked, sets: Sets, schools: Schools, lost: Bools
) -> Part:
    """Only with people behind the means: a verdict needs a smallest effect of interest."""
    by = looked.behind
    if by is None or not (lost & schools.treated).any():
        return Part()
    bound = spec.interest / wwc(0.0, 1.0, by).scale

    def word(shift: float) -> Verdict:
        shown = sets.shown(schools, shift)
        return verdict(shown.wide, shown.narrow, bound)

    facts: dict[str, Fact] = {"verdict": str(word(0.0)), "interest": spec.interest}
    said = Check("verdict", Level.OK, facts)
    found = tipping_point(word, STEP * by.deviation, MOST * by.deviation)
    if found is None:
        most = {"most": MOST * by.deviation}
        return Part(checks=(said, Check("nothing_tips", Level.OK, most)))
    return Part(checks=(said,), more={"tipping": found})
