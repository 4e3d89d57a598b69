"""What a claim rests on: tied and untied."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.documents.actions.files import FileRefused
from cordata.practices.actions.documenting import NotAtWork
from cordata.practices.actions.evidence import tie_evidence, untie_evidence
from cordata.web.documents.files import refusal_in_words
from cordata.web.practices.forms.tying import EvidenceForm
from cordata.web.practices.views.documenting import (
    edition_for_work,
    record_page,
)
from cordata.web.requests import Request


@require_POST
def tie(request: Request, prc: str) -> HttpResponse:
    """One more; whoever agreed before is asked again."""
    edition = edition_for_work(request, prc)
    form = EvidenceForm(request.POST, request.FILES, edition=edition)
    if form.is_valid():
        try:
            tie_evidence(edition, by=request.user, **form.facts())
        except FileRefused as refused:
            form.add_error("upload", refusal_in_words(refused.code))
        except NotAtWork:
            messages.info(request, _("It was published meanwhile."))
            return redirect("practices:record", prc)
        else:
            messages.success(request, _("Tied to its claim."))
            return redirect("practices:record", prc)
    return record_page(request, edition.practice, 422, form=form, evidence_form=form)


@require_POST
def untie(request: Request, prc: str, evd: str) -> HttpResponse:
    """It speaks for this no more."""
    edition = edition_for_work(request, prc)
    which = get_object_or_404(edition.evidence, public_id=evd)
    which.edition = edition
    try:
        untie_evidence(which, by=request.user)
        messages.success(request, _("Untied."))
    except NotAtWork:
        messages.info(request, _("It was published meanwhile."))
    return redirect("practices:record", prc)
