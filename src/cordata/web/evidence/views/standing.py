"""What researchers of the programme do with a finding: each a press of a button."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.evidence import rules
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions.remarks import NoSuchParagraph, leave_remark
from cordata.evidence.models import Review
from cordata.evidence.queries.recompute import as_facts, recompute
from cordata.web.evidence.forms.findings import RemarkForm, ReviewForm, WithdrawForm
from cordata.web.evidence.since import differences_in, versions_in, withheld_since
from cordata.web.evidence.views.findings import finding_for_work, finding_page
from cordata.web.evidence.views.reviewing import places_in
from cordata.web.evidence.words import why_not
from cordata.web.requests import Request, allow


@require_POST
def ask(request: Request, fnd: str) -> HttpResponse:
    """Ask two others to stand for it."""
    finding, person = finding_for_work(request, fnd)
    allow(rules.may_change(person, finding))
    try:
        actions.ask_review(finding, by=person)
    except actions.NotInThisState:
        return _moved_on(request, fnd)
    messages.success(request, _("In review: two other researchers of the programme decide."))
    return redirect("evidence:finding", fnd)


@require_POST
def review(request: Request, fnd: str) -> HttpResponse:
    """Approve by name, or ask for changes in words."""
    finding, person = finding_for_work(request, fnd)
    allow(rules.may_review(person, finding))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return finding_page(request, finding, 422, review_form=form, form=form)
    try:
        made = actions.review_finding(finding, by=person, **form.cleaned_data)
    except actions.NotInThisState:
        return _moved_on(request, fnd)
    if made.says == Review.Says.APPROVE:
        messages.success(request, _("You stand for this finding now, by name."))
    else:
        messages.success(request, _("It is a draft again, with your words for its author."))
    return redirect("evidence:finding", fnd)


@require_POST
def remark(request: Request, fnd: str) -> HttpResponse:
    """Words at one paragraph, by any researcher of the programme."""
    finding, person = finding_for_work(request, fnd)
    form = RemarkForm(request.POST, places=places_in(finding))
    if finding.released_at is not None:
        return _moved_on(request, fnd)
    if not form.is_valid():
        return finding_page(request, finding, 422, remark_form=form, form=form)
    try:
        leave_remark(finding, by=person, **form.facts())
    except (actions.NotInThisState, NoSuchParagraph):
        return _moved_on(request, fnd)
    messages.success(request, _("Your comment stands at its paragraph."))
    return redirect("evidence:finding", fnd)


@require_POST
def release(request: Request, fnd: str) -> HttpResponse:
    """Everybody may read it, unless it would tell something protected."""
    finding, person = finding_for_work(request, fnd)
    try:
        actions.release_finding(finding, by=person)
    except actions.NotInThisState:
        return _moved_on(request, fnd)
    except actions.NotYetReviewed:
        why = _("Two researchers beside its author must approve this very version first.")
        return finding_page(request, finding, 422, refused=why)
    except actions.PayerUnknown:
        why = _("Its project does not say yet who pays for it: write it there first.")
        return finding_page(request, finding, 422, refused=why)
    except actions.WithheldSince:
        return finding_page(request, finding, 422, refused=withheld_since())
    except actions.WouldTell as would:
        return finding_page(request, finding, 422, refused=why_not(would.reason, finding.run))
    messages.success(request, _("Released: everybody can read it from now on."))
    return redirect("evidence:finding", fnd)


@require_POST
def withdraw(request: Request, fnd: str) -> HttpResponse:
    """It stays readable, with the reason."""
    finding, person = finding_for_work(request, fnd)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return finding_page(request, finding, 422, withdraw_form=form, form=form)
    try:
        actions.withdraw_finding(finding, why=form.cleaned_data["why"], by=person)
    except actions.NotInThisState:
        return _moved_on(request, fnd)
    messages.success(request, _("Withdrawn. The page stays, with your reason."))
    return redirect("evidence:finding", fnd)


@require_POST
def compute_again(request: Request, fnd: str) -> HttpResponse:
    """Every step from the records to the number, here and now; nothing is changed by it."""
    finding, _person = finding_for_work(request, fnd)
    found = recompute(finding.run)
    again = {
        "same": found.same,
        "differences": differences_in(as_facts(found)),
        "versions": versions_in(found),
    }
    return finding_page(request, finding, again=again)


def _moved_on(request: Request, fnd: str) -> HttpResponse:
    messages.error(request, _("Somebody was faster: this is how the finding stands now."))
    return redirect("evidence:finding", fnd)
