"""The coordinator's side: assessors, ranking, overrides."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cordata.analysis.selection.ranking import Ranked
from cordata.analysis.selection.sensitivity import Turn
from cordata.calls import rules
from cordata.calls.actions import assessing, deciding
from cordata.calls.models import Application, Call
from cordata.calls.queries.applications import applications_with
from cordata.calls.queries.assessing import assessors_of, progress_of
from cordata.calls.queries.clock import Phase, phase
from cordata.calls.queries.ranking import Ranking, list_keys, lists_of
from cordata.web.calls.views.find import call_of
from cordata.web.requests import Request, allow, posted
from cordata.web.selection.forms import AssessorForm
from cordata.web.templatetags.cordata import named

Row = dict[str, Any]
PAGE = 25
MANY = 200  # applications; more are shown one list at a time


@require_http_methods(["GET", "POST"])
def assessors(request: Request, cc: str, call: str) -> HttpResponse:
    """Who assesses, and how far they are."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    form = AssessorForm(posted(request), initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        assessing.name_assessor(which, by=request.user, **form.cleaned_data)
        messages.success(request, _("Named. A letter is on its way."))
        return redirect("selection:assessors", cc, which.public_id)
    context = {
        "cc": cc,
        "call": which,
        "form": form,
        "assessors": assessors_of(which),
        "progress": progress_of(which),
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/assessors.html", context, status=status)


@require_POST
def change_assessor(request: Request, cc: str, call: str, assessor: str) -> HttpResponse:
    """Remind somebody who has not given all, or give those schools to others."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    one = get_object_or_404(
        which.assessors.filter(left_at=None).select_related("person", "call__cohort"),
        public_id=assessor,
    )
    if "release" in request.POST:
        count = assessing.release_assessor(one, by=request.user)
        text = ngettext(
            "%(name)s assesses no more; %(number)d school goes to others.",
            "%(name)s assesses no more; %(number)d schools go to others.",
            count,
        )
    else:
        count = assessing.remind_assessor(one, by=request.user)
        text = ngettext(
            "%(name)s is reminded of %(number)d school.",
            "%(name)s is reminded of %(number)d schools.",
            count,
        )
    messages.success(request, text % {"name": one.person.name, "number": count})
    return redirect("selection:assessors", cc, which.public_id)


@require_POST
def assign(request: Request, cc: str, call: str) -> HttpResponse:
    """Share the applications out."""
    which = call_of(request.user, cc, call)
    count = assessing.assign(which, by=request.user)
    text = ngettext(
        "%(number)d assessment is given out.", "%(number)d assessments are given out.", count
    )
    messages.success(request, text % {"number": count})
    return redirect("selection:assessors", cc, which.public_id)


@require_http_methods(["GET", "POST"])
def ranking(request: Request, cc: str, call: str) -> HttpResponse:
    """Ranked and reserve list per stratum and role; then a draft of the decision."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    if request.method == "POST":
        return _prepare(request, cc, which)
    progress, keys = progress_of(which), list_keys(which)
    # A large call shows one list at a time; a small one all of them.
    usual = keys[0][0] if keys and progress.applications > MANY else ""
    wanted = request.GET.get("list", usual)
    shown = (wanted and lists_of(which, only=wanted)) or lists_of(which)
    names = {one.public_id: named(one.names) for one in which.criteria.all()}
    number = request.GET.get("page") if len(shown) == 1 else 1
    selections = list(which.selections.defer("ranking", "draw").order_by("-made_at"))
    pages = [Paginator(_in_order(one), PAGE).get_page(number) for one in shown]
    context = {
        "cc": cc,
        "call": which,
        "lists": _lists(shown, pages, names),
        "wanted": wanted,
        "keys": keys if progress.applications > MANY or wanted else [],
        "has_ended": phase(which) == Phase.CLOSED,
        "unassessed": progress.unassessed,
        "selections": selections,
        "is_decided": any(one.decided_at for one in selections),
    }
    return render(request, "web/selection/ranking.html", context)


def _in_order(ranking: Ranking) -> list[Ranked]:
    """By rank; after a draw as they were drawn."""
    if not ranking.drawn:
        return ranking.ranked
    drawn = [*ranking.result.accepted, *ranking.result.waiting]
    order = {key: at for at, key in enumerate(drawn)}
    return sorted(ranking.ranked, key=lambda one: order[one.key])


def _lists(
    shown: list[Ranking], pages: list[Any], names: dict[str, str]
) -> list[tuple[Ranking, Any, list[Row]]]:
    """Each list with its rows; schools are read for these and their rivals, once for all."""
    turns = [
        one.turns([each.key for each in page]) for one, page in zip(shown, pages, strict=True)
    ]
    keys = [
        one.applications[number]
        for one, page, of_list in zip(shown, pages, turns, strict=True)
        for number in {each.key for each in page} | {each.rival for each in of_list.values()}
    ]
    applications = applications_with(keys)
    return [
        (one, page, _rows(one, page, of_list, applications, names))
        for one, page, of_list in zip(shown, pages, turns, strict=True)
    ]


def _rows(
    ranking: Ranking,
    shown: Iterable[Ranked],
    turns: dict[str, Turn],
    applications: dict[str, Application],
    names: dict[str, str],
) -> list[Row]:
    state = dict.fromkeys(ranking.result.accepted, "accepted")
    state |= dict.fromkeys(ranking.result.edge, "edge")
    return [
        {
            "application": applications[one.key],
            "ranked": one,
            "score": float(one.score),
            "state": state.get(one.key, "reserve"),
            "turn": _turn(turns.get(one.key), ranking, applications, names),
        }
        for one in shown
    ]


def _turn(
    turn: Turn | None,
    ranking: Ranking,
    applications: dict[str, Application],
    names: dict[str, str],
) -> str:
    """How far the weights would have to move for another result."""
    if turn is None:
        everybody = len(ranking.ranked) <= ranking.places
        return "" if everybody else _("No weights would turn this.")
    rival = applications[turn.rival].school.name
    if turn.points == 0:
        return _("Level with %(rival)s.") % {"rival": rival}
    return _("Turns against %(rival)s if %(points)s points went to “%(criterion)s”.") % {
        "rival": rival,
        "points": round(float(turn.points), 1),
        "criterion": names.get(turn.given, turn.given),
    }


def _prepare(request: Request, cc: str, call: Call) -> HttpResponse:
    try:
        selection = deciding.prepare(call, by=request.user)
    except deciding.TooEarly:
        messages.error(
            request, _("The call has not ended, or a school has not been assessed yet.")
        )
        return redirect("selection:ranking", cc, call.public_id)
    except deciding.DecidedAlready:
        messages.error(request, _("This call is decided."))
        return redirect("selection:ranking", cc, call.public_id)
    return redirect("selection:selection", cc, selection.public_id)
