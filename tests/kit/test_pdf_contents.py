"""Small real PDFs, each with one thing more than its page."""

import io
import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from cordata.kit.pdf import make_pdf
from cordata.kit.pdf_contents import MOST_INFLATED, Carries, carried_by


def plain():
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    return writer


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def action(**facts):
    return DictionaryObject({NameObject(f"/{name}"): value for name, value in facts.items()})


def with_script():
    writer = plain()
    found = action(S=NameObject("/JavaScript"), JS=TextStringObject("app.alert('x')"))
    writer.root_object[NameObject("/OpenAction")] = found
    return writer


def with_launch():
    writer = plain()
    found = action(S=NameObject("/Launch"), F=TextStringObject("calc.exe"))
    writer.root_object[NameObject("/OpenAction")] = found
    return writer


def with_file():
    writer = plain()
    writer.add_attachment("a.exe", b"MZ")
    return writer


def with_form_of_scripts():
    writer = plain()
    form = action(Fields=ArrayObject(), XFA=TextStringObject("<xdp/>"))
    writer.root_object[NameObject("/AcroForm")] = form
    return writer


def with_a_file_on_a_page():
    writer = plain()
    note = FreeText(text="x", rect=(0, 0, 9, 9))
    note[NameObject("/Subtype")] = NameObject("/FileAttachment")
    writer.add_annotation(0, note)
    return writer


MORE = [with_script, with_launch, with_file, with_form_of_scripts, with_a_file_on_a_page]


def packed(objects, *, filters="/FlateDecode", extra=""):
    """A PDF whose objects stand in one compressed stream, as programs write them since 1.5."""
    body = zlib.compress(objects)
    head = f"7 0 obj\n<< /Type /ObjStm /N 1 /First 4 {extra}/Filter {filters} /Length {len(body)} >>"
    return b"%PDF-1.5\n" + head.encode() + b"\nstream\n" + body + b"\nendstream\nendobj\n"


@pytest.mark.parametrize("make", MORE)
def test_what_is_more_than_a_page_is_seen(make):
    data = written(make())
    assert PdfReader(io.BytesIO(data)).pages  # a PDF that programs open
    assert carried_by(data) == Carries.ACTIVE


def test_a_plain_pdf_carries_nothing(tmp_path):
    template = Path(tmp_path, "a.typ")
    template.write_text("= Launch of our JavaScript course\n#sys.inputs.data", encoding="utf-8")
    assert carried_by(make_pdf(template, {"a": "EmbeddedFiles"})) is None
    assert carried_by(written(plain())) is None
    writer = plain()
    writer.append(io.BytesIO(make_pdf(template, {})))
    assert carried_by(written(writer)) is None


def test_names_written_otherwise_and_objects_packed_together_hide_nothing():
    script = b"1 0 << /S /JavaScript /JS (app.alert) >>"
    assert carried_by(script.replace(b"/JavaScript", b"/J#61vaScr#69pt")) == Carries.ACTIVE
    assert carried_by(packed(script)) == Carries.ACTIVE
    assert carried_by(packed(script.replace(b"Java", b"J#61va"))) == Carries.ACTIVE
    assert carried_by(packed(b"1 0 << /Type /Catalog >>")) is None


def test_what_cannot_be_looked_into_is_locked():
    harmless = b"1 0 << /Type /Catalog >>"
    assert carried_by(packed(harmless, filters="/LZWDecode")) == Carries.LOCKED
    assert (
        carried_by(packed(harmless, filters="[/ASCIIHexDecode /FlateDecode]")) == Carries.LOCKED
    )
    assert (
        carried_by(packed(harmless, extra="/DecodeParms << /Predictor 12 >> "))
        == Carries.LOCKED
    )
    broken = packed(harmless).replace(zlib.compress(harmless), b"\x07" * 20)  # encrypted
    assert carried_by(broken) == Carries.LOCKED
    assert carried_by(packed(b" " * (MOST_INFLATED + 1))) == Carries.LOCKED


def test_a_locked_pdf_whose_objects_can_be_read_is_taken():
    """Only printing is forbidden in it: what it carries can be seen all the same."""
    writer = plain()
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert carried_by(written(writer)) is None
    writer = with_script()
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert carried_by(written(writer)) == Carries.ACTIVE
