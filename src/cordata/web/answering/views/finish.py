"""The code of one's own, sending, and the end."""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from cordata.surveys.actions.answering import NotOpenYet, RoundOver, send_answers
from cordata.surveys.queries.answering import is_linked
from cordata.surveys.queries.codes import is_whole
from cordata.web.answering.place import Place
from cordata.web.answering.views.pages import LINK_PARTS
from cordata.web.doors import public


@csrf_exempt
@public
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, token: str) -> HttpResponse:
    """Send the answers; before, where rounds are compared, a code that only oneself knows."""
    place = Place(request, token)
    if not place.is_open:
        sent = place.sheet is not None and place.sheet.is_finished
        return place.to("end") if sent else place.refuse("end")
    if place.sheet is None:
        return place.refuse("intro")
    if request.method == "POST":
        return _send(place)
    return _page(place, [])


def _page(place: Place, own: list[str], *, half: bool = False) -> HttpResponse:
    pages = place.asked().pages
    context = {
        "own": own,
        "half": half,
        "has_faults": half,
        "is_linked": is_linked(place.invited.round),
        "back": place.address("page", len(pages)),
        "signed": place.key.signed,
        "receipt": uuid4(),
        "saved_at": place.key.saved_at,
    }
    return place.show("code.html", context, 422 if half else 200)


def _send(place: Place) -> HttpResponse:
    posted = place.request.POST
    link = [posted.get(name, "") for name in LINK_PARTS] if posted.get("go") == "code" else []
    if any(link) and not is_whole(link):
        return _page(place, link, half=True)  # once sent, nobody can add it
    try:
        send_answers(place.token, place.key.receipt, link=link)
    except (RoundOver, NotOpenYet):
        # Closed this very moment: the end page says what happens to what was begun.
        return place.refuse("end")
    return place.to("end")


@public
@require_GET
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Thank you; or what happens to what was begun when the day has passed."""
    place = Place(request, token)
    if place.is_open:
        return place.to("intro")
    return place.show("end.html", {"sheet": place.sheet})
