"""Czechia: MŠMT, rejstřík škol. Names are generic, so place and street belong to them."""

import json
from typing import Any

from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import RegisterRow, WrongFile

LEVELS = {
    "A00": ("02",),
    "B00": ("1", "2"),
    "C00": ("3",),
    "D00": ("3",),
    "E00": ("5",),
    "F10": (),
}
GENERIC = {"Mateřská škola", "Základní škola", "Střední škola", "Základní umělecká škola"}


def _row(cells: Cells) -> RegisterRow | None:
    kind = cells.text("Typ")
    if kind not in LEVELS or cells.text("Platnost zařízení") not in {"", "Platné"}:
        return None
    code, generic = cells.code("Id. zařízení"), cells.name("Název zařízení")
    number = "/".join(part for part in (cells.text("Č.p."), cells.text("Č.o.")) if part)
    street = " ".join(part for part in (cells.text("Ulice"), number) if part)
    town = cells.text("Obec")
    return RegisterRow(
        line=cells.line,
        school_code=code.zfill(9) if code else "",
        site_code=code.zfill(9) if code else "",
        school_name=named(generic, town, street),
        site_name=named(generic, town, street),
        is_main=True,
        kind=generic,
        levels=LEVELS[kind],
        language="cs",
        address=street,
        postcode=cells.text("PSČ").replace(" ", ""),
        municipality=town,
        # The register tells how many may come, not how many do: no pupils.
    )


def named(generic: str, town: str, street: str) -> str:
    """ "Základní škola" says nothing alone: add town and street."""
    if generic not in GENERIC:
        return generic
    return ", ".join(part for part in (generic, town, street) if part)


FACILITIES = Layout("cz", "CZ", ("Id. zařízení", "Typ", "Název zařízení", "Obec", "PSČ"), _row)


def table_of_json(data: bytes) -> tuple[tuple[str, ...], list[tuple[int, dict[str, str]]]]:
    """The ministry's JSON-LD: a list of legal entities, flattened to one line per facility.

    Raises WrongFile if it is not that list.
    """
    try:
        lines = [
            (number, _flat(entity, facility))
            for number, entity in enumerate(json.loads(data.decode("utf-8-sig"))["list"], 1)
            for facility in entity.get("skolyAZarizeni", [])
        ]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise WrongFile("not_the_czech_list") from error
    return JSON.needed, lines


def _flat(entity: dict[str, Any], facility: dict[str, Any]) -> dict[str, str]:
    address = entity.get("adresa") or {}
    return {
        "redIzo": str(entity.get("redIzo", "")),
        "uplnyNazev": str(entity.get("uplnyNazev", "")),
        "izo": str(facility.get("izo", "")),
        "druh": str(facility.get("druh", "")),
        **{
            key: str(address.get(key) or "") for key in ("obec", "ulice", "cisloDomovni", "psc")
        },
    }


def _entity_row(cells: Cells) -> RegisterRow | None:
    kind = cells.text("druh")[:3]
    if kind not in LEVELS:
        return None
    owner = cells.text("redIzo").zfill(9)
    code, name = cells.code("izo"), cells.name("uplnyNazev")
    street = " ".join(
        part for part in (cells.text("ulice"), cells.text("cisloDomovni")) if part
    )
    return RegisterRow(
        line=cells.line,
        school_code=code.zfill(9) if code else "",
        site_code=code.zfill(9) if code else "",
        school_name=name,
        site_name=name,
        is_main=True,
        owner_code=owner,
        owner_name=name,
        kind=kind,
        levels=LEVELS[kind],
        language="cs",
        address=street,
        postcode=cells.text("psc").replace(" ", ""),
        municipality=cells.text("obec"),
    )


JSON = Layout(
    "cz-json",
    "CZ",
    ("redIzo", "uplnyNazev", "izo", "druh", "obec", "ulice", "cisloDomovni", "psc"),
    _entity_row,
)
