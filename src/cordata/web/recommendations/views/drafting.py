"""Word a draft, move its certainty, look at it as everybody will."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.guidance.actions import writing as actions
from cordata.guidance.models import Version
from cordata.guidance.queries.certainty import by_rules, strengths_allowed
from cordata.guidance.queries.facts import facts_of
from cordata.guidance.queries.panels import last_round, panel_of
from cordata.guidance.queries.recommendations import drafts_of
from cordata.guidance.rules import recommendations as rules
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.evidence.words import ends, measured
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.recommendations.forms.drafts import DraftForm, StepForm
from cordata.web.recommendations.page import with_rows
from cordata.web.recommendations.views.reading import version_page
from cordata.web.recommendations.views.work import draft_for_work, recommendation_for_work
from cordata.web.recommendations.words import certainty_in_words, typed_in_words
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def edit(request: Request, number: int) -> HttpResponse:
    """All texts of a draft, by its author."""
    draft = draft_for_work(request, number)
    allow(rules.may_write(request.user, draft))
    form = DraftForm(posted(request), initial=_as_it_stands(draft))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_version(draft, by=request.user, **form.cleaned_data)
        except actions.Typed as typed:
            form.add_error(typed.slot, typed_in_words(typed.slot, typed.numbers))
        except actions.TooStrong:
            form.add_error("strength", _too_strong(draft))
        except actions.NotInThisState:
            form.add_error(None, _still(draft))
        except ChangedBySomebody as faster:
            theirs = DraftForm(initial=_as_it_stands(faster.now))
            conflict = conflict_of(draft.public_id, form, theirs)
            form = renewed(form, faster.now.revision, "revision")
        else:
            messages.success(request, _("Saved."))
            return redirect("recommendations:work", number)
    return _page(request, draft, form, conflict=conflict)


@require_POST
def step(request: Request, number: int) -> HttpResponse:
    """Certainty one step from the rules, with a reason and a name."""
    draft = draft_for_work(request, number)
    allow(rules.may_write(request.user, draft))
    form = StepForm(request.POST)
    if form.is_valid():
        try:
            actions.step_certainty(draft, by=request.user, **form.cleaned_data)
        except actions.TooSure:
            form.add_error("to", _("One step from what the rules give, with a reason."))
        except actions.Typed as typed:
            form.add_error("why", typed_in_words("statement", typed.numbers))
        except actions.NotInThisState:
            form.add_error(None, _still(draft))
        else:
            messages.success(request, _("Saved. Both values stand on the page."))
            return redirect("recommendations:work", number)
    return _page(request, draft, DraftForm(initial=_as_it_stands(draft)), step_form=form)


@require_GET
def preview(request: Request, number: int) -> HttpResponse:
    """The page as everybody will read it."""
    recommendation = recommendation_for_work(request, number)
    draft = get_object_or_404(with_rows(drafts_of(recommendation)))
    panel = panel_of(draft)
    decided = last_round(panel) if panel else None
    return version_page(request, draft, newest=None, is_preview=True, decided=decided)


def _as_it_stands(draft: Version) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in DraftForm.base_fields}


def _too_strong(draft: Version) -> str:
    allowed = strengths_allowed(draft, by_rules(draft))
    return _("On this evidence there may be: %(allowed)s.") % {
        "allowed": "; ".join(str(one.label) for one in allowed)
    }


def _still(draft: Version) -> str:
    if draft.state != Version.State.DRAFT:
        return _("It is in review: take it back first.")
    return _("The panel votes on these words: they cannot change until it is closed.")


def _page(request: Request, draft: Version, form: DraftForm, **more: Any) -> HttpResponse:
    found = by_rules(draft)
    tokens = [
        (f"{{{one.finding.public_id}:{one.support.estimate}}}", one.support.outcome,
         measured(one.shown), ends(one.shown), one.behind.schools)
        for one in facts_of(draft)
    ]  # fmt: skip
    more.setdefault(
        "step_form", StepForm(initial={"to": draft.certainty, "why": draft.step_why})
    )
    context = {
        "version": draft,
        "recommendation": draft.recommendation,
        "draft_form": form,
        "tokens": tokens,
        "computed": certainty_in_words(found.certainty)[0],
        # The summary of what is wrong stands above both forms.
        "form": form if form.errors else more["step_form"],
    }
    wrong = form.errors or more["step_form"].errors
    status = 422 if wrong else 409 if more.get("conflict") else 200
    return render(request, "web/recommendations/edit.html", context | more, status=status)
