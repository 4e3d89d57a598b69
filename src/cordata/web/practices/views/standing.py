"""What only the school decides: agree, ask for changes, withdraw, take questions."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.networks.actions.stale import ChangedBySomebody
from cordata.practices.actions import agreeing, telling
from cordata.practices.actions.documenting import NotAtWork
from cordata.practices.models import Edition, Practice
from cordata.practices.queries.records import edition_at_work
from cordata.web.practices.forms.deciding import AgreeForm, ChangesForm, WithdrawForm
from cordata.web.practices.views.ours import page_of, practice_of
from cordata.web.requests import Request


@require_POST
def agree(request: Request, prc: str) -> HttpResponse:
    """By name, with the version that was read."""
    practice, edition = _asked(request, prc)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        return page_of(request, practice, 422, form=form, agree_form=form)
    try:
        version = form.cleaned_data["version"]
        agreeing.agree_with_record(edition, version=version, by=request.user)
        messages.success(request, _("Your school agrees. Now two people validate it."))
    except (ChangedBySomebody, NotAtWork):
        messages.info(request, _("The record was changed meanwhile. Please read it again."))
    return redirect("practices:our-practice", practice.public_id)


@require_POST
def ask_changes(request: Request, prc: str) -> HttpResponse:
    """What must be different before the school agrees."""
    practice, edition = _asked(request, prc)
    form = ChangesForm(request.POST)
    if not form.is_valid():
        return page_of(request, practice, 422, form=form, changes_form=form)
    try:
        agreeing.ask_for_changes(edition, by=request.user, **form.cleaned_data)
        messages.success(request, _("The researchers read what must change."))
    except (ChangedBySomebody, NotAtWork):
        messages.info(request, _("The record was changed meanwhile. Please read it again."))
    return redirect("practices:our-practice", practice.public_id)


@require_POST
def withdraw(request: Request, prc: str) -> HttpResponse:
    """At any time; the reason is read in its place."""
    practice = practice_of(request, prc)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page_of(request, practice, 422, form=form, withdraw_form=form)
    try:
        telling.withdraw_practice(practice, by=request.user, **form.cleaned_data)
        messages.success(request, _("Taken back. Nobody reads it any more."))
    except telling.WithdrawnAlready:
        messages.info(request, _("A colleague has taken it back before."))
    return redirect("practices:our-practice", practice.public_id)


@require_POST
def take_questions(request: Request, prc: str) -> HttpResponse:
    """Open the door to messages, or close it."""
    practice = practice_of(request, prc)
    takes = request.POST.get("takes") == "yes"
    telling.set_takes_questions(practice, takes=takes, by=request.user)
    messages.success(request, _("Saved."))
    return redirect("practices:our-practice", practice.public_id)


def _asked(request: Request, prc: str) -> tuple[Practice, Edition]:
    """One of ours, and its edition at work; else 404."""
    practice = practice_of(request, prc)
    edition = edition_at_work(practice)
    if edition is None or practice.withdrawn_at is not None:
        raise Http404
    edition.practice = practice
    return practice, edition
