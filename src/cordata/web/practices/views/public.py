"""Practices as everybody reads them: the list with its filters, one of them, the criteria."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cordata.networks.queries.topics import labels
from cordata.practices.models import CRITERIA, Edition, Stage
from cordata.practices.queries.published import published, title_in, withdrawn
from cordata.practices.queries.searching import FACETS, Asked, Found, rows, search
from cordata.web.doors import public
from cordata.web.practices.reading import card_of, reading_of
from cordata.web.practices.words import facet_in_words, value_in_words

PAGE = 12


def asked_in(request: HttpRequest) -> Asked:
    """The filters of an address."""
    given = {facet: request.GET.get(facet, "").strip() for facet in FACETS}
    return {facet: value for facet, value in given.items() if value}


@public
@require_GET
def list_practices(request: HttpRequest) -> HttpResponse:
    """All of them, or those that fit; the nearest, if none does."""
    asked = asked_in(request)
    found = search(rows(), asked)
    page = Paginator(found.keys, PAGE).get_page(request.GET.get("page"))
    shown = published().in_bulk([*page.object_list])
    needs = labels()
    context = {
        "page": page,
        "cards": [card_of(shown[key], _language()) for key in page.object_list if key in shown],
        "facets": _facets(found, asked, needs),
        "asked": asked,
        "dropped": [
            (facet_in_words(one), value_in_words(one, asked[one], needs))
            for one in found.dropped
        ],
    }
    return render(request, "web/practices/list.html", context)


def _facets(found: Found, asked: Asked, needs: dict[str, str]) -> list[dict[str, Any]]:
    """Each filter with its values, how many there would be, and the one that is chosen."""
    made = []
    for facet in FACETS:
        chosen = asked.get(facet, "")
        known = [*found.counts[facet], *([chosen] if chosen else [])]
        values = [
            (value, value_in_words(facet, value, needs), found.counts[facet][value])
            for value in dict.fromkeys(known)
        ]
        if facet not in {"level", "outcome"}:  # these have an order of their own
            values.sort(key=lambda one: one[1].casefold())
        else:
            values.sort(key=lambda one: _order(facet).get(one[0], 9))
        made.append(
            {"name": facet, "label": facet_in_words(facet), "chosen": chosen,
             "said": value_in_words(facet, chosen, needs) if chosen else "", "values": values}
        )  # fmt: skip
    return made


def _order(facet: str) -> dict[str, int]:
    known = {"level": "02 1 2 3 5", "outcome": "worked partly did_not"}[facet]
    return {value: at for at, value in enumerate(known.split())}


@public
@require_GET
def show(request: HttpRequest, number: int, slug: str = "") -> HttpResponse:
    """One practice; its number decides, an old slug leads to the new one."""
    edition = published().filter(practice__number=number).first()
    if edition is None:
        return _gone(request, number)
    named = slugify(title_in(edition, _language()).text)[:60] or "practice"
    if slug != named:
        return redirect("practices:named", number, named)
    address = request.build_absolute_uri(reverse("practices:practice", args=[number]))
    context = reading_of(request, edition) | {"address": address}
    return render(request, "web/practices/practice.html", context)


def _gone(request: HttpRequest, number: int) -> HttpResponse:
    practice = withdrawn(number)
    if practice is None:
        raise Http404
    return render(request, "web/practices/gone.html", {"practice": practice}, status=410)


@public
@require_GET
def criteria(request: HttpRequest) -> HttpResponse:
    """By which criteria practices are validated, and by whom."""
    stages = [(stage, CRITERIA[stage]) for stage in Stage]
    return render(request, "web/practices/criteria.html", {"stages": stages})


def public_edition(number: int) -> Edition:
    """What everybody reads under a number; else 404."""
    return get_object_or_404(published(), practice__number=number)


def _language() -> str:
    return get_language() or "en"
