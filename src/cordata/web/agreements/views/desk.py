"""One cluster's agreement for its coordinator: propose it, follow it, record paper."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters import rules
from cordata.clusters.actions import agreements
from cordata.clusters.models import AgreementTemplate, Cluster, Signature
from cordata.clusters.queries.agreements import (
    agreement_of,
    heads_of,
    newcomers,
    newest_template,
    parties_of,
    signatures_of,
)
from cordata.documents.actions.files import FileRefused
from cordata.web.agreements.forms import (
    AskAgainForm,
    CancelForm,
    PaperForm,
    ProposeForm,
    SignForm,
)
from cordata.web.agreements.pdf import pdf_of
from cordata.web.clusters.views.find import cluster_of
from cordata.web.documents.files import read_upload, refusal_in_words, served
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def show(request: Request, cc: str, cluster: str) -> HttpResponse:
    """The agreement with its signatures; if there is none, the form that proposes one."""
    which = _cluster(request, cc, cluster)
    agreement = agreement_of(which)
    context: dict[str, Any] = {"cc": cc, "cluster": which, "agreement": agreement}
    if agreement:
        context |= {
            "signatures": signatures_of(agreement),
            "newcomers": newcomers(agreement),
            "paper_form": PaperForm(),
            "cancel_form": CancelForm(),
            "sign_form": SignForm(),
        }
        return render(request, "web/agreements/agreement.html", context)
    template = newest_template(which.cohort.country)
    if template is None:
        return render(request, "web/agreements/propose.html", context)
    form = _propose_form(request, which, template)
    if request.method == "POST" and form.is_valid():
        return _propose(request, cc, which, template, form)
    context |= {"template": template, "form": form}
    status = 422 if form.errors else 200
    return render(request, "web/agreements/propose.html", context, status=status)


def _cluster(request: Request, cc: str, cluster: str) -> Cluster:
    which = cluster_of(request.user, cc, cluster)
    allow(rules.may_change(request.user, which))
    return which


def _propose_form(
    request: Request, cluster: Cluster, template: AgreementTemplate
) -> ProposeForm:
    parties = parties_of(cluster, template)
    emails = {f"email:{key}": email for key, email in heads_of(parties).items()}
    cohort = cluster.cohort
    return ProposeForm(
        request.POST if request.method == "POST" else None,
        languages=list(template.texts),
        parties=parties,
        initial={
            "starts_on": max(cohort.starts_on, dt.date.today()),
            "ends_on": cohort.ends_on,
            **emails,
        },
    )


def _propose(
    request: Request, cc: str, cluster: Cluster, template: AgreementTemplate, form: ProposeForm
) -> HttpResponse:
    given = form.cleaned_data
    try:
        agreements.propose_agreement(
            cluster,
            template,
            language=given["language"],
            starts_on=given["starts_on"],
            ends_on=given["ends_on"],
            emails=form.emails(),
            by=request.user,
        )
    except agreements.AgreedAlready:
        messages.info(request, _("Somebody proposed an agreement meanwhile. Here it is."))
    else:
        messages.success(request, _("The agreement is proposed. The links are on their way."))
    return redirect("agreements:agreement", cc, cluster.public_id)


@require_POST
def change_party(request: Request, cc: str, cluster: str, signature: str) -> HttpResponse:
    """Sign for the authority, ask a school again, or record its paper."""
    which = _cluster(request, cc, cluster)
    party = _party(which, signature)
    try:
        if "ask" in request.POST:
            _ask_again(request, party)
        elif "paper" in request.POST:
            _record_paper(request, party)
        else:
            _sign(request, party)
    except agreements.AnsweredAlready:
        messages.info(request, _("This was answered already."))
    return redirect("agreements:agreement", cc, which.public_id)


def _party(cluster: Cluster, signature: str) -> Signature:
    parties = Signature.objects.filter(agreement__cluster=cluster)
    return get_object_or_404(
        parties.select_related("agreement__cluster__cohort", "participation__school"),
        public_id=signature,
    )


def _ask_again(request: Request, party: Signature) -> None:
    form = AskAgainForm(request.POST)
    if not form.is_valid() or party.participation is None:
        messages.error(request, _("Write an e-mail address."))
        return
    agreements.ask_again(party, by=request.user, **form.cleaned_data)
    messages.success(request, _("A new link is on its way; the old one is void."))


def _record_paper(request: Request, party: Signature) -> None:
    form = PaperForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("Choose the file, and write who signed."))
        return
    file = form.cleaned_data["file"]
    try:
        agreements.record_paper(
            party,
            read_upload(file),
            name=file.name,
            signed_as=form.cleaned_data["signed_as"],
            by=request.user,
        )
    except FileRefused as refused:
        messages.error(request, refusal_in_words(refused.code))
    else:
        messages.success(request, _("The signed paper is recorded."))


def _sign(request: Request, party: Signature) -> None:
    form = SignForm(request.POST)
    if party.participation is not None:  # schools sign for themselves
        raise Http404
    if not form.is_valid() or not form.cleaned_data["signed_as"]:
        messages.error(request, _("Write your name and office to sign."))
        return
    agreements.sign(party, signed_as=form.cleaned_data["signed_as"], by=request.user)
    messages.success(request, _("Signed."))


@require_POST
def cancel(request: Request, cc: str, cluster: str) -> HttpResponse:
    """End the agreement; then another can be proposed."""
    which = _cluster(request, cc, cluster)
    agreement, form = agreement_of(which), CancelForm(request.POST)
    if agreement is None:
        raise Http404
    if not form.is_valid():
        messages.error(request, _("Say why it ends."))
        return redirect("agreements:agreement", cc, which.public_id)
    try:
        agreements.cancel_agreement(agreement, by=request.user, **form.cleaned_data)
        messages.success(request, _("The agreement is cancelled. It stays in the record."))
    except agreements.AnsweredAlready:
        messages.info(request, _("This was answered already."))
    return redirect("agreements:agreement", cc, which.public_id)


@require_GET
def pdf(request: Request, cc: str, cluster: str) -> HttpResponse:
    """The agreement with its signatures as PDF."""
    return pdf_of(agreement_of(_cluster(request, cc, cluster)))


@require_GET
def paper(request: Request, cc: str, cluster: str, signature: str) -> HttpResponse:
    """The scan of what a school signed."""
    party = _party(_cluster(request, cc, cluster), signature)
    if not party.file:
        raise Http404
    return served(party.file)
