"""Start a cluster: the door that is open all year, in every country that has one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_GET

from cordata.calls.models import Call
from cordata.calls.queries.calls import open_calls
from cordata.calls.queries.clock import Phase, phase
from cordata.documents.queries.texts import Text, texts_for
from cordata.networks.queries import public_countries
from cordata.web.doors import public


@public
@require_GET
def start(request: HttpRequest) -> HttpResponse:
    """How schools form a cluster of their own, and where to begin."""
    calls = [one for one in open_calls() if phase(one) == Phase.OPEN]
    doors = {one.cohort.country_id: one for one in calls if one.is_open_door}
    dated = {
        one.cohort.country_id: one
        for one in reversed(calls)
        if not one.is_open_door and one.takes_ready_clusters
    }
    texts = texts_for([one.text for one in (*doors.values(), *dated.values())], _language())
    rows = [
        (country, _named(doors.get(country.pk), texts), _named(dated.get(country.pk), texts))
        for country in public_countries()
    ]
    rows.sort(key=lambda row: (row[1] is None, row[2] is None, row[0].name))
    return render(request, "web/calls/start.html", {"rows": rows})


def _named(call: Call | None, texts: dict[int, Text]) -> tuple[Call, str] | None:
    if call is None:
        return None
    text = texts.get(call.text_id)
    return call, text.title if text else call.reference


def _language() -> str:
    return translation.get_language() or "en"
