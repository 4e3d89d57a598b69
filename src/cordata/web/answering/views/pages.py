"""Five statements a page, saved at each step; or all of them on one page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cordata.analysis.forms.logic import Fault
from cordata.surveys.actions import answering as actions
from cordata.surveys.models import Invited
from cordata.surveys.queries.answering import Asked, all_of, is_linked
from cordata.surveys.queries.codes import resume_code, sheet_number
from cordata.web.answering.place import Place
from cordata.web.answering.reading import asked_on, read
from cordata.web.answering.sheets import Key, hold, receipt_of, time_at
from cordata.web.answering.showing import heading_of, next_page, reached, shown, shown_at_once
from cordata.web.doors import public

LINK_PARTS = ("code1", "code2", "code3", "code4")


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """One page of statements. What is chosen is saved, whichever button is pressed."""
    if request.method == "POST":
        return _save(request, token, number)
    place = Place(request, token)
    if not place.is_open:
        return place.to("end")
    if place.sheet is None and place.invited.round.needs_slips:
        return place.to("intro")
    asked = place.asked()
    furthest = reached(asked.pages, _seen(place))
    if number > furthest:
        return place.to("page", furthest)
    return _page(place, asked, number, place.answers, {})


def _page(
    place: Place,
    asked: Asked,
    number: int,
    answers: Mapping[str, Any],
    faults: Mapping[str, Fault],
    status: int = 200,
) -> HttpResponse:
    questions = asked.pages[number - 1] if asked.pages else []
    # Sent late, a page must not overwrite what a later one said.
    turn = place.sheet.turn if place.sheet else 0
    context = {
        "number": number,
        "total": len(asked.pages),
        "heading": heading_of(asked.form, questions, place.language),
        "questions": shown(asked.form, questions, answers, faults, place.language),
        "has_faults": bool(faults),
        "asked": ",".join(asked_on(questions)),
        "turn": turn,
        "receipt": uuid4(),
        "saved_at": place.key.saved_at if place.sheet else "",
        "back": number > 1,
        "is_last": number == len(asked.pages),
        "is_linked": is_linked(place.invited.round),
    }
    response = place.show("page.html", context, status)
    if place.key.is_new:
        hold(response, place.token, place.key.receipt, shared=place.is_shared)
    return response


def _save(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """Save first; then go on, back, elsewhere, or into another language."""
    place = Place(request, token)
    go = request.POST.get("go", "next")
    saved = _saved(place, place.key.receipt, page=number, strict=go == "next")
    if isinstance(saved, HttpResponse):
        return saved
    asked = place.asked()
    if saved.faults:
        number = min(number, len(asked.pages))
        return _page(place, asked, number, saved.given, saved.faults, 422)
    return _held(place, _gone(place, asked, number, go))


def _saved(place: Place, receipt: UUID, **how: Any) -> actions.Saved | HttpResponse:
    """What was saved; or where to go, if nothing can be."""
    posted = place.request.POST
    try:
        saved = actions.save_answers(
            place.token,
            receipt,
            read(posted),
            language=place.language,
            turn=_number(posted.get("turn", "")),
            **how,
        )
    except Invited.DoesNotExist as no_such_link:
        raise Http404 from no_such_link
    except actions.SlipNeeded:
        return place.refuse("intro")
    except (actions.RoundOver, actions.NotOpenYet):
        return place.refuse("end")
    except actions.AlreadySent:
        return hold(place.to("end"), place.token, receipt, shared=place.is_shared)
    place.key = Key(receipt, is_new=False)
    place.sheet, place.invited = saved.sheet, saved.sheet.invited
    return saved


def _gone(place: Place, asked: Asked, number: int, go: str) -> HttpResponse:
    if go == "later":
        return place.to("later")
    if go == "back":
        return place.to("page", max(number - 1, 1))
    if go.startswith("in-"):
        return place.to("page", number, language=_known(place, go.removeprefix("in-")))
    follows = next_page(asked.pages, _seen(place), number)
    return place.to("page", follows) if follows <= len(asked.pages) else place.to("code")


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def whole(request: HttpRequest, token: str) -> HttpResponse:
    """All statements on one page: for a line that drops, or a classroom without any.

    Those that depend on an answer too: nobody comes back to ask them.
    """
    place = Place(request, token)
    if request.method == "POST":
        return _send_whole(place)
    if not place.is_open:
        return place.to("end")
    if place.sheet is None and place.invited.round.needs_slips:
        return place.to("intro")
    return _whole(place, place.answers, {})


def _whole(
    place: Place, answers: Mapping[str, Any], faults: Mapping[str, Fault], status: int = 200
) -> HttpResponse:
    asked = all_of(place.invited)
    parts = [
        (
            heading_of(asked.form, questions, place.language),
            shown_at_once(asked.form, questions, answers, faults, place.language),
        )
        for questions in asked.pages
    ]
    context = {
        "parts": parts,
        "asked": ",".join(asked_on([one for page in asked.pages for one in page])),
        "has_faults": bool(faults),
        "turn": place.sheet.turn if place.sheet else 0,
        "receipt": place.request.POST.get("receipt") or uuid4(),
        "sheet": place.key.signed if place.sheet else "",
        "own": [place.request.POST.get(name, "") for name in LINK_PARTS],
        "is_linked": is_linked(place.invited.round),
    }
    return place.show("all.html", context, status)


def _send_whole(place: Place) -> HttpResponse:
    """A page that was kept on the device brings the number of its sheet along."""
    receipt = _whose(place)
    link = [place.request.POST.get(name, "") for name in LINK_PARTS]
    saved = _saved(place, receipt, page=1, send_with=link)
    if isinstance(saved, HttpResponse):
        return saved
    if saved.faults:
        return _whole(place, saved.given, saved.faults, 422)
    return _held(place, place.to("end"), receipt)


def _whose(place: Place) -> UUID:
    made = None if place.request.POST.get("sheet") else receipt_of(place.request)
    return sheet_number(place.token, made) if made else place.key.receipt


@public
@require_GET
def later(request: HttpRequest, token: str) -> HttpResponse:
    """Saved: how to go on, here or elsewhere."""
    place = Place(request, token)
    if not place.is_open:
        return place.to("end")
    if place.sheet is None:
        return place.to("intro")
    code = resume_code(place.sheet.receipt) if place.sheet.resume else ""
    number = reached(place.asked().pages, _seen(place))
    return place.show("later.html", {"code": code, "number": number})


def _seen(place: Place) -> set[str]:
    return set(place.sheet.turns) if place.sheet else set()


def _held(place: Place, response: HttpResponse, receipt: UUID | None = None) -> HttpResponse:
    saved_at = time_at(place.invited.round)
    whose = receipt or place.key.receipt
    return hold(response, place.token, whose, saved_at=saved_at, shared=place.is_shared)


def _known(place: Place, language: str) -> str:
    form = place.asked().form
    return language if language in form.languages else place.language


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0  # noqa: PLR2004 - no page is shown that often
