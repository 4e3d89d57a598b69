"""Arrays as every method takes and gives them."""

import numpy as np
from numpy.typing import NDArray

type Bools = NDArray[np.bool_]
type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]
type Words = NDArray[np.str_]
