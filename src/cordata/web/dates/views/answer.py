"""The page behind the links of an invitation: one button; opening it changes nothing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions import dates as actions
from cordata.cycles.actions.activities import NotInTheCluster, ToldAlready
from cordata.cycles.models import Answer
from cordata.cycles.queries.activities import ends_at
from cordata.cycles.queries.answers import Asked, asked_by
from cordata.cycles.queries.zones import city, zone_beside
from cordata.web.dates.forms import AnswerForm
from cordata.web.doors import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Whoever holds the link answers for the school it was sent to.

    School mail filters open every link: only the button, which posts, answers.
    """
    asked = asked_by(token)
    if asked is None:
        return render(request, "web/dates/answer_over.html", status=404)
    if request.method != "POST":
        return _page(request, asked, AnswerForm(initial=_begun(request, asked)))
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, asked, form, status=422)
    try:
        actions.answer_activity(
            asked.activity, asked.participation, by=asked.person, **form.cleaned_data
        )
    except (ToldAlready, NotInTheCluster, actions.TooLate):
        return _page(request, asked, form, status=409)
    return redirect("dates:answer", token)


def _given(asked: Asked) -> Answer | None:
    """What the school has said to this date."""
    of_now = asked.activity.answers.filter(starts_at=asked.activity.starts_at)
    return (
        of_now.filter(participation=asked.participation).select_related("answered_by").first()
    )


def _begun(request: HttpRequest, asked: Asked) -> dict[str, str]:
    """The box that the link names is ticked, else what was said before."""
    given = _given(asked)
    begun = {"says": given.says, "sentence": given.sentence} if given else {}
    if (say := request.GET.get("say")) in Answer.Says.values:
        begun["says"] = str(say)
    return begun


def _page(
    request: HttpRequest, asked: Asked, form: AnswerForm, status: int = 200
) -> HttpResponse:
    activity = asked.activity
    zone = activity.cluster.cohort.country.time_zone
    school = asked.participation.school
    readers = zone_beside(school.country, activity.cluster, activity.starts_at)
    over = activity.told_at or activity.cancelled_at or activity.starts_at <= timezone.now()
    context: dict[str, Any] = {
        "activity": activity,
        "school": school,
        "ends_at": ends_at(activity),
        "zone": zone,
        "readers_zone": readers,
        "readers_city": city(readers),
        "given": _given(asked),
        "over": over,
        "form": form,
    }
    return render(request, "web/dates/answer.html", context, status=status)
