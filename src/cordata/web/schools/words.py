"""Sentences about registers: why a line was not taken, why a file was not."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cordata.schools.queries.told import Told


def reason_in_words(reason: str) -> str:
    """Why a cell or a line was not taken, and what to do."""
    return {
        "missing_code": _("The code is missing or has the wrong length. Add it."),
        "missing_name": _("The name is missing. Add it."),
        "duplicate_code": _("This code stands in an earlier line. Keep one of the two."),
        "bad_number": _("This is not a number of pupils. The school was taken without it."),
        "bad_coordinate": _(
            "This position is not in the country. The school was taken without it."
        ),
        "short_row": _("The line ends too early. Check quotation marks and separators."),
        "not_a_school": _("This is no school."),
    }.get(reason, reason)


def wrong_file_in_words(code: str, facts: Mapping[str, Any]) -> str:
    """Why the whole file cannot be used, and what to do. Nothing was changed."""
    text = {
        "empty": _("The file is empty."),
        "not_text": _(
            "The file is not a table but something else, such as a picture or a PDF."
        ),
        "not_a_table": _("The first line is not a header with several columns: %(found)s"),
        "damaged_spreadsheet": _("The spreadsheet is damaged. Open it and save it again."),
        "missing_columns": _("These columns are missing: %(missing)s. Found: %(found)s"),
        "no_lines": _("There is a header but no line under it."),
        "not_the_czech_list": _("This is not the ministry's list of legal entities."),
    }.get(code, code)
    return text % {"found": facts.get("found", ""), "missing": facts.get("missing", "")}


@dataclass(frozen=True)
class Change:
    """What happens to one school, as the page says it."""

    told: Told
    kind: str
    facts: list[tuple[str, str, str]]


def change_in_words(told: Told) -> Change:
    """A change with its words; the fact of a site keeps the site's code."""
    kind = {"new": _("new"), "changed": _("changed"), "gone": _("closed")}[told.kind]
    facts = [(_fact(fact), before, after) for fact, before, after in told.facts]
    return Change(told, kind, facts)


def _fact(fact: str) -> str:
    site, _space, name = fact.rpartition(" ")
    label = _facts().get(name, name)
    return f"{label} ({site})" if site else label


def _facts() -> dict[str, str]:
    return {
        "name": _("Name"),
        "kind": _("Kind of school"),
        "levels": _("ISCED levels"),
        "language": _("Language"),
        "sector": _("Sector"),
        "pupils": _("Pupils"),
        "mountain": _("In the mountains"),
        "island": _("On an island"),
        "address": _("Address"),
        "postcode": _("Postcode"),
        "municipality": _("Municipality"),
        "municipality_code": _("Code of the municipality"),
        "province": _("Province"),
        "region": _("Region"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "precision": _("How exact the position is"),
        "site": _("Site"),
        "closed_on": _("Closed since"),
    }


def field_label(field: str) -> str:
    """Our name for a column."""
    return {
        "school_code": _("National code of the school"),
        "school_name": _("Name of the school"),
        "site_code": _("Code of the site"),
        "owner_name": _("Legal entity or founder"),
        "levels": _("ISCED levels"),
        "pupils": _("Pupils"),
        "address": _("Address"),
        "postcode": _("Postcode"),
        "municipality": _("Municipality"),
        "region": _("Region"),
        "lat": _("Latitude"),
        "lon": _("Longitude"),
        "mountain": _("In the mountains"),
        "island": _("On an island"),
    }[field]
