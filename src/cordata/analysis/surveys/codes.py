"""What a stored answer says: a point of the scale from 1 up, or why there is none.

The four reasons are never merged. All fit into one signed byte.
"""

import numpy as np
from numpy.typing import NDArray

from cordata.analysis.arrays import Ints

NOT_APPLICABLE = -9  # "does not apply"
NOT_SAID = -8  # "prefer not to say"
BROKE_OFF = -7  # the person had stopped before
NOT_ASKED = -1  # not in this voice's questionnaire, or jumped over

REASONS = (NOT_APPLICABLE, NOT_SAID, BROKE_OFF, NOT_ASKED)

Answers = NDArray[np.int8]


def slots(points: int) -> Ints:
    """Where each byte is counted: points from 0, then ``REASONS`` in order; -1 if it means nothing.

    Read the byte as unsigned to look it up.
    """
    at = np.full(256, -1, dtype=np.int64)
    at[1 : points + 1] = np.arange(points)
    for place, code in enumerate(REASONS):
        at[code % 256] = points + place
    return at
