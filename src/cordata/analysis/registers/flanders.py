"""Flanders: Vlaams Ministerie van Onderwijs. A school number has one or several sites."""

from cordata.analysis.geography.lambert import lambert72_to_wgs84
from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import Reason, RegisterRow

LEVELS = (
    ("kleuter", ("02",)),
    ("lager", ("1",)),
    ("basis", ("02", "1")),
    ("secundair", ("2", "3")),
)
# Belgium lies within these Lambert 72 coordinates, in metres.
EAST, NORTH = (0, 300_000), (0, 260_000)


def _row(cells: Cells) -> RegisterRow | None:
    if cells.text("einddatum"):
        return None
    school, name = cells.code("schoolnummer"), cells.name("naam")
    site = cells.text("intern_vplnummer") or "1"
    x, y = cells.decimal("lx", *EAST), cells.decimal("ly", *NORTH)
    lat, lon = lambert72_to_wgs84(x, y) if x and y else (None, None)
    if (x is None) != (y is None):
        cells.note("ly" if y is None else "lx", Reason.BAD_COORDINATE)
    kind = cells.text("instellingstype")
    street = f"{cells.text('straat')} {cells.text('huisnummer')}".strip()
    return RegisterRow(
        line=cells.line,
        school_code=school,
        site_code=f"{school}-{site}",
        school_name=name,
        site_name=name,
        is_main=cells.text("hoofdzetel").lower() in {"ja", "j", "1", "true"},
        owner_code=cells.text("bestuur"),
        owner_name=cells.text("bestuur"),
        kind=kind,
        levels=next((levels for word, levels in LEVELS if word in kind.lower()), ()),
        language="nl",
        sector="state" if "GO!" in cells.text("net") else "subsidised",
        address=cells.text("adres") or street,
        postcode=cells.text("postcode"),
        municipality=cells.text("gemeente"),
        municipality_code=cells.text("niscode"),
        province=cells.text("provincie"),
        region=cells.text("provincie"),
        lat=lat,
        lon=lon,
        precision="site" if lat is not None else "none",
    )


SITES = Layout("be-nl", "BE", ("schoolnummer", "naam", "postcode", "gemeente"), _row)
