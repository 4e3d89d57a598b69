"""Portugal: levels as flags, agrupamentos as legal entities, positions as they are."""

import pytest

from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reason

COLUMNS = (
    "id", "name", "lat", "lon", "nature", "grouping", "pre_school", "basic_1", "basic_2",
    "basic_3", "high_school", "professional", "university", "address", "postal_code",
    "municipality_id", "municipality_name", "district_name",
)  # fmt: skip
SCHOOL = {
    "id": "200", "name": "Escola Básica da Prova", "lat": "38.71", "lon": "-9.14",
    "nature": "public", "grouping": "Agrupamento de Escolas da Prova", "pre_school": "1",
    "basic_1": "1", "basic_3": "0", "municipality_id": "1106", "municipality_name": "Lisboa",
    "district_name": "Lisboa",
}  # fmt: skip


def read(*schools):
    lines = [
        COLUMNS,
        *(tuple(school.get(column, "") for column in COLUMNS) for school in schools),
    ]
    data = "\n".join(",".join(line) for line in lines).encode()
    return read_register(data, "PT", find_layout(data, "PT"))


def test_the_agrupamento_is_the_legal_entity_and_levels_are_flags():
    (row,) = read(SCHOOL).rows

    assert row.owner_name == "Agrupamento de Escolas da Prova"
    assert row.levels == ("02", "1")
    assert (row.lat, row.lon, row.precision) == (38.71, -9.14, "site")
    assert row.sector == "state"


def test_universities_are_no_schools():
    reading = read(
        SCHOOL, SCHOOL | {"id": "201", "pre_school": "0", "basic_1": "0", "university": "1"}
    )

    assert (len(reading.rows), reading.skipped) == (1, 1)


@pytest.mark.parametrize("changed", [{"lon": "9.14"}, {"lat": "0"}, {"lat": ""}])
def test_a_school_out_of_the_country_has_no_position(changed):
    reading = read(SCHOOL | changed)

    assert (reading.rows[0].lat, reading.rows[0].lon) == (None, None)
    reasons = {one.reason for one in reading.problems}
    assert reasons == (set() if changed == {"lat": ""} else {Reason.BAD_COORDINATE})


def test_the_azores_are_in_the_country():
    (row,) = read(SCHOOL | {"lat": "38.53", "lon": "-28.63"}).rows

    assert row.precision == "site"
