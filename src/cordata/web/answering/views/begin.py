"""The first page, going on elsewhere by code, and the next person at a shared device."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from cordata.surveys.actions.answering import NotOpenYet, RoundOver, SlipUsed, open_by_slip
from cordata.surveys.models import Invited
from cordata.surveys.queries.answering import questions_of, sheet_to_resume
from cordata.web.answering.limits import count_miss, may_try
from cordata.web.answering.place import Place
from cordata.web.answering.readers import who_sees
from cordata.web.answering.sheets import hold, let_go
from cordata.web.doors import public

# Nothing here acts in the name of somebody who is signed in, so nothing can be forged: what
# a form may do, it may do by the signed number that it carries.
SECONDS_EACH = 18


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def intro(request: HttpRequest, token: str, code: str = "") -> HttpResponse:
    """What it is for and who sees what; then begin, with a slip where slips are used."""
    place = Place(request, token)
    if request.method == "POST":
        return _open(place, request.POST.get("code", ""))
    if place.is_shared:
        return let_go(_intro(place, code, goes_on=False), token)
    return _intro(place, code, goes_on=place.sheet is not None)


def _open(place: Place, code: str) -> HttpResponse:
    """One slip, one sheet; a wrong one keeps nobody else out."""
    try:
        open_by_slip(place.token, place.key.receipt, code, language=place.language)
    except Invited.DoesNotExist as no_such_link:
        raise Http404 from no_such_link
    except SlipUsed:
        wrong = _("This code is not right, or it has been used. Ask for another slip.")
        return _intro(place, code, wrong=wrong, status=422)
    except (RoundOver, NotOpenYet):
        return place.to("intro")
    return _held(place, place.to("page", 1), place.key.receipt)


def _intro(
    place: Place, code: str, *, goes_on: bool = False, wrong: str = "", status: int = 200
) -> HttpResponse:
    questions = list(questions_of(place.invited).values())
    asked = [one for one in questions if one.kind not in {"note", "calculate"}]
    context = {
        "code": code,
        "wrong": wrong,
        "sheet": place.sheet if goes_on else None,
        "signed": place.key.signed,
        "who_sees": who_sees(place.invited.round, questions),
        "minutes": max(2, round(len(asked) * SECONDS_EACH / 60)),
        "needs_slip": place.invited.round.needs_slips,
    }
    return place.show("intro.html", context, status)


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def go_on(request: HttpRequest, token: str) -> HttpResponse:
    """Six characters from another device."""
    place = Place(request, token)
    if place.is_over or place.is_waiting:
        return place.to("intro")  # which says so: closed, no code is known any more
    if request.method == "GET":
        return place.show("go_on.html", {})
    code = request.POST.get("code", "")
    if not may_try(token):
        return place.show("go_on.html", {"wrong": _wait(), "code": code}, 429)
    sheet = sheet_to_resume(place.invited, code)
    if sheet is None:
        count_miss(token)
        wrong = _("No answers wait under this code. Look again, or begin anew.")
        return place.show("go_on.html", {"wrong": wrong, "code": code}, 422)
    return _held(place, place.to("page", max(sheet.page, 1)), sheet.receipt)


@csrf_exempt
@public
@require_POST
def next_person(request: HttpRequest, token: str) -> HttpResponse:
    """Clear the device for whoever comes next."""
    return let_go(Place(request, token).to("intro"), token)


def _held(place: Place, response: HttpResponse, receipt: UUID) -> HttpResponse:
    return hold(response, place.token, receipt, shared=place.is_shared)


def _wait() -> str:
    return _("Too many codes were wrong. Try again in an hour, or go on where you began.")
