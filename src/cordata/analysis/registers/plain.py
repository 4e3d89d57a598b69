"""Any other table: which of its columns is which of ours, proposed from its header."""

from collections.abc import Mapping

from cordata.analysis.registers.cells import Cells
from cordata.analysis.registers.layouts import Layout
from cordata.analysis.registers.rows import RegisterRow

# Our field, and words for it that headers use in seven languages; the first is our own.
FIELDS: dict[str, tuple[str, ...]] = {
    "school_code": ("school_code", "code", "codice", "schoolnummer", "šifra", "izo", "kód", "om azonosító", "código", "id"),
    "school_name": ("school_name", "name", "school", "nome", "denominazione", "naam", "naziv", "název", "név", "designação"),
    "site_code": ("site_code", "site", "plesso", "vestiging"),
    "owner_name": ("owner_name", "owner", "founder", "bestuur", "osnivač", "zřizovatel", "fenntartó", "agrupamento"),
    "levels": ("levels", "level", "isced", "grado", "niveau", "razina", "stupeň", "szint", "nível"),
    "pupils": ("pupils", "students", "alunni", "leerlingen", "učenika", "žáků", "tanulók", "alunos"),
    "address": ("address", "indirizzo", "adres", "adresa", "cím", "morada"),
    "postcode": ("postcode", "zip", "cap", "poštanski broj", "psč", "irányítószám", "código postal"),
    "municipality": ("municipality", "town", "comune", "gemeente", "mjesto", "obec", "település", "concelho"),
    "region": ("region", "regione", "provincie", "županija", "kraj", "megye", "distrito"),
    "lat": ("lat", "latitude", "latitudine", "breedtegraad", "šířka", "szélesség"),
    "lon": ("lon", "lng", "longitude", "longitudine", "lengtegraad", "délka", "hosszúság"),
    "mountain": ("mountain", "montagna"),
    "island": ("island", "isola", "eiland", "otok", "ostrov", "sziget", "ilha"),
}  # fmt: skip
NEEDED = ("school_code", "school_name")
YES = {"1", "yes", "x", "true", "si", "sì", "ja", "da", "ano", "igen", "sim"}


def guess_mapping(header: tuple[str, ...]) -> dict[str, str]:
    """Our field -> their column, for every column whose header we know a word for."""
    low = {column.casefold().strip(): column for column in header}
    mapping: dict[str, str] = {}
    for field, words in FIELDS.items():
        found = next((low[word] for word in words if word in low), None)
        if found and found not in mapping.values():
            mapping[field] = found
    return mapping


def plain_layout(country: str, mapping: Mapping[str, str]) -> Layout:
    """A layout that reads a table through ``mapping``."""
    needed = tuple(mapping.get(field, field) for field in NEEDED)
    return Layout("plain", country, needed, lambda cells: _row(cells, mapping))


def _row(cells: Cells, mapping: Mapping[str, str]) -> RegisterRow:
    column = {field: mapping.get(field, "") for field in FIELDS}
    code, name = cells.code(column["school_code"]), cells.name(column["school_name"])
    lat = cells.decimal(column["lat"], -90, 90) if column["lat"] else None
    lon = cells.decimal(column["lon"], -180, 180) if column["lon"] else None
    known = lat is not None and lon is not None
    levels = cells.text(column["levels"]).replace(",", ";").replace("-", ";").split(";")
    owner = cells.text(column["owner_name"])
    return RegisterRow(
        line=cells.line,
        school_code=code,
        site_code=cells.text(column["site_code"]) or code,
        school_name=name,
        site_name=name,
        is_main=cells.text(column["site_code"]) in {"", code},
        owner_code=owner,
        owner_name=owner,
        levels=tuple(level.strip() for level in levels if level.strip()),
        address=cells.text(column["address"]),
        postcode=cells.text(column["postcode"]),
        municipality=cells.text(column["municipality"]),
        region=cells.text(column["region"]),
        lat=lat if known else None,
        lon=lon if known else None,
        precision="site" if known else "none",
        pupils=cells.number(column["pupils"]) if column["pupils"] else None,
        mountain=cells.text(column["mountain"]).lower() in YES,
        island=cells.text(column["island"]).lower() in YES,
    )
