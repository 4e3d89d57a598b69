"""Put findings, judgements, costs and literature under a draft; take them away again."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import findings_seen_by
from cordata.guidance.actions import resting as actions
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Version
from cordata.guidance.rules import recommendations as rules
from cordata.web.recommendations.forms.resting import (
    ContextForm,
    CostForm,
    JudgementForm,
    SupportForm,
)
from cordata.web.recommendations.page import page_of, whole, with_rows
from cordata.web.recommendations.views.work import draft_for_work
from cordata.web.recommendations.words import typed_in_words
from cordata.web.requests import Request, allow

KINDS = ("support", "judgement", "cost", "context")


@require_GET
def show(request: Request, number: int) -> HttpResponse:
    """What is under it, and a form for each kind of thing."""
    return _page(request, _draft(request, number))


@require_POST
def add(request: Request, number: int, kind: str) -> HttpResponse:
    """One thing of a kind."""
    draft = _draft(request, number)
    if kind not in KINDS:
        raise Http404
    findings = _released(request)
    form = _forms(findings, kind, request.POST)[kind]
    if form.is_valid():
        try:
            _add(draft, kind, form, findings, request)
        except Typed as typed:
            field = "outcome" if kind == "support" else "words"
            form.add_error(field, typed_in_words(typed.slot, typed.numbers))
        except (NotInThisState, actions.NotReleased, actions.NoSuchNumber):
            form.add_error(None, _("It cannot be changed now: look at how it stands."))
        else:
            messages.success(request, _("Saved."))
            return redirect("recommendations:rests", number)
    return _page(request, draft, form=form, status=422, **{f"{kind}_form": form})


@require_POST
def drop(request: Request, number: int, kind: str, public_id: str) -> HttpResponse:
    """Take a finding or a source away again."""
    draft = _draft(request, number)
    try:
        if kind == "support":
            found = get_object_or_404(draft.supports, public_id=public_id)
            actions.rest_no_more(found, by=request.user)
        elif kind == "context":
            source = get_object_or_404(draft.contexts, public_id=public_id)
            actions.cite_no_more(source, by=request.user)
        else:
            raise Http404
    except NotInThisState:
        messages.error(request, _("It cannot be changed now: look at how it stands."))
    return redirect("recommendations:rests", number)


def _draft(request: Request, number: int) -> Version:
    draft = draft_for_work(request, number)
    allow(rules.may_write(request.user, draft))
    return draft


def _released(request: Request) -> list[Finding]:
    """Findings that everybody reads and that stand, the newest first."""
    found = findings_seen_by(request.user).filter(state=Finding.State.RELEASED)
    return list(found.defer("run__table__content"))


def _forms(findings: list[Finding], kind: str = "", data: Any = None) -> dict[str, Form]:
    def given(name: str) -> Any:
        return data if name == kind else None

    return {
        "support": SupportForm(given("support"), findings=findings),
        "judgement": JudgementForm(given("judgement"), findings=findings),
        "cost": CostForm(given("cost")),
        "context": ContextForm(given("context")),
    }


def _add(
    draft: Version, kind: str, form: Any, findings: list[Finding], request: Request
) -> None:
    by_id = {one.public_id: one for one in findings}
    facts = dict(form.cleaned_data)
    if kind == "support":
        actions.rest_on(draft, by_id[form.finding], by=request.user, **form.facts())
    elif kind == "judgement":
        facts["finding"] = by_id.get(facts["finding"])
        actions.judge(draft, by=request.user, **facts)
    elif kind == "cost":
        actions.say_cost(draft, by=request.user, **facts)
    else:
        actions.cite(draft, by=request.user, **facts)


def _page(request: Request, draft: Version, status: int = 200, **more: Any) -> HttpResponse:
    seen = with_rows(Version.objects.filter(pk=draft.pk).select_related(
        "recommendation__project__programme", "written_by"
    )).get()  # fmt: skip
    forms = {f"{name}_form": one for name, one in _forms(_released(request)).items()}
    context = page_of(whole(seen)) | forms | {"supports": seen.supports.all()}
    return render(request, "web/recommendations/rests.html", context | more, status=status)
