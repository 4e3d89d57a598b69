"""The first page, this week, plain texts; and the pages for when something is not there."""

from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_GET, require_POST

from cordata.accounts.models import User
from cordata.clusters.models import Membership
from cordata.clusters.queries.clusters import ended_ties_of
from cordata.clusters.queries.waiting import newest_networks
from cordata.cycles.queries.glance import at_a_glance
from cordata.cycles.queries.ties import tied
from cordata.documents.models import Document
from cordata.documents.queries import text_for
from cordata.evidence.queries.projects import newest_findings
from cordata.evidence.queries.shown import behind
from cordata.networks.queries.public import networks_in_numbers, public_countries
from cordata.schools.queries.schools import countries_with_schools, my_school_ids
from cordata.web.doors import public
from cordata.web.evidence.words import who_stands
from cordata.web.home.week import week
from cordata.web.requests import Request
from cordata.web.schools.map import draw_europe

FIVE_MINUTES = 5 * 60
FEW = 3


@public
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """What Cordata is, where it is at work, and where to begin."""
    has_news = len(get_messages(request)) > 0
    # The frame is each reader's own; what stands inside is the same for all.
    # Five minutes whatever is done meanwhile: somewhere, somebody always does something.
    key = f"home-{translation.get_language()}"
    inside = caches["memory"].get_or_set(key, _inside, FIVE_MINUTES)
    response = render(request, "web/home/home.html", {"inside": inside})
    if not request.user.is_authenticated and not has_news:
        # In the visitor's own browser only: the page carries a token against forgery.
        patch_cache_control(response, private=True, max_age=FIVE_MINUTES)
    return response


def _inside() -> SafeString:
    """Kept five minutes: it knows neither person nor colours."""
    countries: list[Any] = list(public_countries())
    context = {
        "countries": countries,
        "numbers": networks_in_numbers(),
        "drawing": draw_europe({one.code: one.open_clusters for one in countries}),
        "schools": sum(count for _country, count in countries_with_schools()),
        "newest": newest_networks(),
        "findings": [(one, who_stands(behind(one.run))) for one in newest_findings(FEW)],
    }
    return render_to_string("web/home/inside.html", context)


@require_GET
def this_week(request: Request) -> HttpResponse:
    """At most three things that are asked of me, each with its minutes."""
    ours = tied(request.user)
    context = {
        "week": week(request.user, ours),
        "clusters": at_a_glance(request.user, ours),
        # Only of a school that is tied in nowhere now: its last year, and what comes next.
        "ended": _last_ended(request.user) if not ours.ties else None,
        "hour": timezone.localtime().hour,
        "first_name": request.user.name.split(" ")[0],
    }
    return render(request, "web/home/this_week.html", context)


def _last_ended(person: User) -> Membership | None:
    schools = my_school_ids(person)
    return ended_ties_of(schools).first() if schools else None


@public
@require_GET
def text(request: HttpRequest, slug: str) -> HttpResponse:
    """One of the plain pages, with its date."""
    document = get_object_or_404(Document, slug=slug, country="")
    found = text_for(document, translation.get_language() or "en")
    if found is None:
        return lose(request, None)
    with translation.override(found.original_language):
        original = reverse("home:text", args=[slug])
    context = {
        "text": found,
        "document": document,
        "original": original,
        "original_name": dict(settings.LANGUAGES)[found.original_language],
    }
    return render(request, "web/home/text.html", context)


@public
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Remember light or dark colours in a cookie, so that the server draws them."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    response = redirect(wanted if safe else "/")
    chosen = request.POST.get("theme", "")
    if chosen == "auto":
        response.delete_cookie("theme", samesite="Lax")
    elif chosen in {"light", "dark"}:
        response.set_cookie(
            "theme",
            chosen,
            max_age=365 * 24 * 3600,
            secure=not settings.TRYING,
            httponly=True,
            samesite="Lax",
        )
    return response


@public
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Machines may read what everybody may read; the rest is locked anyway."""
    at = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(f"User-agent: *\nAllow: /\nSitemap: {at}\n", content_type="text/plain")


@public
@require_GET
def health(_request: HttpRequest) -> HttpResponse:
    """Whether pages and database work, for the machine that watches."""
    Document.objects.exists()
    return HttpResponse("ok", content_type="text/plain")


def forbid(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """No permission: who can open such a page, and what to do."""
    return render(request, "web/home/forbidden.html", status=403)


def lose(request: HttpRequest, exception: Exception | None) -> HttpResponse:  # noqa: ARG001 - Django's shape
    """Not found: a search box and the way home."""
    return render(request, "web/home/not_found.html", status=404)


def fail(request: HttpRequest) -> HttpResponse:
    """Our mistake: what is safe, what to do. Asks nothing of the database."""
    return render(request, "web/home/failed.html", status=500)
