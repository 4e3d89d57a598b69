"""What a stranger may have made is refused, with what is wrong."""

import io
import json
import tracemalloc
import zipfile

import pytest

from cordata.analysis.crates.opening import NotACrate, check, open_crate
from cordata.cli.main import main
from tests.evidence.leaving.packing import META, recomputed, zipped


def test_what_is_no_crate_is_said(tmp_path, capsys):
    for content in (b"", b"PK", repacked_empty()):
        code, said = recomputed(tmp_path, content, capsys)
        assert (code, "it is no crate of a finding" in said) == (2, True)
    assert main(["recompute", str(tmp_path / "none.zip")]) == 2
    with pytest.raises(NotACrate):
        open_crate(b"nothing")


def declared(content, size):
    """What it holds is larger than the directory says."""
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return content


def locked():
    content = zipped(("a", b"b"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return content


def broken():
    content = zipped(("a", b"b" * 100))
    content[31:34] = b"\xff\xff\xff"
    return content


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("made", "what"),
    [
        (lambda: declared(zipped(("a", bytes(10_000))), 10), "Bad CRC-32"),
        (lambda: declared(zipped(("a", b"b")), 200_000_001), "larger than any crate"),
        (lambda: zipped(*((str(n), b"") for n in range(101))), "larger than any crate"),
        (lambda: zipped(("a", b"b"), method=zipfile.ZIP_LZMA), "compressed in another way"),
        (lambda: zipped(("a", b"b"), method=zipfile.ZIP_BZIP2), "compressed in another way"),
        (lambda: zipped(("a", b"b"), ("a", b"c")), "'a' twice"),
        (locked, "encrypted"),
        (broken, "it is no crate of a finding"),
        (lambda: zipped((META, b"[" * 200_000)), "it is no crate of a finding"),
        (lambda: zipped((META, b"\xff")), "it is no crate of a finding"),
        (lambda: zipped((META, b"[]")), "it is no crate of a finding"),
        (lambda: zipped((META, b'{"@graph": [1]}')), "it is no crate of a finding"),
    ],
)  # fmt: skip
def test_what_a_stranger_may_have_made_is_refused_with_what_is_wrong(made, what):
    with pytest.raises(NotACrate, match=what):
        open_crate(bytes(made()))


def test_a_file_that_says_it_is_small_takes_no_more_memory_than_it_says():
    bomb = bytes(declared(zipped(("a", bytes(50_000_000))), 10))
    tracemalloc.start()
    with pytest.raises(NotACrate):
        open_crate(bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def crate_of(title="A", **files):
    graph = [{"@id": "./", "name": title}, {"@id": "#rows", "value": "x"}]
    held = {"spec.toml": b"", "result.json": b"{}", "rows.parquet": b""} | files
    return bytes(zipped((META, json.dumps({"@graph": graph})), *held.items()))


@pytest.mark.parametrize(
    "files",
    [
        {"spec.toml": b"= 1"},
        {"spec.toml": b"a = " + b"[" * 100_000},
        {"spec.toml": b"\xff"},
    ],
)
def test_a_spec_that_cannot_be_read_is_said(files, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("cordata.cli.crates.from_parquet", lambda _content: {})
    code, said = recomputed(tmp_path, crate_of(**files), capsys)
    assert (code, "it is no crate of a finding" in said) == (2, True)


@pytest.mark.parametrize("result", [b"{", b"[]", b"{}", b"[" * 200_000])
def test_a_result_that_cannot_be_read_is_said(result, monkeypatch):
    monkeypatch.setattr("cordata.analysis.crates.opening.read_ask", lambda _table: None)
    monkeypatch.setattr("cordata.analysis.crates.opening.computed", lambda *_a, **_b: {})
    crate = open_crate(crate_of(**{"result.json": result}))
    with pytest.raises(NotACrate):
        check(crate, lambda _content: {}, code="", environment={})


def test_a_title_does_not_rule_the_terminal(tmp_path, capsys):
    _code, said = recomputed(tmp_path, crate_of("\x1b]0;owned\x07\u202eA"), capsys)
    assert said.startswith("\ufffd]0;owned\ufffd\ufffdA\n")


def repacked_empty():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("ro-crate-metadata.json", "{}")
    return out.getvalue()
