"""What everybody reads: the list, a recommendation, its versions and what they say otherwise."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from cordata.accounts.models import User
from cordata.evidence.models import Finding
from cordata.exchange.rules import delegations_of
from cordata.guidance.models import Notice, Version, VersionReview
from cordata.guidance.queries.differences import differences_between
from cordata.guidance.queries.panels import from_decided
from cordata.guidance.queries.quoting import findings_named
from cordata.guidance.queries.recommendations import STANDING, versions_at
from cordata.guidance.queries.slots import slots_of
from cordata.guidance.queries.stale import notices_of
from cordata.guidance.queries.wordings import headlines_in, rewordings_of
from cordata.guidance.rules import recommendations as rules
from cordata.web.doors import public
from cordata.web.exchange.rows import results, used
from cordata.web.exchange.words import statement_of
from cordata.web.recommendations import citing
from cordata.web.recommendations.forms.letters import LettersForm
from cordata.web.recommendations.listing import listed
from cordata.web.recommendations.page import Whole, page_of, whole, with_rows
from cordata.web.recommendations.saying import lines, said
from cordata.web.recommendations.words import slot_name, votes_in_words


@public
@require_GET
def list_recommendations(request: HttpRequest) -> HttpResponse:
    """Grouped by question, filtered by links, ranked by nothing."""
    return render(request, "web/recommendations/list.html", listed(request.GET))


@public
@require_GET
def show(request: HttpRequest, number: int) -> HttpResponse:
    """The version that holds now."""
    found = with_rows(versions_at(number)).first()
    if found is None:
        raise Http404
    return version_page(request, found, newest=found)


@public
@require_GET
def show_version(request: HttpRequest, number: int, major: int, minor: int) -> HttpResponse:
    """One version, for good."""
    found = version_at(number, major, minor)
    newest = versions_at(number).first()
    return version_page(request, found, newest=newest)


@public
@require_GET
def changes(request: HttpRequest, number: int) -> HttpResponse:
    """What changed from version to version, and why."""
    versions = list(with_rows(versions_at(number)))
    if not versions:
        raise Http404
    known = findings_named(text for one in versions for text in slots_of(one).values())
    theirs = headlines_in(versions, language_now())
    context = {
        "recommendation": versions[0].recommendation,
        "version": versions[0],
        "first": versions[-1],
        "statement": statement_of(versions[0]),
        "steps": [
            _step(now, before, known, theirs.get(now.pk, {}).get("changed", ""))
            for now, before in pairwise(versions)
        ],
    }
    return render(request, "web/recommendations/changes.html", context)


def _step(
    now: Version, before: Version, known: Mapping[str, Finding], theirs: str
) -> dict[str, Any]:
    """One version beside the one before it; ``theirs`` says what changed in the reader's words."""
    language = language_now() if theirs else now.language
    return {
        "version": now,
        "before": before,
        "changed": (lines(theirs or now.changed, known), language),
        "differences": [
            (slot_name(one.slot), said(one.before, known), said(one.now, known))
            for one in differences_between(before, now)
        ],
        "strength": (before.get_strength_display(), now.get_strength_display()),
        "certainty": (before.get_certainty_display(), now.get_certainty_display()),
    }


def person_of(request: HttpRequest) -> User | None:
    """Whoever is signed in."""
    return request.user if isinstance(request.user, User) else None


def version_at(number: int, major: int, minor: int) -> Version:
    """A published version; else 404."""
    found = with_rows(versions_at(number))
    one: Version = get_object_or_404(found, major=major, minor=minor)
    return one


def version_page(
    request: HttpRequest, version: Version, *, newest: Version | None, **more: Any
) -> HttpResponse:
    """The page, also as a preview of what is not published."""
    seen = whole(version)
    person = person_of(request)
    lines = used(newest) if newest else []
    ours = delegations_of(person) if person is not None else {}
    decided = more.pop("decided", None) or from_decided(version.decided)
    context = page_of(seen) | {
        "newest": newest,
        "is_old": newest is not None and newest.pk != version.pk,
        "decided": decided,
        "votes": votes_in_words(decided.tally) if decided else [],
        "notices": [] if newest is None else _notices(version),
        "reviews": _standing_for(version),
        "rewordings": [] if newest is None else _rewordings(seen),
        "letters_form": LettersForm(),
        "may_work": person is not None and rules.may_work_on(person, version.recommendation),
        "quote": citing.sentence(seen),
        "cite": citing.citation(seen),
        "description": seen.plain("because"),
        "address": citing.address_of(version),
        "used": lines,
        "our_line": next((one for one in lines if one.organisation.pk in ours), None),
        "all_open": request.GET.get("layers") == "open",
        "results": results(version.recommendation) if newest else None,
        "works_here": bool(ours),
        "may_start": version.recommendation.state in STANDING
        and (not ours or bool(ours.keys() - {one.organisation.pk for one in lines})),
    }
    status = more.pop("status", 200)
    return render(request, "web/recommendations/one.html", context | more, status=status)


def _standing_for(version: Version) -> list[VersionReview]:
    """Who approved this very wording, by name."""
    said = version.reviews.filter(of_revision=version.revision, says=VersionReview.Says.APPROVE)
    return list(said.select_related("by").order_by("at", "pk"))


def _rewordings(found: Whole) -> list[dict[str, Any]]:
    """Whoever reads a translation sees that it was changed, and what it said before."""
    if found.texts.language == found.texts.source:
        return []
    return [
        {
            "change": one,
            "texts": [
                (slot_name(slot), said(before, found.known), said(now, found.known))
                for slot, before, now in one.pairs
            ],
        }
        for one in rewordings_of(found.version, found.texts.language)
    ]


def _notices(version: Version) -> list[Notice]:
    return list(notices_of(version))


def to_work(number: int) -> HttpResponseRedirect:
    """Back to the researchers' page."""
    return HttpResponseRedirect(reverse("recommendations:work", args=[number]))


def language_now() -> str:
    """Of the page."""
    return get_language() or "en"
