"""A party's own page behind its link: read, then sign or say why not; the PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.clusters import rules
from cordata.clusters.actions import agreements
from cordata.clusters.models import Signature
from cordata.clusters.queries.agreements import agreement_of, signature_with, signatures_of
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.web.agreements.forms import SignForm
from cordata.web.agreements.pdf import pdf_of
from cordata.web.doors import public
from cordata.web.requests import Request, allow


@public
@require_http_methods(["GET", "POST"])
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """Read, then sign or decline. No account."""
    party = _party(token)
    signs = request.POST.get("answer", "sign") == "sign"
    form = SignForm(request.POST if request.method == "POST" else None, signs=signs)
    if request.method == "POST" and form.is_valid():
        _answer(party, form, signs=signs)
        party.refresh_from_db()
    context = {
        "token": token,
        "party": party,
        "agreement": party.agreement,
        "signatures": signatures_of(party.agreement),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/agreements/sign.html", context, status=status)


def _party(token: str) -> Signature:
    party = signature_with(token)
    if party is None:
        raise Http404
    return party


def _answer(party: Signature, form: SignForm, *, signs: bool) -> None:
    signed_as, why = form.cleaned_data["signed_as"], form.cleaned_data["why"]
    try:
        if not signs:
            agreements.decline(party, why=why)
        else:
            agreements.sign(party, signed_as=signed_as)
    except agreements.AnsweredAlready:
        form.add_error(None, _("This was answered already."))


@public
@require_GET
def pdf(_request: HttpRequest, token: str) -> HttpResponse:
    """The agreement as PDF, for a party."""
    return pdf_of(_party(token).agreement)


@require_GET
def pdf_inside(request: Request, cluster: str) -> HttpResponse:
    """The agreement as PDF, for the teams of the cluster's schools."""
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(rules.may_enter(request.user, which))
    return pdf_of(agreement_of(which))
