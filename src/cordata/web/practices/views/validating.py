"""Who validates: what waits, and one record with its public criteria."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.practices import rules
from cordata.practices.actions import validating as actions
from cordata.practices.actions.documenting import NotAtWork
from cordata.practices.models import Edition, Stage
from cordata.practices.queries.records import standing_of
from cordata.practices.queries.seen import (
    documents_practices,
    editions_validated_by,
    practices_read_by,
)
from cordata.web.practices.forms.deciding import ValidateForm
from cordata.web.practices.reading import record_of
from cordata.web.requests import Request, allow, posted


@require_GET
def waiting(request: Request) -> HttpResponse:
    """What waits for this person, at both stages."""
    stages = [(stage, list(editions_validated_by(request.user, stage))) for stage in Stage]
    expert = rules.is_expert_anywhere(request.user)
    if not expert and not documents_practices(request.user):
        raise Http404
    return render(request, "web/practices/waiting.html", {"stages": stages})


@require_http_methods(["GET", "POST"])
def validate(request: Request, edn: str) -> HttpResponse:
    """Read it as it would be published; tick the criteria; decide, by name."""
    seen = practices_read_by(request.user).values("pk")
    editions = Edition.objects.filter(state=Edition.State.VALIDATING, practice__in=seen)
    edition = get_object_or_404(
        editions.select_related(
            "practice__participation__school__main_site", "documented_by",
            "practice__participation__cohort__programme", "practice__picture",
        ).prefetch_related("needs"),
        public_id=edn,
    )  # fmt: skip
    standing = standing_of(edition)
    stage = Stage.PROJECT if standing.project is None else Stage.EXPERT
    allow(rules.may_validate(request.user, edition, stage))
    form = ValidateForm(posted(request), stage=stage)
    if form.is_bound and form.is_valid():
        try:
            actions.validate_record(edition, stage=stage, by=request.user, **form.decision())
            messages.success(request, _("Decided, with your name."))
        except (actions.ValidatedAlready, actions.TooEarly, NotAtWork):
            messages.info(request, _("It was changed or decided before you."))
        return redirect("practices:waiting")
    context = {
        "edition": edition,
        "practice": edition.practice,
        "record": record_of(edition),
        "standing": standing,
        "stage": stage,
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "web/practices/validate.html", context, status=status)
