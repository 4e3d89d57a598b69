"""The address of frozen content: the same content has the same address on every machine.

An address is the SHA-256 of canonical bytes. Words and numbers are written as JSON in one way
only; a table of numbers is written as its kind, its shape and its bytes, little end first. Name
and order of keys, spaces, memory layout and processor leave no mark; one changed cell does.
"""

import hashlib
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from unicodedata import normalize

import numpy as np
from numpy.typing import NDArray

type Json = str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None
type Table = NDArray[np.generic]

PREFIX = "sha256:"
KINDS = "biuf"  # truth, whole, whole without sign, with a point: objects have no bytes


def canonical(content: Json) -> bytes:
    """The one way to write ``content``: keys in order of code points, no spaces, UTF-8, NFC.

    Raises ValueError for what has no one way: NaN, infinity, keys that are no text or that
    become the same in NFC, and anything that JSON does not know.
    """
    plain = _plain(content)
    text = json.dumps(
        plain, ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
    )
    return text.encode()


def address(content: Json, tables: Mapping[str, Table] | None = None) -> str:
    """The address of ``content`` and the tables of numbers that go with it.

    tables  name -> array of truth values, whole numbers or floats, of any memory layout

    Raises ValueError as ``canonical`` does, and for tables of anything else. NaN in a table
    means "missing" and has one form, and so has zero.
    """
    digest = hashlib.sha256()
    for part in _parts(content, tables or {}):
        digest.update(len(part).to_bytes(8, "big"))  # so that no two parts can run together
        digest.update(part)
    return PREFIX + digest.hexdigest()


def is_address(text: str) -> bool:
    """Whether ``text`` looks like an address."""
    digits = text.removeprefix(PREFIX)
    return text.startswith(PREFIX) and len(digits) == 64 and not set(digits) - set("0123456789abcdef")  # noqa: PLR2004 - SHA-256 in hexadecimal  # fmt: skip


def _parts(content: Json, tables: Mapping[str, Table]) -> Iterator[bytes | memoryview]:
    yield canonical(content)
    for name in sorted(tables):
        table = np.asarray(tables[name])
        kind, row = _row(name, table)
        yield canonical([name, kind, list(table.shape)])
        yield row.view(np.uint8).data


def _row(name: str, table: Table) -> tuple[str, Table]:
    """What kind of numbers they are, and a copy of them in one row."""
    kind, size = table.dtype.kind, table.dtype.itemsize
    if kind not in KINDS or size > 8:  # noqa: PLR2004 - longer ones differ by machine
        raise ValueError(f"{name}: {table.dtype} has no canonical bytes")
    row = np.array(table, dtype=table.dtype.newbyteorder("<"), order="C").reshape(-1)
    if kind == "f":
        row[np.isnan(row)] = np.nan
        row[row == 0] = 0
    return f"{kind}{size}", row


def _plain(content: Json) -> Json:
    """Only what JSON knows, texts in NFC, floats that are whole kept apart from integers."""
    if isinstance(content, str):
        return normalize("NFC", content)
    if content is None or isinstance(content, bool | int):
        return content
    if isinstance(content, float):
        if not math.isfinite(content):
            raise ValueError(f"{content} has no canonical form")
        return content + 0.0
    if isinstance(content, dict | Mapping):  # dict first: to ask Mapping takes ten times longer
        return _plain_mapping(content)
    if isinstance(content, list | Sequence) and not isinstance(content, bytes | bytearray):
        return [_plain(one) for one in content]
    raise ValueError(f"{type(content).__name__} has no canonical form")


def _plain_mapping(content: Mapping[str, Json]) -> Json:
    found: dict[str, Json] = {}
    for key, value in content.items():
        if not isinstance(key, str):
            raise ValueError(f"{key!r} is no text")  # noqa: TRY004 - one error for all of it
        name = normalize("NFC", key)
        if name in found:
            raise ValueError(f"{name} stands there twice")
        found[name] = _plain(value)
    return found
