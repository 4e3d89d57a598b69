"""Crates taken apart, put together with other bytes, and computed again."""

import io
import zipfile

from cordata.cli.main import main


def unpacked(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as crate:
        crate.extractall(folder)
    return folder


def repacked(content, **changed):
    """The same crate with other bytes in some of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.partition(".")[0], old.read(name)))
    return out.getvalue()


def recomputed(tmp_path, content, capsys):
    file = tmp_path / "crate.zip"
    file.write_bytes(content)
    code = main(["recompute", str(file)])
    return code, capsys.readouterr().out


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as folder:
        for name, content in files:
            folder.writestr(name, content)
    return bytearray(out.getvalue())


META = "ro-crate-metadata.json"
