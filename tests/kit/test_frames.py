"""What is written as Parquet comes back, and what is missing stays missing."""

import numpy as np
import pytest

from cordata.kit.frames import Unreadable, from_parquet, to_parquet


def test_columns_come_back_as_they_were():
    frame = {
        'a "name", with signs': np.array(["sch_1", "", "è"]),
        "mean": np.array([3.25, np.nan, 0.1 + 0.2]),
        "member": np.array([True, False, True]),
    }
    back = from_parquet(to_parquet(frame))
    assert list(back) == list(frame)
    for name, column in frame.items():
        assert np.array_equal(back[name], column, equal_nan=name == "mean"), name
        assert back[name].dtype.kind == column.dtype.kind


def test_what_is_no_table_is_refused():
    with pytest.raises(Unreadable):
        from_parquet(b"PAR1 and nothing else")
