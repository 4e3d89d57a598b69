"""A version for machines: its numbers, its citation, and a feed of what is new."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.guidance.models import Version
from cordata.guidance.queries.recommendations import current_versions
from cordata.guidance.queries.wordings import headlines_in
from cordata.kit.paper.pdf import pdf_of
from cordata.web.doors import public
from cordata.web.evidence.words import name_of, unit_of
from cordata.web.guidelines.recommended import one_page_of
from cordata.web.recommendations import citing
from cordata.web.recommendations.page import Whole, outcomes_of, whole
from cordata.web.recommendations.views.reading import language_now, version_at
from cordata.web.tables import csv_table

NAMES = ("outcome", "role", "number", "unit", "without", "with", "difference", "low", "high",
         "level", "certainty", "schools", "clusters", "finding")  # fmt: skip


@public
@require_GET
def one_file(
    _request: HttpRequest, number: int, major: int, minor: int, name: str
) -> HttpResponse:
    """ "one-page.pdf", "numbers.csv", "numbers.json", "cite.json" (CSL) or "cite.bib"."""
    seen = whole(version_at(number, major, minor))
    if name == "numbers.csv":
        rows = numbers_of(seen)
        lines = [[one[key] for key in NAMES] for one in rows]
        return csv_table(f"recommendation-{number}-v{seen.version.name}.csv", NAMES, lines)
    if name == "numbers.json":
        return _json({"recommendation": number, "version": seen.version.name,
                      "numbers": numbers_of(seen)})  # fmt: skip
    if name == "one-page.pdf":
        data = pdf_of(one_page_of(seen.version), one_page=True)
        return HttpResponse(data, content_type="application/pdf")
    if name == "cite.json":
        return _json(citing.csl(seen))
    if name == "cite.bib":
        return HttpResponse(
            citing.bibtex(seen), content_type="application/x-bibtex; charset=utf-8"
        )
    raise Http404


def numbers_of(seen: Whole) -> list[dict[str, Any]]:
    """The fact table with nothing rounded away from it: what the page writes in words."""
    outcomes = outcomes_of(seen)
    return [
        {
            "outcome": outcomes[one.support.pk][0],
            "role": one.support.role,
            "number": name_of(one.shown.name),
            "unit": unit_of(one.shown.name),
            "without": one.without.value if one.without else None,
            "with": one.with_it.value if one.with_it else None,
            "difference": one.difference.value if one.difference else None,
            "low": one.shown.low,
            "high": one.shown.high,
            "level": one.shown.level,
            "certainty": int(one.certainty) if one.certainty else None,
            "schools": one.behind.schools or None,
            "clusters": one.behind.clusters,
            "finding": one.finding.public_id,
        }
        for one in seen.facts
    ]


@public
@require_GET
def feed(request: HttpRequest) -> HttpResponse:
    """The versions that hold now, in Atom, the newest first."""
    versions = sorted(
        current_versions(), key=lambda one: (one.published_at, one.pk), reverse=True
    )
    theirs = headlines_in(versions, language_now())
    made = Atom1Feed(
        title=_("Recommendations"),
        link=request.build_absolute_uri(reverse("recommendations:list")),
        description=_("What follows from what the networks have learned."),
        language=language_now(),
        feed_url=request.build_absolute_uri(),
    )
    for one in versions:
        _put(made, request, one, theirs.get(one.pk, {}))
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    made.write(response, "utf-8")
    return response


def _put(
    made: Atom1Feed, request: HttpRequest, version: Version, theirs: dict[str, str]
) -> None:
    title = theirs.get("statement") or version.statement
    made.add_item(
        title=f"{version.recommendation.number}, {version.name}: {title}",
        link=request.build_absolute_uri(citing.path_of(version)),
        description=theirs.get("question") or version.recommendation.question,
        pubdate=version.published_at,
        updateddate=version.published_at,
        unique_id=f"urn:cordata:{version.public_id}",
    )


def _json(rows: Any) -> HttpResponse:
    return HttpResponse(citing.as_json(rows), content_type="application/json; charset=utf-8")
