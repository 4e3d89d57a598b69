"""What a file is, by what stands in it; its name may say anything."""

import io
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """The kinds that people may send. Nothing in them runs when they are opened."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ODT = "application/vnd.oasis.opendocument.text"


SIGNATURES = {
    b"%PDF-": Kind.PDF,
    b"\x89PNG\r\n\x1a\n": Kind.PNG,
    b"\xff\xd8\xff": Kind.JPEG,
}
INSIDE = {"word/document.xml": Kind.DOCX, "xl/workbook.xml": Kind.XLSX}
MACROS = "vbaproject.bin"
SCRIPTS = ("basic/", "scripts/")  # where LibreOffice looks for what runs


def kind_of(data: bytes) -> Kind | None:
    """The kind of a file, or None if it is none of ours; documents with macros are none."""
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    return _kind_of_zip(data) if data.startswith(b"PK\x03\x04") else None


def _kind_of_zip(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as book:
            names = set(book.namelist())
            is_odt = "mimetype" in names and book.getinfo("mimetype").file_size < 100  # noqa: PLR2004 - a word
            word = book.read("mimetype").strip().decode("ascii", "replace") if is_odt else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        return None
    if any(_runs(name.lower()) for name in names):
        return None
    if word == Kind.ODT:
        return Kind.ODT
    return next((kind for name, kind in INSIDE.items() if name in names), None)


def _runs(name: str) -> bool:
    return name.endswith(MACROS) or name.startswith(SCRIPTS)
