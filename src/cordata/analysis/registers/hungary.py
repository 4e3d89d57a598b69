"""Hungary: Oktatási Hivatal, KIR. The OM code is the school; its places are numbered."""

from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import RegisterRow

PLACE = "A feladatellátási hely"
LEVELS = (
    ("óvoda", ("02",)),
    ("általános", ("1", "2")),
    ("gimnázium", ("3",)),
    ("technikum", ("3",)),
    ("szakképző", ("3",)),
    ("szakgimnázium", ("3",)),
)


def _row(cells: Cells) -> RegisterRow:
    code, name = cells.code("OM azonosító"), cells.name("Intézmény megnevezése")
    number = cells.text(f"{PLACE} sorszáma") or "1"
    place = cells.text(f"{PLACE} megnevezése") or name
    town = cells.text(f"{PLACE} települése")
    kind = f"{name} {place}".lower()
    levels = sorted({level for word, found in LEVELS if word in kind for level in found})
    return RegisterRow(
        line=cells.line,
        school_code=code.zfill(6) if code else "",
        site_code=f"{code.zfill(6)}-{number.zfill(3)}" if code else "",
        school_name=name,
        site_name=place,
        is_main=number.lstrip("0") == "1",
        levels=tuple(levels),
        language="hu",
        address=cells.text(f"{PLACE} pontos címe"),
        postcode=cells.text(f"{PLACE} irányítószáma"),
        municipality=town,
        province=cells.text(f"{PLACE} vármegyéje"),
        region=cells.text(f"{PLACE} vármegyéje"),
    )


SITES = Layout(
    "hu", "HU", ("OM azonosító", "Intézmény megnevezése", f"{PLACE} települése"), _row
)
