"""An edition as a paper, and how it is cited: the one source of page, files and feed."""

from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from cordata.cycles.queries.addresses import page_of
from cordata.documents.queries import titles_of
from cordata.guidance.models import Edition, Guideline, Version
from cordata.guidance.queries.guidelines import Reading
from cordata.kit.days import day
from cordata.kit.paper.blocks import Paper
from cordata.web.guidelines.recommended import filled

PUBLISHER = "Cordata"
LICENCE = "CC BY 4.0"


def address_of(edition: Edition, language: str) -> str:
    """Permanent."""
    return page_of(language, f"guidelines/{edition.guideline.slug}/v{edition.name}/")


def path_of(edition: Edition) -> str:
    """On this server, in the language of the page."""
    slug = edition.guideline.slug
    return reverse("guidelines:edition", args=[slug, edition.major, edition.minor])


def audience_in_words(guideline: Guideline) -> str:
    """Who it is for, as a list."""
    names = [str(one.label) for one in Version.Audience if one in guideline.audience]
    return capfirst(", ".join(names))


def way_in_words(guideline: Guideline, language: str) -> str:
    """The way of coordinating that it is for; "" for whichever."""
    if guideline.way is None:
        return ""
    return titles_of([guideline.way.text], language)[guideline.way.text_id]


def authors_of(reading: Reading) -> list[str]:
    """Who wrote this language, who asked for it and who looked at it; each once."""
    edition, text = reading.edition, reading.text
    people = (text.written_by, edition.asked_by, edition.decided_by)
    return list(dict.fromkeys(one.name for one in people if one is not None))


def paper_of(reading: Reading) -> Paper:
    """Everything that a reader gets, in the language of the text, whatever the page speaks."""
    edition, text = reading.edition, reading.text
    with translation.override(text.language):
        dated = day(edition.published_at) if edition.published_at else _("draft")
        version = _("Version %(name)s, %(date)s") % {"name": edition.name, "date": dated}
        way = way_in_words(edition.guideline, text.language)
        return Paper(
            title=text.title,
            language=text.language,
            blocks=filled(reading.blocks),
            about=(version, audience_in_words(edition.guideline), way, _licence()),
            authors=tuple(authors_of(reading)),
            address=address_of(edition, text.language),
            day=edition.published_at.date().isoformat() if edition.published_at else "",
        )


def csl_of(reading: Reading) -> dict[str, Any]:
    """As reference managers keep it."""
    edition, text = reading.edition, reading.text
    item: dict[str, Any] = {
        "id": f"cordata-{edition.guideline.slug}-v{edition.name}",
        "type": "report",
        "title": text.title,
        "author": [{"literal": one} for one in authors_of(reading)],
        "publisher": PUBLISHER,
        "genre": "Guideline",
        "version": edition.name,
        "language": text.language,
        "URL": address_of(edition, text.language),
    }
    if on := edition.published_at:
        item["issued"] = {"date-parts": [[on.year, on.month, on.day]]}
    return item


def citation(reading: Reading) -> str:
    """One sentence, with its permanent address."""
    edition, on = reading.edition, reading.edition.published_at
    return _("%(authors)s (%(year)s): %(title)s. Guideline, version %(name)s. %(address)s") % {
        "authors": "; ".join(authors_of(reading)),
        "year": on.year if on else _("draft"),
        "title": reading.text.title,
        "name": edition.name,
        "address": address_of(edition, reading.text.language),
    }


def _licence() -> str:
    return _("Free to use and to change, with the source named (%(licence)s)") % {
        "licence": LICENCE
    }
