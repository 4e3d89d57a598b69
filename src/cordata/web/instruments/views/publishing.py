"""Look at what a draft would change, and publish it if nothing is in the way."""

from collections.abc import Mapping
from types import MappingProxyType

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.networks.actions.stale import ChangedBySomebody
from cordata.surveys.actions import instruments as actions
from cordata.surveys.models import Instrument, InstrumentVersion
from cordata.surveys.queries.instruments import Readiness, form_in, readiness
from cordata.web.instruments.changed import changes_in_words
from cordata.web.instruments.views.find import draft_in, editable
from cordata.web.instruments.words import (
    breach_in_words,
    in_sheet,
    lack_in_words,
    recoded_in_words,
)
from cordata.web.requests import Request


@require_http_methods(["GET", "POST"])
def publish(request: Request, instrument: str) -> HttpResponse:
    """Read every change; then publish exactly that."""
    which = editable(request, instrument)
    draft = draft_in(which)
    if request.method == "GET":
        return _page(request, which, draft)
    seen = request.POST.get("revision", "")
    try:
        actions.publish_version(
            draft, revision=int(seen) if seen.isdecimal() else 0, by=request.user
        )
    except actions.NotReady:
        return _page(request, which, draft, status=409)
    except ChangedBySomebody as changed:
        messages.error(request, _("Somebody has changed the draft since. Look at it again."))
        return _page(request, which, changed.now, status=409)
    messages.success(request, _("It is published. From now on it never changes."))
    return redirect("instruments:instrument", which.slug)


def obstacles(
    found: Readiness, rows: Mapping[str, tuple[str, int]] = MappingProxyType({})
) -> list[str]:
    """Everything that keeps a form from being published, in words.

    rows  sheet and row of what is named, if it comes from a workbook
    """
    said = [
        *((one.where, breach_in_words(one)) for one in found.breaches),
        *((name, recoded_in_words(name, number)) for name, _what, number in found.recoded),
        *((one.where, lack_in_words(one)) for one in found.lacks),
    ]
    return [in_sheet(words, *rows.get(where, ("", 0))) for where, words in said]


def _page(
    request: Request, which: Instrument, draft: InstrumentVersion, status: int = 200
) -> HttpResponse:
    found = readiness(which, form_in(draft))
    context = {
        "instrument": which,
        "draft": draft,
        **changes_in_words(found.changes),
        "labels": found.labels,
        "obstacles": obstacles(found),
        "is_ready": found.is_ready,
    }
    return render(request, "web/instruments/publish.html", context, status=status)
