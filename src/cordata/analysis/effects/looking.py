"""Everything that is looked at before an effect is computed, in the order a reader would ask."""

from dataclasses import dataclass, replace

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.columns import Frame, numbers
from cordata.analysis.contract import Arm, Check, Level, Size, SpecError, worst
from cordata.analysis.effects import gates
from cordata.analysis.effects.attrition import attrition, is_high, losses
from cordata.analysis.effects.baseline import baseline, gap
from cordata.analysis.effects.contrast import line_of
from cordata.analysis.effects.identification import Identified, aliased, identify
from cordata.analysis.effects.nesting import per_arm
from cordata.analysis.effects.schools import Schools, order, read
from cordata.analysis.effects.sizes import People, people
from cordata.analysis.effects.spec import AncovaSpec
from cordata.analysis.inference.arrays import codes
from cordata.analysis.inference.least_squares import Dependent

ARMS = 2


@dataclass(frozen=True, slots=True)
class Looked:
    """The schools that can be compared, and what was found on the way.

    rows    (n,) where each of them stands in the frame
    behind  people behind the means, if the spec names them
    """

    schools: Schools
    rows: Ints
    sizes: dict[Arm, Size]
    checks: tuple[Check, ...]
    behind: People | None

    @property
    def is_refused(self) -> bool:
        return worst(self.checks) is Level.REFUSE

    @property
    def deviation(self) -> float:
        """Of people within arms, or (smaller) of the first means of schools if none are named."""
        return between(self.schools) if self.behind is None else self.behind.deviation


def everybody(spec: AncovaSpec, frame: Frame) -> Schools:
    """All schools that were assigned, with what is missing. Raises SpecError."""
    return read(
        frame, school=spec.school, treated=spec.treated, mentor=spec.mentor,
        country=spec.country, before=spec.before, after=spec.after, covariates=spec.covariates,
        earlier=spec.earlier, all_mentored=spec.estimand == "E2",
    )  # fmt: skip


def look(spec: AncovaSpec, frame: Frame) -> Looked:
    """Read the schools and look at them. Raises SpecError."""
    every = everybody(spec, frame)
    kept = every.complete
    schools, rows = every.only(kept), order(frame, spec.school)[kept]
    behind = _behind(spec, frame, rows, schools.treated)
    known = (*_known(spec, frame, rows), *gates.comparison(schools.treated))
    sizes = _sizes(spec, frame, rows, schools)
    if any(one.code == "no_comparison" for one in known):
        return Looked(schools, rows, sizes, known, behind)
    identified = identify(schools.country, schools.treated, schools.group)
    shape = (*aliased(identified), *too_few(schools), *_dependent(spec, schools, identified))
    if shape:
        return Looked(schools, rows, sizes, (*known, *shape), behind)
    start = _start(spec, every.treated, kept, schools, behind)
    return Looked(schools, rows, sizes, (*known, *start), behind)


def _known(spec: AncovaSpec, frame: Frame, rows: Ints) -> tuple[Check, ...]:
    """What is known without looking at the arms."""
    answered: tuple[Check, ...] = ()
    if spec.response is not None:
        answered = gates.response(numbers(frame, "response", spec.response)[rows])
    return (
        *gates.scale(spec.alpha, invariant=spec.invariant, same_items=spec.same_items),
        *answered,
        *gates.registration(registered=spec.registered, comparisons=spec.comparisons),
        *gates.self_rated(rated=spec.self_rated),
    )


def _behind(spec: AncovaSpec, frame: Frame, rows: Ints, treated: Bools) -> People | None:
    if spec.answers is None or spec.deviation is None or len(rows) == 0:
        return None
    count = numbers(frame, "answers", spec.answers)[rows]
    spread = numbers(frame, "deviation", spec.deviation)[rows]
    if not ((count >= 1) & (count == np.floor(count))).all():
        raise SpecError("answers", f"{spec.answers!r} is no count everywhere", "Give 1 or more")
    if not (spread[count > 1] >= 0).all():
        raise SpecError("deviation", f"{spec.deviation!r} has gaps", "Give 0 or more")
    after = numbers(frame, "after", spec.after)[rows]
    try:
        found = people(count.astype(np.int64), after, spread, codes(treated)[0])
    except ValueError:
        return None
    return found if spec.icc is None else replace(found, icc=spec.icc)


def _sizes(spec: AncovaSpec, frame: Frame, rows: Ints, schools: Schools) -> dict[Arm, Size]:
    """People (or schools, if nobody counted people), schools and groups of each arm."""
    count = np.ones(len(rows))
    if spec.answers is not None:
        count = numbers(frame, "answers", spec.answers)[rows]
    arms: tuple[tuple[Arm, Bools, int], ...] = tuple(
        zip(
            ("treated", "comparison"),
            (schools.treated, ~schools.treated),
            per_arm(schools.treated, schools.group),
            strict=True,
        )
    )
    return {
        name: Size(int(count[mine].sum()), int(mine.sum()), groups)
        for name, mine, groups in arms
    }


def too_few(schools: Schools) -> tuple[Check, ...]:
    """Fewer schools than countries, arm, start, covariates and one to spare."""
    # countries and covariates; arm, start, and one to spare
    needed = len(np.unique(schools.country)) + schools.covariates.shape[1] + 3
    if len(schools.treated) >= needed:
        return ()
    facts = {"schools": len(schools.treated), "needed": needed}
    return (Check("too_few_schools", Level.REFUSE, facts),)


def _dependent(spec: AncovaSpec, schools: Schools, identified: Identified) -> tuple[Check, ...]:
    """A covariate that says nothing of its own; the arm itself is looked at before."""
    if identified.is_aliased or too_few(schools):
        return ()
    try:
        line_of(schools, "ancova")
    except Dependent as found:
        name = (spec.treated, spec.before, *spec.covariates)[found.column]
        return (Check("dependent_column", Level.REFUSE, {"column": name}),)
    return ()


def _start(
    spec: AncovaSpec, assigned: Bools, kept: Bools, schools: Schools, behind: People | None
) -> tuple[Check, ...]:
    """Losses, and how alike the arms were at the start."""
    lost = losses(assigned, kept)
    ahead = gap(schools.before, schools.treated, schools.country)
    must_hold = not spec.randomised or is_high(lost, spec.boundary)
    spread = between(schools) if behind is None else behind.deviation
    rough = () if behind else (Check("no_person_deviation", Level.WARN),)
    away = ahead / spread if spread > 0 else 0.0
    return (attrition(lost, spec.boundary), baseline(away, must_hold=must_hold), *rough)


def between(schools: Schools) -> float:
    """Pooled standard deviation of the first means within arms, in points.

    Smaller than that of people, so that a difference at the start looks larger, not smaller.
    """
    arms = [schools.before[schools.treated], schools.before[~schools.treated]]
    squares: Floats = np.array([((one - one.mean()) ** 2).sum() for one in arms])
    return float(np.sqrt(squares.sum() / (len(schools.before) - ARMS)))
