"""Effects with their errors as a spec names them, in an order that rows do not decide."""

from collections.abc import Iterator

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.columns import Frame, keys, numbers
from cordata.analysis.contract import Check, Level, SpecError

FEWEST = 4  # independent studies, below which only the studies themselves are shown


def studies(
    frame: Frame, *, effect: str, error: str, study: str
) -> tuple[Floats, Floats, Ints]:
    """(studies,) effects and errors in the order of names, and that order of the rows."""
    values, errors = numbers(frame, "effect", effect), numbers(frame, "error", error)
    names = keys(frame, "study", study)
    if names.count < len(values):
        raise SpecError("study", "a study is there twice", "Give each study one row")
    if not np.isfinite(values).all():
        raise SpecError("effect", "a number is missing", "Leave out studies without numbers")
    if not (np.isfinite(errors) & (errors > 0)).all():
        raise SpecError("error", "a standard error is not above 0", "Leave out such studies")
    order = np.argsort(names.code)
    return values[order], errors[order], order


def looked_at(independent: int, errors: Floats) -> Iterator[Check]:
    """Whether there are enough, and whether one outweighs all others together."""
    if independent < FEWEST:
        facts = {"studies": independent, "needed": FEWEST}
        yield Check("few_studies", Level.REFUSE, facts)
    weights = errors**-2
    if len(weights) and weights.max() > weights.sum() / 2:
        share = float(weights.max() / weights.sum())
        yield Check("one_study_dominates", Level.WARN, {"share": share})
