"""Open a crate that somebody was sent: is it whole, and does it compute to the same figures?"""

import io
import json
import tomllib
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from cordata.analysis.columns import Frame
from cordata.analysis.crates.packing import METADATA, RESULT, ROWS, SPEC
from cordata.analysis.datasets import dataset_address
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from cordata.analysis.thread import Difference, differences

MOST_BYTES = 200_000_000  # unpacked: what is larger was not packed by us
MOST_FILES = 100
WAYS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1  # a bit of a member's flags
# What reading bytes that anybody may have made can end with.
WRONG = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError,
    RecursionError, ValueError, LookupError, TypeError, AttributeError, OverflowError,
)  # fmt: skip


class NotACrate(Exception):
    """The file is no crate of a finding; the text says why, for whoever was sent it."""


@dataclass(frozen=True, slots=True)
class Crate:
    """What is in it: the things of its metadata by id, and its files by name."""

    things: Mapping[str, Mapping[str, Any]]
    files: Mapping[str, bytes]

    @property
    def title(self) -> str:
        """The sentence."""
        return str(self.things["./"]["name"])

    @property
    def has_rows(self) -> bool:
        """Whether it can be computed again from this file alone."""
        return ROWS in self.files

    @property
    def about_rows(self) -> str:
        """Their seal, or their address where they are enclosed."""
        return str(self.things["#rows"]["value"])


@dataclass(frozen=True, slots=True)
class Checked:
    """What differs from what the crate says of itself.

    changed  files whose bytes are not those that the metadata name, or that are not there
    rows     whether the enclosed rows are those that their address names
    numbers  places in the result that differ by more than 1e-9
    """

    changed: tuple[str, ...]
    rows: bool
    numbers: tuple[Difference, ...]

    @property
    def same(self) -> bool:
        """Whether everything is as it was."""
        return self.rows and not (self.changed or self.numbers)


def open_crate(content: bytes) -> Crate:
    """Read a zip file. Raises NotACrate."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            files = _files(folder)
        graph = json.loads(files[METADATA])["@graph"]
        things = {one["@id"]: one for one in graph}
        found = Crate(things, files)
        _ = found.title, found.about_rows, files[SPEC], files[RESULT]
    except WRONG as wrong:
        raise _no_crate(wrong) from wrong
    return found


def _files(folder: zipfile.ZipFile) -> dict[str, bytes]:
    """Every file by its name, never more bytes than are allowed, whatever the sizes say."""
    members, files, left = folder.infolist(), dict[str, bytes](), MOST_BYTES
    if len(members) > MOST_FILES or sum(one.file_size for one in members) > MOST_BYTES:
        raise NotACrate("unpacked it would be larger than any crate of a finding")
    for one in members:
        if one.filename in files:
            raise NotACrate(f"it holds {one.filename!r} twice")
        if one.flag_bits & ENCRYPTED:
            raise NotACrate(f"{one.filename!r} is encrypted")
        if one.compress_type not in WAYS:
            raise NotACrate(f"{one.filename!r} is compressed in another way than ours")
        with folder.open(one) as packed:
            content = packed.read(min(one.file_size, left) + 1)
        if len(content) > min(one.file_size, left):
            raise NotACrate(f"{one.filename!r} is larger than it says")
        files[one.filename], left = content, left - len(content)
    return files


def _no_crate(wrong: Exception) -> NotACrate:
    return NotACrate(f"it is no crate of a finding: {wrong or type(wrong).__name__}")


def changed_files(crate: Crate) -> tuple[str, ...]:
    """Files that are not what the metadata say, are missing, or are not spoken of."""
    told = {name: thing["sha256"] for name, thing in crate.things.items() if "sha256" in thing}
    here = {
        name: sha256(content).hexdigest()
        for name, content in crate.files.items()
        if name != METADATA
    }
    return tuple(
        sorted(name for name in told.keys() | here.keys() if told.get(name) != here.get(name))
    )


def check(
    crate: Crate,
    read: Callable[[bytes], Frame],
    *,
    code: str,
    environment: Mapping[str, str],
) -> Checked:
    """Compute it again from its own rows. Raises SpecError, NotACrate where it has no rows.

    Also NotACrate where its spec or its result cannot be read.

    read  reads the bytes of a Parquet file
    """
    if not crate.has_rows:
        raise NotACrate("its rows are not enclosed")
    rows = read(crate.files[ROWS])
    ask = read_ask(_read(tomllib.loads, crate.files[SPEC]))
    now = computed(ask, rows, code=code, environment=environment)
    then = _read(json.loads, crate.files[RESULT])
    if "result" not in then:
        raise NotACrate("it is no crate of a finding: its result is none")
    return Checked(
        changed=changed_files(crate),
        rows=dataset_address(rows) == crate.about_rows,
        numbers=tuple(differences(then["result"], now["result"])),
    )


def _read(how: Callable[[str], Any], content: bytes) -> dict[str, Any]:
    """A table of TOML or an object of JSON. Raises NotACrate."""
    try:
        found = how(content.decode())
    except WRONG as wrong:
        raise _no_crate(wrong) from wrong
    if not isinstance(found, dict):
        raise NotACrate("it is no crate of a finding: a list stands where names should be")
    return found
