"""The atlas as everybody reads it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from cordata.accounts.models import User
from cordata.guidance.models import Statement
from cordata.guidance.queries.atlas import (
    described,
    in_parts,
    said_of_all,
    sources_of,
)
from cordata.guidance.queries.sources import as_cited
from cordata.guidance.rules.atlas import may_translate_atlas, may_write_atlas
from cordata.web.atlas.live import MOST, with_live
from cordata.web.doors import public

FIRST_FOUR = ("top-down", "mixed", "bottom-up", "online")


def language() -> str:
    """Of the page."""
    return translation.get_language() or "en"


def work_of(request: HttpRequest) -> dict[str, bool]:
    """What this reader may do to the atlas."""
    person = request.user
    if not isinstance(person, User):
        return {"may_write": False, "may_translate": False}
    return {"may_write": may_write_atlas(person), "may_translate": may_translate_atlas(person)}


@public
@require_GET
def list_ways(request: HttpRequest) -> HttpResponse:
    """Every way in a sentence, to be ticked and compared; and what is said of all of them."""
    general = said_of_all(language())
    said = [one for some in general.values() for one in some]
    context: dict[str, Any] = {
        "ways": described(language()),
        "parts": in_parts(general),
        "sources": as_cited(sources_of(said)),
        "most": MOST,
        "ticked": set(FIRST_FOUR),
        **work_of(request),
    }
    return render(request, "web/atlas/ways.html", context)


@public
@require_GET
def show_way(request: HttpRequest, way: str) -> HttpResponse:
    """One way: our numbers, then what others have found, each with where it was read."""
    named = described(language(), [way])
    if not named:
        raise Http404
    beside = with_live(named)[0]
    found = beside.described
    context = {
        "beside": beside,
        "found": found,
        "sources": as_cited(found.sources),
        "others": [one for one in FIRST_FOUR if one != way][: MOST - 1],
        **work_of(request),
    }
    return render(request, "web/atlas/way.html", context)


@public
@require_GET
def compare_ways(request: HttpRequest) -> HttpResponse:
    """Up to four ways side by side: ``?with=top-down&with=online``. Our four labels at first."""
    wanted = list(dict.fromkeys(request.GET.getlist("with")))
    every = described(language())
    by_slug = {one.way.slug: one for one in every}
    if not set(wanted) <= by_slug.keys():
        raise Http404
    chosen = wanted[:MOST] or [one for one in FIRST_FOUR if one in by_slug]
    shown = with_live(by_slug[one] for one in chosen)
    parts = [
        (name, [(one, one.described.said.get(part, [])) for one in shown])
        for part, name in Statement.Part.choices
    ]
    context = {
        "shown": shown,
        "slugs": set(chosen),
        "parts": parts,
        "too_many": len(wanted) > MOST,
        "most": MOST,
        "ways": every,
        "sources": as_cited(
            sources_of(
                one for each in shown for some in each.described.said.values() for one in some
            )
        ),
    }
    return render(request, "web/atlas/compare.html", context)
