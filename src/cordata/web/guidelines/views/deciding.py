"""Another person looks, and a guideline is published: at once, on its day, or not yet."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.documents.queries import newest_revision
from cordata.guidance.actions import guidelines as actions
from cordata.guidance.models import Edition, Guideline
from cordata.guidance.queries.guidelines import editions_of, on_its_way
from cordata.guidance.rules.guidelines import may_review_edition, may_write_guideline
from cordata.web.guidelines.forms import AskForm, DecideForm
from cordata.web.guidelines.views.find import guideline_worked_on
from cordata.web.guidelines.views.writing import work_page
from cordata.web.requests import Request, allow


@require_POST
def ask(request: Request, slug: str) -> HttpResponse:
    """Ask another to look at the newest draft of the original."""
    guideline = guideline_worked_on(request, slug)
    allow(may_write_guideline(request.user, guideline))
    is_first = not editions_of(guideline).exists()
    form = AskForm(request.POST, is_first=is_first)
    newest = newest_revision(guideline.text, guideline.text.original_language)
    if newest is None or not form.is_valid():
        return work_page(request, guideline, ask=form, status=422)
    given = form.cleaned_data
    try:
        actions.ask_for_review(
            guideline, newest, large=bool(given.get("large")), changed=given.get("changed", ""),
            by=request.user,
        )  # fmt: skip
    except actions.OnItsWay:
        messages.info(request, _("Somebody asked for it already."))
    except actions.NothingNew:
        messages.error(request, _("Nothing in it is other than what is published."))
    except actions.NotWhole as missing:
        messages.error(request, _missing(missing))
    else:
        messages.success(request, _("Asked. Another person of the programme looks at it now."))
    return redirect("guidelines:work", slug)


@require_POST
def decide(request: Request, slug: str) -> HttpResponse:
    """Publish it, give it its day, or send it back."""
    guideline = guideline_worked_on(request, slug)
    edition = _waiting(guideline)
    allow(may_review_edition(request.user, edition))
    form = DecideForm(request.POST)
    if not form.is_valid():
        return work_page(request, guideline, decide=form, status=422)
    if form.cleaned_data["edition"] != edition.public_id:
        messages.error(
            request, _("It was changed meanwhile. Please read it again, then decide.")
        )
        return redirect("guidelines:work", slug)
    try:
        words = _decided(edition, form.cleaned_data, request)
    except actions.DecidedAlready:
        messages.info(request, _("Somebody decided on it before you."))
    except actions.NotWhole as missing:
        messages.error(request, _missing(missing))
    else:
        messages.success(request, words)
    return redirect("guidelines:work", slug)


@require_POST
def call_off(request: Request, slug: str) -> HttpResponse:
    """Take it back before it is published."""
    guideline = guideline_worked_on(request, slug)
    edition = _waiting(guideline)
    allow(may_write_guideline(request.user, guideline))
    try:
        actions.call_off(edition, by=request.user)
    except actions.DecidedAlready:
        messages.info(request, _("Somebody decided on it before you."))
    else:
        messages.success(request, _("Taken back. Write on."))
    return redirect("guidelines:work", slug)


@require_POST
def add_language(request: Request, slug: str, language: str) -> HttpResponse:
    """Publish a translation with the edition that holds now."""
    guideline = guideline_worked_on(request, slug)
    edition = editions_of(guideline).first()
    revision = newest_revision(guideline.text, language)
    if edition is None or revision is None or language == guideline.text.original_language:
        raise Http404
    edition.guideline = guideline
    try:
        actions.publish_translation(edition, revision, by=request.user)
    except actions.OtherOriginal:
        messages.error(
            request,
            _("It translates an older text. Look at what has changed, then save it again."),
        )
    except actions.NotWhole as missing:
        messages.error(request, _missing(missing))
    else:
        messages.success(request, _("Published in this language, too."))
    return redirect("guidelines:work", slug)


def _waiting(guideline: Guideline) -> Edition:
    found = on_its_way(guideline)
    if found is None:
        raise Http404
    found.guideline = guideline
    return found


def _decided(edition: Edition, given: dict[str, Any], request: Request) -> str:
    remark = given["remark"]
    if given["says"] == "back":
        actions.send_back(edition, remark=remark, by=request.user)
        return _("Sent back.")
    actions.approve_edition(edition, remark=remark, due_at=given["due_at"], by=request.user)
    if edition.state == Edition.State.SCHEDULED:
        return _("It will be published on its day.")
    return _("Published. Its address stays for good.")


def _missing(missing: actions.NotWhole) -> str:
    return _("There is no %(words)s that could be shown here.") % {"words": missing.words}
