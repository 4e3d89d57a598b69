"""Tables of numbers and words from CSV and Parquet, and to Parquet; nothing is fetched for it."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

type Column = NDArray[np.generic]

READERS = {".csv": "read_csv(?, nullstr = ['', 'NA'], sample_size = -1)",
           ".parquet": "read_parquet(?)"}  # fmt: skip
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Unreadable(Exception):
    """A file that is no table; the text of the engine, one line."""


def read_table(file: Path) -> dict[str, Column]:
    """The columns of a file by name: truth, numbers (NaN is missing) or words ("" is missing).

    Raises Unreadable; KeyError for a suffix that is not in ``READERS``.
    """
    reader = READERS[file.suffix.lower()]
    try:
        with duckdb.connect(config=OFFLINE) as engine:
            return _columns(engine.execute(f"select * from {reader}", [str(file)]))  # noqa: S608 - ours
    except duckdb.Error as wrong:
        raise Unreadable(str(wrong).splitlines()[0]) from wrong


def query(
    sql: str,
    tables: Mapping[str, Mapping[str, Column] | Sequence[Path]],
    *,
    memory: str | None = None,
) -> dict[str, Column]:
    """The rows of a query over tables in memory and in files of one kind, as ``read_table``.

    memory  the most that the engine holds, such as "3GB"; beyond it, it writes to disk

    Raises Unreadable for files that are no tables, and columns that are not there.
    """
    (found,) = queries([sql], tables, memory=memory)
    return found


def queries(
    statements: Iterable[str],
    tables: Mapping[str, Mapping[str, Column] | Sequence[Path]],
    *,
    memory: str | None = None,
) -> Iterator[dict[str, Column]]:
    """The rows of one query after the other, each when it is asked for; see ``query``."""
    with tempfile.TemporaryDirectory() as folder:
        # A query says its order itself: keeping that of the files would cost memory.
        config = OFFLINE | {"temp_directory": folder, "preserve_insertion_order": "false"}
        config |= {"memory_limit": memory} if memory else {}
        try:
            with duckdb.connect(config=config) as engine:
                for name, table in tables.items():
                    if isinstance(table, Mapping):
                        engine.register("given", _plain(table))
                        engine.table("given").create(name)  # joined faster than Python's words
                    else:
                        _files(engine, table).create_view(name)
                for sql in statements:
                    yield _columns(engine.execute(sql))
        except duckdb.Error as wrong:
            raise Unreadable(str(wrong).splitlines()[0]) from wrong


def to_parquet(frame: Mapping[str, Column]) -> bytes:
    """The columns as a Parquet file, in their order; words as text."""
    names = ", ".join('"' + name.replace('"', '""') + '"' for name in frame)
    with tempfile.TemporaryDirectory() as folder, duckdb.connect(config=OFFLINE) as engine:
        file = Path(folder, "table.parquet")
        engine.register("columns_of_it", _plain(frame))
        engine.execute(f"copy (select {names} from columns_of_it) to '{file}' (format parquet)")  # noqa: S608 - names are quoted
        return file.read_bytes()


def from_parquet(content: bytes) -> dict[str, Column]:
    """What ``to_parquet`` wrote. Raises Unreadable."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "table.parquet")
        file.write_bytes(content)
        return read_table(file)


def _files(engine: duckdb.DuckDBPyConnection, files: Sequence[Path]) -> duckdb.DuckDBPyRelation:
    names = [str(file) for file in files]
    if files[0].suffix.lower() == ".parquet":
        return engine.read_parquet(names)
    return engine.read_csv(names, na_values=["", "NA"], sample_size=-1)


def _plain(frame: Mapping[str, Column]) -> dict[str, Column]:
    """Words as objects, which is how the engine takes them."""
    return {
        name: column.astype(object) if column.dtype.kind == "U" else column
        for name, column in frame.items()
    }


def _columns(rows: duckdb.DuckDBPyConnection) -> dict[str, Column]:
    kinds = [str(one[1]) for one in rows.description or ()]
    found = rows.fetchnumpy()
    return {
        name: _column(np.ma.asarray(column), kind)
        for (name, column), kind in zip(found.items(), kinds, strict=True)
    }


def _column(column: np.ma.MaskedArray, kind: str) -> Column:
    missing = np.ma.getmaskarray(column)
    if column.dtype.kind in "biuf" or kind.startswith("DECIMAL"):
        numbers = np.where(missing, np.nan, column.filled(0).astype(np.float64))
        if kind == "BOOLEAN" and not missing.any():
            return np.asarray(column.filled(0), dtype=np.bool_)
        return numbers
    if kind == "VARCHAR":
        return np.array(np.where(missing, "", column.data), dtype=np.str_)
    words = ["" if gone else _word(one) for one, gone in zip(column.data, missing, strict=True)]
    return np.array(words, dtype=np.str_)


def _word(value: object) -> str:
    """Days and times as they are written in ISO 8601; a whole day without its midnight."""
    return str(value).removesuffix("T00:00:00.000000")
