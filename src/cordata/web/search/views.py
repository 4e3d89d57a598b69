"""Look for something: a page, and the same for programs. Both come from one function."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.search.queries.engines.ranking import MOST_RANKED
from cordata.search.queries.found import Found
from cordata.web.doors import public
from cordata.web.search import showing
from cordata.web.search.asking import Asked, asked_in, find


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """What was found, 25 on a page; before anything is asked, the box alone."""
    asked = asked_in(request)
    found = find(request, asked)
    return render(request, "web/search/search.html", _context(request, asked, found))


@public
@require_GET
def as_json(request: HttpRequest) -> JsonResponse:
    """The same results, and the same numbers."""
    asked = asked_in(request)
    answer = JsonResponse(showing.as_dict(find(request, asked), asked, request.LANGUAGE_CODE))
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


def _context(request: HttpRequest, asked: Asked, found: Found) -> dict[str, Any]:
    language = request.LANGUAGE_CODE
    filters = showing.filters(found, asked, language)
    elsewhere = found.by_facet.get("l", {}) if asked.narrowed.get("language") else {}
    return {
        "asked": asked,
        "found": found,
        "results": showing.results(found, language),
        "kinds": next((one for one in filters if one.name == "kind"), None),
        "filters": [one for one in filters if one.name != "kind"],
        "is_narrowed": any(name != "kind" for name in asked.narrowed),
        "in_other_languages": [
            (code, showing.LANGUAGES.get(code, code), number)
            for code, number in elsewhere.items()
            if code != asked.narrowed["language"]
        ],
        "most_ranked": MOST_RANKED,
        "before": found.page - 1,
        "after": found.page + 1,
    }
