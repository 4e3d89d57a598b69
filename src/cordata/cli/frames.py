"""Tables of numbers and words from the files of a command line, or what is wrong with them."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from cordata.analysis.columns import Frame
from cordata.cli.tables import BadTable
from cordata.kit.frames import READERS, Column, Unreadable, read_table


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


def _read(file: Path) -> dict[str, Column]:
    if not file.is_file():
        raise BadTable(f"{file}: there is no such file. Check the path.")
    if file.suffix.lower() not in READERS:
        raise BadTable(f"{file}: neither .csv nor .parquet. Save it as one of them.")
    try:
        found = read_table(file)
    except Unreadable as wrong:
        raise BadTable(f"{file}: {wrong}") from wrong
    if not found or not len(next(iter(found.values()))):
        raise BadTable(f"{file}: it has no rows. Check the file.")
    return found
