"""Who validates: what waits, and one record with its public criteria."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cordata.networks.actions.stale import ChangedBySomebody
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
    read: dict[str, Any] = {"version": edition.version}
    form = ValidateForm(posted(request), stage=stage, initial=read)
    status = 422 if form.errors else 200
    if form.is_bound and form.is_valid():
        if _decided(request, edition, stage, form):
            return redirect("practices:waiting")
        # Their reasons are kept; the ticks spoke of a text that is gone.
        read["words"] = form.cleaned_data["words"]
        form, status = ValidateForm(stage=stage, initial=read), 409
    context = {
        "edition": edition,
        "practice": edition.practice,
        "record": record_of(edition),
        "standing": standing,
        "stage": stage,
        "form": form,
    }
    return render(request, "web/practices/validate.html", context, status=status)


def _decided(request: Request, edition: Edition, stage: Stage, form: ValidateForm) -> bool:
    """Do it, and say how it went; False if another version was read than stands here now."""
    try:
        actions.validate_record(edition, stage=stage, by=request.user, **form.decision())
        messages.success(request, _("Decided, with your name."))
    except (actions.ValidatedAlready, actions.TooEarly, NotAtWork):
        messages.info(request, _("It was changed or decided before you."))
    except ChangedBySomebody:
        messages.info(request, _("The record was changed meanwhile. Please read it again."))
        return False
    return True
