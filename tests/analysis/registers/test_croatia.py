"""Croatia: no code in the list, so one is made that survives capitals and spaces."""

from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.registers.croatia import made_code
from cordata.analysis.registers.reading import find_layout, read_register

HEADER = "Naziv ustanove;Email;Adresa;Poštanski broj;Mjesto;Općina"
LINE = "OSNOVNA ŠKOLA PROBA;a@example.org;ULICA 1;31000;OSIJEK;OSIJEK"


def read(*lines, encoding="cp1250"):
    data = "\r\n".join([HEADER, *lines]).encode(encoding)
    return read_register(data, "HR", find_layout(data, "HR"))


def test_the_old_encoding_is_read_and_shouting_becomes_quiet():
    (row,) = read(LINE).rows

    assert (row.school_name, row.municipality) == ("Osnovna Škola Proba", "Osijek")
    assert row.levels == ("1", "2")
    assert row.language == "hr"


def test_the_same_school_has_the_same_code_next_year():
    (now,) = read(LINE).rows
    (later,) = read(
        "Osnovna  škola Proba;b@example.org;Ulica 2;31000;Osijek;", encoding="utf-8"
    ).rows

    assert now.school_code == later.school_code
    assert now.school_code.startswith("HR-")


def test_the_same_name_in_another_town_is_another_school():
    (one, two) = read(LINE, LINE.replace("31000;OSIJEK", "32000;VUKOVAR")).rows

    assert one.school_code != two.school_code


@given(st.text(min_size=1), st.text(), st.text())
def test_a_made_code_does_not_depend_on_spaces_around_words(name, place, postcode):
    spaced = f"  {name}  "

    assert made_code(spaced, place, postcode) == made_code(name, place, postcode)
