"""Flanders: a byte order mark, semicolons, carriage returns alone, Lambert 72."""

import pytest

from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reason

COLUMNS = (
    "intern_vplnummer", "schoolnummer", "naam", "hoofdzetel", "straat", "huisnummer", "postcode",
    "gemeente", "niscode", "provincie", "lx", "ly", "instellingstype", "net", "einddatum",
    "bestuur",
)  # fmt: skip
HEAD = {
    "schoolnummer": "012345", "intern_vplnummer": "1", "naam": "Basisschool De Proef",
    "hoofdzetel": "ja", "straat": "Kerkstraat", "huisnummer": "7", "postcode": "3500",
    "gemeente": "Hasselt", "niscode": "71022", "provincie": "Limburg", "lx": "217400,5",
    "ly": "180300", "instellingstype": "Basisschool", "net": "Gemeenschapsonderwijs (GO!)",
    "bestuur": "Scholengroep Proef",
}  # fmt: skip


def register(*schools):
    lines = [
        COLUMNS,
        *(tuple(school.get(column, "") for column in COLUMNS) for school in schools),
    ]
    text = "\r".join(";".join(f'"{cell}"' for cell in line) for line in lines)
    return b"\xef\xbb\xbf" + text.encode()


def read(*schools):
    data = register(*schools)
    return read_register(data, "BE", find_layout(data, "BE"))


def test_the_layout_is_known_by_its_columns_in_any_order():
    assert find_layout(register(HEAD), "BE") == "be-nl"


def test_a_school_number_with_its_zero_and_its_sites():
    other = HEAD | {"intern_vplnummer": "2", "hoofdzetel": "nee", "straat": "Molenweg"}

    one, two = read(HEAD, other).rows

    assert (one.school_code, one.site_code, one.is_main) == ("012345", "012345-1", True)
    assert (two.school_code, two.site_code, two.is_main) == ("012345", "012345-2", False)
    assert two.address == "Molenweg 7"
    assert one.levels == ("02", "1")
    assert (one.language, one.sector, one.owner_name) == ("nl", "state", "Scholengroep Proef")


def test_lambert_metres_become_degrees():
    (row,) = read(HEAD).rows

    assert (row.lat, row.lon) == pytest.approx((50.93, 5.33), abs=0.02)  # Hasselt
    assert row.precision == "site"


@pytest.mark.parametrize(
    ("changed", "column", "value"),
    [
        ({"lx": "zuid"}, "lx", "zuid"),
        ({"ly": "999999"}, "ly", "999999"),
        ({"ly": ""}, "ly", ""),
    ],
)
def test_a_position_that_cannot_be_is_reported_and_the_school_kept(changed, column, value):
    reading = read(HEAD | changed)

    assert reading.rows[0].lat is None
    problem = reading.problems[-1]
    assert (problem.line, problem.column, problem.value) == (2, column, value)
    assert problem.reason == Reason.BAD_COORDINATE


def test_sites_that_have_ended_are_no_schools():
    reading = read(HEAD, HEAD | {"intern_vplnummer": "2", "einddatum": "31/08/2025"})

    assert (len(reading.rows), reading.skipped, reading.lines) == (1, 1, 2)


@pytest.mark.parametrize(
    ("kind", "levels"),
    [
        ("Autonome kleuterschool", ("02",)),
        ("Autonome lagere school", ("1",)),
        ("School voor voltijds gewoon secundair onderwijs", ("2", "3")),
        ("Centrum voor leerlingenbegeleiding", ()),
    ],
)
def test_levels_by_kind(kind, levels):
    assert read(HEAD | {"instellingstype": kind}).rows[0].levels == levels
