"""Answers for tests: made by hand, by Hypothesis, or by the thousand."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.analysis.surveys.codes import REASONS
from cordata.analysis.surveys.scales import Scale

ANY_CODE = st.sampled_from([1, 2, 3, 4, 5, *REASONS])
PAIR = Scale("lead", (0, 1, 2), (False, False, True))
TWO_SCALES = (PAIR, Scale("work", (3, 4, 5, 6), (False,) * 4))


def people(width, most=30):
    """Tables of answers of up to ``most`` people."""
    return st.integers(0, most).flatmap(
        lambda rows: arrays(np.int8, (rows, width), elements=ANY_CODE)
    )


def table(*rows):
    """A table of answers, one argument per person."""
    return np.array(rows, dtype=np.int8)
