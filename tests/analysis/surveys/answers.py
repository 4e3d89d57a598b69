"""Answers for tests: made by hand, by Hypothesis, or by the thousand."""

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from cordata.analysis.surveys.codes import REASONS
from cordata.analysis.surveys.scales import Scale

ANY_CODE = st.sampled_from([1, 2, 3, 4, 5, *REASONS])
PAIR = Scale("lead", (0, 1, 2), (False, False, True))
TWO_SCALES = (PAIR, Scale("work", (3, 4, 5, 6), (False,) * 4))


def people(width, most=30, elements=ANY_CODE):
    """Tables of answers of up to ``most`` people."""
    return st.integers(0, most).flatmap(
        lambda rows: arrays(np.int8, (rows, width), elements=elements)
    )


def long(answers, school, voice, items):
    """The same answers with a row for each, as the engine reads them."""
    many, width = answers.shape
    return {
        "school": np.repeat(school, width),
        "voice": np.repeat(voice, width),
        "person": np.repeat(np.arange(many), width),
        "item": np.tile(np.array([item.key for item in items]), many),
        "code": answers.ravel(),
    }


def table(*rows):
    """A table of answers, one argument per person."""
    return np.array(rows, dtype=np.int8)
