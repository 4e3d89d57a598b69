"""What a file is follows from what stands in it; whatever could run is nothing of ours."""

import io
import zipfile

import pytest

from cordata.kit.filetypes import Kind, kind_of


def book(*names, mimetype=""):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "<x/>")
    return data.getvalue()


@pytest.mark.parametrize(
    ("inside", "kind"), [("word/document.xml", Kind.DOCX), ("xl/workbook.xml", Kind.XLSX)]
)
def test_what_stands_in_it_says_what_it_is(inside, kind):
    assert kind_of(book(inside)) == kind
    assert kind_of(book(inside, "word/vbaProject.bin")) is None
    assert kind_of(book("content.xml")) is None


@pytest.mark.parametrize(
    "name", ["Basic/Standard/Module1.xml", "Scripts/python/evil.py", "basic/script-lc.xml"]
)
def test_an_odt_without_macros_only(name):
    assert kind_of(book("content.xml", mimetype=Kind.ODT.value)) == Kind.ODT
    assert kind_of(book("content.xml", name, mimetype=Kind.ODT.value)) is None
