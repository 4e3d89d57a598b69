"""Croatia: the ministry's list has no code, so one is made of name, place and postcode."""

import hashlib

from cordata.analysis.registers.cells import Cells, quiet
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import RegisterRow

LEVELS = (
    ("osnovna", ("1", "2")),
    ("srednja", ("3",)),
    ("gimnazija", ("3",)),
    ("škola", ("3",)),
)


def _row(cells: Cells) -> RegisterRow:
    name, place = cells.name("Naziv ustanove"), quiet(cells.text("Mjesto"))
    postcode = cells.text("Poštanski broj")
    code = made_code(name, place, postcode) if name else ""
    low = name.lower()
    return RegisterRow(
        line=cells.line,
        school_code=code,
        site_code=code,
        school_name=name,
        site_name=name,
        is_main=True,
        levels=next((levels for word, levels in LEVELS if word in low), ()),
        language="hr",
        address=quiet(cells.text("Adresa")),
        postcode=postcode,
        municipality=quiet(cells.text("Općina")) or place,
    )


def made_code(name: str, place: str, postcode: str) -> str:
    """A code that stays the same while name, place and postcode do, whatever the capitals."""
    whole = "|".join(" ".join(part.casefold().split()) for part in (name, place, postcode))
    return f"HR-{hashlib.sha256(whole.encode()).hexdigest()[:10]}"


LIST = Layout("hr", "HR", ("Naziv ustanove", "Adresa", "Poštanski broj", "Mjesto"), _row)
