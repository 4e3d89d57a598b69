"""Portugal: Carris Metropolitana's georeferenced list; the agrupamento is the legal entity."""

from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import RegisterRow

LEVELS = (
    ("pre_school", "02"),
    ("basic_1", "1"),
    ("basic_2", "1"),
    ("basic_3", "2"),
    ("high_school", "3"),
    ("professional", "3"),
)


def _row(cells: Cells) -> RegisterRow | None:
    levels = sorted({level for column, level in LEVELS if cells.text(column) == "1"})
    if not levels:  # universities and offices
        return None
    code, name = cells.code("id"), cells.name("name")
    lat, lon = cells.decimal("lat", 30, 43), cells.decimal("lon", -32, -6)
    known = lat is not None and lon is not None
    owner = cells.text("grouping")
    return RegisterRow(
        line=cells.line,
        school_code=code,
        site_code=code,
        school_name=name,
        site_name=name,
        is_main=True,
        owner_code=owner,
        owner_name=owner,
        levels=tuple(levels),
        language="pt",
        sector={"public": "state", "private": "private"}.get(cells.text("nature"), ""),
        address=cells.text("address"),
        postcode=cells.text("postal_code"),
        municipality=cells.text("municipality_name"),
        municipality_code=cells.text("municipality_id"),
        province=cells.text("district_name"),
        region=cells.text("district_name"),
        lat=lat if known else None,
        lon=lon if known else None,
        precision="site" if known else "none",
    )


CARRIS = Layout("pt", "PT", ("id", "name", "lat", "lon", "municipality_name"), _row)
