"""How a version is cited: a sentence, CSL JSON, BibTeX; and the sentence to quote."""

import json
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from cordata.cycles.queries.addresses import page_of
from cordata.guidance.models import Version
from cordata.web.recommendations.page import Whole

PUBLISHER = "Cordata"


def address_of(version: Version) -> str:
    """Its permanent address, in the language it is written in."""
    number = version.recommendation.number
    path = f"recommendations/{number}/v{version.major}.{version.minor}/"
    return page_of(version.language, path)


def authors_of(version: Version) -> list[str]:
    """Who wrote it."""
    return [version.written_by.name]


def citation(seen: Whole) -> str:
    """One sentence, with its permanent address."""
    version = seen.version
    year = version.published_at.year if version.published_at else _("draft")
    return _(
        "%(authors)s (%(year)s): %(title)s Recommendation %(number)d, version %(name)s. %(address)s"
    ) % {
        "authors": "; ".join(authors_of(version)),
        "year": year,
        "title": seen.statement,
        "number": version.recommendation.number,
        "name": version.name,
        "address": address_of(version),
    }


def sentence(seen: Whole) -> str:
    """What can be said in a meeting, with its source."""
    return _(
        "%(statement)s %(because)s (Cordata, recommendation %(number)d, version %(name)s)"
    ) % {
        "statement": seen.statement,
        "because": seen.plain("because"),
        "number": seen.version.recommendation.number,
        "name": seen.version.name,
    }


def csl(seen: Whole) -> list[dict[str, Any]]:
    """CSL JSON 1.0.2, as reference managers read it."""
    version, item = seen.version, _item(seen)
    if version.published_at:
        day = version.published_at
        item["issued"] = {"date-parts": [[day.year, day.month, day.day]]}
    return [item]


def _item(seen: Whole) -> dict[str, Any]:
    version = seen.version
    return {
        "id": _key(version),
        "type": "report",
        "title": seen.statement,
        "author": [{"literal": name} for name in authors_of(version)],
        "publisher": PUBLISHER,
        "genre": "Recommendation",
        "number": str(version.recommendation.number),
        "version": version.name,
        "language": version.language,
        "abstract": seen.plain("because"),
        "URL": address_of(version),
    }


def bibtex(seen: Whole) -> str:
    """An entry of type "report", which biblatex and most programs read."""
    version = seen.version
    fields = {
        "title": seen.statement,
        "author": " and ".join(f"{{{name}}}" for name in authors_of(version)),
        "institution": PUBLISHER,
        "type": "Recommendation",
        "number": str(version.recommendation.number),
        "version": version.name,
        "year": str(version.published_at.year) if version.published_at else "",
        "url": address_of(version),
    }
    lines = [f"  {name} = {{{_braced(value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@report{{{_key(version)},", *lines, "}"]) + "\n"


def as_json(rows: Any) -> bytes:
    """Written so that people can read it, too."""
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()


def path_of(version: Version) -> str:
    """On this server, in the language of the page."""
    number = version.recommendation.number
    return reverse("recommendations:version", args=[number, version.major, version.minor])


def _key(version: Version) -> str:
    return f"cordata-recommendation-{version.recommendation.number}-v{version.name}"


def _braced(value: str) -> str:
    """Without braces that do not close."""
    return (
        value
        if value.count("{") == value.count("}")
        else value.replace("{", "").replace("}", "")
    )
