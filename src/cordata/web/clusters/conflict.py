"""Another coordinator was faster: show both versions, and both ways on."""

from django.http import HttpResponse
from django.shortcuts import render

from cordata.accounts.queries import names_of
from cordata.clusters.actions.stale import ChangedMeanwhile
from cordata.clusters.models import Draft
from cordata.clusters.queries.compare import differences
from cordata.history.queries import search_entries
from cordata.web.requests import Request

SHOWN = 5


def show_conflict(
    request: Request, cc: str, mine: Draft, changed: ChangedMeanwhile
) -> HttpResponse:
    """What I wanted on the draft I saw, and what has happened since."""
    theirs = changed.draft
    differ = []
    if mine.chosen and theirs.chosen and mine.pk != theirs.pk:
        differ = differences(mine.chosen, theirs.chosen)
    lines = search_entries(scope=f"country:{mine.cohort.country_id}").exclude(by="")[:SHOWN]
    context = {
        "cc": cc,
        "cohort": mine.cohort,
        "mine": mine,
        "theirs": theirs,
        "differences": differ,
        "lines": lines,
        "names": names_of(line.by for line in lines),
        "posted": {
            name: value
            for name, value in request.POST.items()
            if name not in {"csrfmiddlewaretoken", "version"}
        },
        "again": request.path.replace(mine.public_id, theirs.public_id),
    }
    return render(request, "web/clusters/conflict.html", context, status=409)


def show_published(request: Request, cc: str, draft: Draft) -> HttpResponse:
    """The draft has become clusters meanwhile: say so, and where they are."""
    context = {"cc": cc, "cohort": draft.cohort, "draft": draft}
    return render(request, "web/clusters/published.html", context, status=409)
