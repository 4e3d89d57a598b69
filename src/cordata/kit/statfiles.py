"""Files that SPSS and Stata read, with labels of columns and values. Needs the extra "stats-files"."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from cordata.kit.frames import Column

STATA_MISSING = "a"  # ".a", one of Stata's 26 missing values that can carry a label


class NotInstalled(Exception):
    """The extra is not installed on this server."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What stands beside the numbers.

    columns  by name
    codes    words by column and code
    hidden   columns with some cells hidden: in which rows; ``missing``, ``reason`` the code for it
    """

    title: str
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    hidden: Mapping[str, Column] = field(default_factory=dict)
    missing: int = -9
    reason: str = ""


def to_spss(frame: Mapping[str, Column], labels: Labels) -> bytes:
    """A .sav file; hidden cells hold the missing code, declared as missing. Raises NotInstalled."""
    shown = {
        name: np.where(labels.hidden[name], float(labels.missing), column)
        if name in labels.hidden
        else column
        for name, column in frame.items()
    }
    hidden = [name for name in labels.hidden if np.asarray(labels.hidden[name]).any()]
    return _written(
        "write_sav", shown, labels,
        variable_value_labels={
            **_codes(frame, labels), **{name: {float(labels.missing): labels.reason} for name in hidden}
        },
        missing_ranges={name: [labels.missing] for name in hidden},
    )  # fmt: skip


def to_stata(frame: Mapping[str, Column], labels: Labels) -> bytes:
    """A .dta file of version 14 on; hidden cells hold ".a", with its label. Raises NotInstalled."""
    shown: dict[str, Any] = {}
    for name, column in frame.items():
        few = labels.hidden.get(name)
        shown[name] = column
        if few is not None and np.asarray(few).any():
            cells = column.astype(object)
            cells[np.asarray(few)] = STATA_MISSING
            shown[name] = cells
    hidden = [name for name in labels.hidden if np.asarray(labels.hidden[name]).any()]
    return _written(
        "write_dta", shown, labels, version=14,
        variable_value_labels={name: {STATA_MISSING: labels.reason} for name in hidden},
        missing_user_values={name: [STATA_MISSING] for name in hidden},
    )  # fmt: skip


def _codes(frame: Mapping[str, Column], labels: Labels) -> dict[str, Mapping[str, str]]:
    return {name: codes for name, codes in labels.codes.items() if name in frame}


def _written(
    writer: str, frame: Mapping[str, Any], labels: Labels, **more: Any
) -> bytes:  # fmt: skip
    try:
        import pandas as pd
        import pyreadstat
    except ImportError as missing:
        raise NotInstalled from missing
    table = pd.DataFrame({
        name: column.astype(object) if column.dtype.kind == "U" else column
        for name, column in frame.items()
    })  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "table")
        getattr(pyreadstat, writer)(
            table, str(file), file_label=labels.title[:60],
            column_labels={name: labels.columns[name] for name in frame}, **more,
        )  # fmt: skip
        return file.read_bytes()
