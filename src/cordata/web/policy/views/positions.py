"""Begin a position, write its draft beside the locked original, begin anew, or leave it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import positions as actions
from cordata.exchange.models import CRITERIA, Draft, LedgerEntry, Position
from cordata.exchange.queries.ledger import ledger_of
from cordata.exchange.queries.organisations import organisations_of, organisations_written_for
from cordata.exchange.queries.positions import newest_versions, stands, statement_now
from cordata.guidance.queries.recommendations import published
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.exchange.rows import judgements_beside, sentence_of
from cordata.web.exchange.words import changes_of, statement_of
from cordata.web.forms import with_version
from cordata.web.policy.forms.positions import BeginForm, CommentForm, DraftForm, initial_of
from cordata.web.policy.views.find import position_of, position_to_write
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def begin(request: Request, number: int) -> HttpResponse:
    """Use a recommendation: in whose name, then the editor."""
    if not organisations_of(request.user).exists():
        raise Http404
    recommendation = get_object_or_404(published(), number=number)
    writing = list(organisations_written_for(request.user))
    allow(bool(writing))
    form = BeginForm(posted(request), organisations=writing)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["organisation"]
        which = next(one for one in writing if one.public_id == chosen)
        position = actions.start_position(recommendation, which, by=request.user)
        return redirect("policy:position", position.number)
    version = newest_versions([recommendation.pk])[recommendation.pk]
    context = {
        "form": form,
        "version": version,
        "recommends": statement_of(version),
        "writing": writing,
    }
    status = 422 if form.errors else 200
    return render(request, "web/policy/begin.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: Request, number: int) -> HttpResponse:
    """The original is locked on the left; the organisation's words on the right."""
    position = position_of(request, number)
    draft = _draft_of(position)
    if request.method == "GET" or draft is None:
        allow(request.method == "GET" or rules.may_write(request.user, position.organisation))
        return show_editor(request, position)
    allow(rules.may_write(request.user, position.organisation))
    form = DraftForm(request.POST)
    if not form.is_valid():
        return show_editor(request, position, form, status=422)
    try:
        actions.save_draft(draft, by=request.user, **form.facts())
    except ChangedBySomebody as stale:
        messages.error(
            request,
            _("A colleague saved this draft meanwhile. Your words are still here: save again to keep them."),
        )  # fmt: skip
        form = DraftForm(with_version(request.POST, stale.now.version))
        return show_editor(request, position, form, status=409)
    except actions.NoDraft:
        messages.info(request, _("A colleague has published or left this draft."))
        return redirect("policy:position", number)
    if "check" in request.POST:
        return redirect("policy:check", number)
    messages.success(request, _("The draft is saved. Only your organisation reads it."))
    return redirect("policy:position", number)


@require_POST
def revise(request: Request, number: int) -> HttpResponse:
    """A new draft, from what is published, on the newest version."""
    try:
        actions.revise(position_to_write(request, number), by=request.user)
    except actions.NothingToStandOn:
        messages.error(request, stands_no_more())
    return redirect("policy:position", number)


@require_POST
def leave(request: Request, number: int) -> HttpResponse:
    """Throw the draft away; what is published stays."""
    position = position_to_write(request, number)
    draft = _draft_of(position)
    if draft is not None:
        actions.leave_draft(draft, by=request.user)
        messages.success(request, _("The draft is gone. What is published has not changed."))
    return redirect("policy:home")


def show_editor(
    request: Request,
    position: Position,
    form: DraftForm | None = None,
    *,
    said: CommentForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of a position for those who work on it."""
    draft, now = _draft_of(position), statement_now(position)
    newest = newest_versions([position.recommendation_id])[position.recommendation_id]
    may_write = rules.may_write(request.user, position.organisation)
    recommends = statement_of(newest)
    context: dict[str, Any] = {
        "position": position,
        "organisation": position.organisation,
        "draft": draft,
        "now": now,
        "said": sentence_of(now) if now else "",
        "newest": newest,
        "stands": stands(position.recommendation),
        "recommends": recommends,
        "changed": changes_of([newest])[newest.pk],
        "comments": position.comments.select_related("by").order_by("at", "pk"),
        "entries": list(ledger_of(position)),
        "carries_out": now is not None and now.stance in {"adopt", "adapt"},
        "may_write": may_write,
        "may_sign": rules.may_sign(request.user, position.organisation),
        "comment_form": said or CommentForm(),
        "results": LedgerEntry.Result.choices,
    }
    if draft is not None and may_write:
        form = form or DraftForm(initial=initial_of(draft, recommends[0]))
        context["editor"] = form
        context["form"] = said if said and said.errors else form
        beside = judgements_beside(newest, {})
        context["judgements"] = [
            (one, *form.judgement(criterion))
            for criterion, one in zip(CRITERIA, beside, strict=True)
        ]
    return render(request, "web/policy/position.html", context, status=status)


def stands_no_more() -> str:
    """Why nothing is published on it."""
    return _("The recommendation was withdrawn or superseded: nothing new is said on it.")


def _draft_of(position: Position) -> Draft | None:
    """Fetched with the position; one that was left or published meanwhile is told by its action."""
    return getattr(position, "draft", None)
