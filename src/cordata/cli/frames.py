"""Tables of numbers and words from CSV and Parquet files, for methods that read columns."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from cordata.analysis.datasets import Frame
from cordata.cli.tables import BadTable

READERS = {".csv": "read_csv(?, nullstr = ['', 'NA'], sample_size = -1)",
           ".parquet": "read_parquet(?)"}  # fmt: skip
# Nothing is fetched from anywhere while a file is read.
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


def read_frame(files: Sequence[Path]) -> Frame:
    """The rows of all files, which have the same columns; an empty cell is "" or NaN.

    Raises BadTable: no such file, a kind that is not read, no rows, other columns.
    """
    parts = [_read(file) for file in files]
    for file, part in zip(files, parts, strict=True):
        if set(part) != set(parts[0]):
            odd = ", ".join(sorted(set(part) ^ set(parts[0])))
            raise BadTable(f"{file}: its columns differ from the first file's: {odd}. "
                           "Give files with the same columns, or join them first.")  # fmt: skip
    return {name: np.concatenate([part[name] for part in parts]) for name in sorted(parts[0])}


def _read(file: Path) -> dict[str, NDArray[np.generic]]:
    if not file.is_file():
        raise BadTable(f"{file}: there is no such file. Check the path.")
    reader = READERS.get(file.suffix.lower())
    if reader is None:
        raise BadTable(f"{file}: neither .csv nor .parquet. Save it as one of them.")
    try:
        with duckdb.connect(config=OFFLINE) as engine:
            rows = engine.execute(f"select * from {reader}", [str(file)])  # noqa: S608 - ours
            kinds = [str(one[1]) for one in rows.description or ()]
            found = rows.fetchnumpy()
    except duckdb.Error as wrong:
        raise BadTable(f"{file}: {str(wrong).splitlines()[0]}") from wrong
    if not found or not len(next(iter(found.values()))):
        raise BadTable(f"{file}: it has no rows. Check the file.")
    return {
        name: _column(np.ma.asarray(column), kind)
        for (name, column), kind in zip(found.items(), kinds, strict=True)
    }


def _column(column: np.ma.MaskedArray, kind: str) -> NDArray[np.generic]:
    missing = np.ma.getmaskarray(column)
    if column.dtype.kind in "biuf" or kind.startswith("DECIMAL"):
        numbers = np.where(missing, np.nan, column.filled(0).astype(np.float64))
        if kind == "BOOLEAN" and not missing.any():
            return np.asarray(column.filled(0), dtype=np.bool_)
        return numbers
    words = ["" if gone else _word(one) for one, gone in zip(column.data, missing, strict=True)]
    return np.array(words, dtype=np.str_)


def _word(value: object) -> str:
    """Days and times as they are written in ISO 8601; a whole day without its midnight."""
    return str(value).removesuffix("T00:00:00.000000")
