"""Check and publish: the letters and what becomes public first, then one button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cordata.clusters import rules
from cordata.clusters.actions import publishing
from cordata.clusters.actions.stale import AlreadyPublished, ChangedMeanwhile
from cordata.clusters.models import Draft
from cordata.clusters.queries.letters import letters_about, tied_by
from cordata.clusters.queries.shown import show_plan
from cordata.web.clusters.conflict import show_conflict, show_published
from cordata.web.clusters.views.find import draft_of, version_in
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def publish(request: Request, cc: str, draft: str) -> HttpResponse:
    """See what will be sent and shown; then publish, once."""
    which = draft_of(request.user, cc, draft)
    allow(rules.may_publish(request.user, which))
    if which.state == Draft.State.PUBLISHED or which.chosen is None:
        return show_published(request, cc, which)
    if request.method == "POST":
        return _publish(request, cc, which)
    letters = letters_about(tied_by(which.chosen), by=request.user)
    context = {
        "cc": cc,
        "draft": which,
        "cohort": which.cohort,
        "letters": letters,
        "shown": show_plan(which.chosen),
    }
    return render(request, "web/clusters/publish.html", context)


def _publish(request: Request, cc: str, draft: Draft) -> HttpResponse:
    version = version_in(request.POST.get("version"))
    try:
        publication = publishing.publish_plan(draft, version=version, by=request.user)
    except ChangedMeanwhile as changed:
        return show_conflict(request, cc, draft, changed)
    except AlreadyPublished:
        return show_published(request, cc, draft)
    except publishing.NothingToPublish:
        messages.info(request, _("No school would be tied by this plan."))
        return redirect("clusters:draft", cc, draft.public_id)
    except publishing.NotProven:
        messages.error(
            request, _("The check found that this plan breaks a rule. Compute again.")
        )
        return redirect("clusters:draft", cc, draft.public_id)
    count = publication.clusters.count()
    sentence = ngettext(
        "%(number)d cluster is published. You can undo this for 10 minutes.",
        "%(number)d clusters are published. You can undo this for 10 minutes.",
        count,
    )
    messages.success(request, sentence % {"number": count})
    return redirect("clusters:coordinated", cc)


@require_POST
def undo(request: Request, cc: str, draft: str) -> HttpResponse:
    """Take a publication back while it is young."""
    which = draft_of(request.user, cc, draft)
    publication = getattr(which, "publication", None)
    if publication is None:
        return redirect("clusters:draft", cc, which.public_id)
    allow(rules.may_undo(request.user, publication))
    try:
        publishing.undo_publication(publication, by=request.user)
    except publishing.TooLate:
        messages.info(request, _("The ten minutes are over; the letters are out."))
        return redirect("clusters:coordinated", cc)
    except AlreadyPublished:
        messages.info(request, _("A newer plan stands on these clusters."))
        return redirect("clusters:coordinated", cc)
    messages.success(request, _("Undone. No letter was sent; the draft is a draft again."))
    return redirect("clusters:draft", cc, which.public_id)
