"""Review, publish, withdraw, replace; decide what follows from what has moved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cordata.guidance.actions import publishing as actions
from cordata.guidance.actions.stale import AlreadyDecided, decide_notice
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Notice, VersionReview
from cordata.guidance.queries.recommendations import published
from cordata.guidance.rules import recommendations as rules
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.recommendations.forms.deciding import (
    NoticeForm,
    ReviewForm,
    ScheduleForm,
    SuccessorForm,
    WithdrawForm,
)
from cordata.web.recommendations.views.reading import to_work
from cordata.web.recommendations.views.work import (
    draft_for_work,
    recommendation_for_work,
    work_page,
)
from cordata.web.recommendations.words import typed_in_words
from cordata.web.requests import Request, allow


@require_POST
def ask(request: Request, number: int) -> HttpResponse:
    """Ask two others to stand for it."""
    draft = draft_for_work(request, number)
    allow(rules.may_write(request.user, draft))
    try:
        actions.ask_review(draft, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("In review: two other researchers of the programme decide."))
    return to_work(number)


@require_POST
def take_back(request: Request, number: int) -> HttpResponse:
    """Word it anew."""
    draft = draft_for_work(request, number)
    allow(rules.may_write(request.user, draft))
    try:
        actions.take_back(draft, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("It is a draft again."))
    return to_work(number)


@require_POST
def review(request: Request, number: int) -> HttpResponse:
    """Approve by name, or ask for changes in words."""
    draft = draft_for_work(request, number)
    allow(rules.may_review(request.user, draft))
    form = ReviewForm(request.POST)
    if not form.is_valid():
        return work_page(request, draft.recommendation, 422, review_form=form, form=form)
    try:
        made = actions.review_version(draft, by=request.user, **form.cleaned_data)
    except NotInThisState:
        return _moved_on(request, number)
    except ChangedBySomebody:
        messages.error(
            request, _("It was changed meanwhile. Please read it again, then decide.")
        )
        return to_work(number)
    if made.says == VersionReview.Says.APPROVE:
        messages.success(request, _("You stand for this wording now, by name."))
    else:
        messages.success(request, _("It is a draft again, with your words for its author."))
    return to_work(number)


@require_POST
def schedule(request: Request, number: int) -> HttpResponse:
    """Publish it by itself later."""
    draft = draft_for_work(request, number)
    form = ScheduleForm(request.POST)
    if not form.is_valid():
        return work_page(request, draft.recommendation, 422, schedule_form=form, form=form)
    try:
        actions.schedule_version(draft, at=form.cleaned_data["at"], by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("Saved."))
    return to_work(number)


@require_POST
def publish(request: Request, number: int) -> HttpResponse:
    """Everybody reads it, at an address for good."""
    draft = draft_for_work(request, number)
    try:
        actions.publish_version(draft, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    except actions.NotReady:
        return work_page(request, draft.recommendation, 422, refused=True)
    messages.success(request, _("Published: everybody can read it from now on."))
    return to_work(number)


@require_POST
def withdraw(request: Request, number: int) -> HttpResponse:
    """It stays readable, with the reason."""
    recommendation = recommendation_for_work(request, number)
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return work_page(request, recommendation, 422, withdraw_form=form, form=form)
    try:
        actions.withdraw_recommendation(
            recommendation, why=form.cleaned_data["why"], by=request.user
        )
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("Withdrawn. The page stays, with your reason."))
    return to_work(number)


@require_POST
def supersede(request: Request, number: int) -> HttpResponse:
    """Another one stands in its place."""
    recommendation = recommendation_for_work(request, number)
    form = SuccessorForm(request.POST)
    if form.is_valid():
        after = published().filter(number=form.cleaned_data["successor"]).first()
        if after is None or after.pk == recommendation.pk:
            form.add_error("successor", _("No other recommendation of this number stands."))
    if not form.is_valid() or after is None:
        return work_page(request, recommendation, 422, successor_form=form, form=form)
    try:
        actions.supersede_recommendation(recommendation, after, by=request.user)
    except NotInThisState:
        return _moved_on(request, number)
    messages.success(request, _("Its page names what stands in its place."))
    return to_work(number)


@require_POST
def decide(request: Request, number: int, notice: str) -> HttpResponse:
    """Whether the wording still holds."""
    recommendation = recommendation_for_work(request, number)
    found = get_object_or_404(
        Notice.objects.filter(version__recommendation=recommendation), public_id=notice
    )
    form = NoticeForm(request.POST)
    if form.is_valid():
        try:
            decide_notice(found, by=request.user, **form.cleaned_data)
        except Typed as typed:
            form.add_error("reason", typed_in_words("statement", typed.numbers))
        except (AlreadyDecided, NotInThisState):
            return _moved_on(request, number)
        else:
            messages.success(request, _("Decided. Everybody reads your reason."))
            return to_work(number)
    return work_page(request, recommendation, 422, form=form)


def _moved_on(request: Request, number: int) -> HttpResponse:
    messages.error(request, _("Somebody was faster: this is how it stands now."))
    return to_work(number)
