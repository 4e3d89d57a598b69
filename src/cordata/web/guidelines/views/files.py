"""An edition as files: every format, its sheets, its citation, and the kit."""

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from cordata.guidance.queries.guidelines import Reading, reading_of
from cordata.kit.bibliography.bibtex import write_bibtex
from cordata.kit.bibliography.json_items import write_csl
from cordata.web.doors import public
from cordata.web.guidelines.kit import FORMATS, TO_FILL_IN, kit_of, sheet_paper
from cordata.web.guidelines.paper import csl_of, paper_of
from cordata.web.guidelines.views.find import edition_seen, guideline_seen, language_now

SHEET = re.compile(r"sheet-(\d{1,2})\.(\w+)")


@public
@require_GET
def one_file(
    request: HttpRequest, slug: str, major: int, minor: int, name: str
) -> HttpResponse:
    """ "first-visit.pdf" and its like, "sheet-1.odt", "cite.bib", "cite.json" or "kit.zip"."""
    edition = edition_seen(guideline_seen(request, slug), major, minor)
    reading = reading_of(edition, language_now())
    made = _made(reading, slug, name)
    if made is None:
        raise Http404
    kind, data = made
    response = HttpResponse(data, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(slug, name)}"'
    response.headers["Content-Language"] = reading.text.language
    return response


def _made(reading: Reading, slug: str, name: str) -> tuple[str, bytes] | None:
    """Media type and bytes; None for a file there is not."""
    if name == "kit.zip":
        return "application/zip", kit_of(reading)
    if name == "cite.json":
        text = write_csl([csl_of(reading)])
        return "application/vnd.citationstyles.csl+json; charset=utf-8", text.encode()
    if name == "cite.bib":
        return "application/x-bibtex; charset=utf-8", write_bibtex([csl_of(reading)]).encode()
    if found := SHEET.fullmatch(name):
        return _sheet(reading, int(found[1]), found[2])
    ending = name.removeprefix(f"{slug}.")
    if ending == name or ending not in FORMATS:
        return None
    kind, make = FORMATS[ending]
    return kind, make(paper_of(reading))


def _sheet(reading: Reading, number: int, ending: str) -> tuple[str, bytes] | None:
    paper = sheet_paper(paper_of(reading), number) if ending in TO_FILL_IN else None
    if paper is None:
        return None
    kind, make = FORMATS[ending]
    return kind, make(paper)


def _file_name(slug: str, name: str) -> str:
    """In a folder of downloads it must say what it is."""
    return name if name.startswith(slug) else f"{slug}-{name}"
