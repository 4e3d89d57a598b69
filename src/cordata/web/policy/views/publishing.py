"""Talk about a draft inside the organisation, share it, check exactly what will be said, publish."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cordata.exchange import rules
from cordata.exchange.actions import positions as actions
from cordata.exchange.models import Draft, Position
from cordata.exchange.queries.organisations import delegates_of
from cordata.exchange.queries.positions import sentence, stands, told_of
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.web.exchange.rows import judgements_beside
from cordata.web.exchange.words import statement_of
from cordata.web.policy.forms.positions import CommentForm
from cordata.web.policy.views.find import position_of, position_to_write
from cordata.web.policy.views.positions import show_editor, stands_no_more
from cordata.web.requests import Request, allow


@require_POST
def comment(request: Request, number: int) -> HttpResponse:
    """Say something to a draft."""
    position = position_to_write(request, number)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return show_editor(request, position, said=form, status=422)
    actions.comment(position, by=request.user, **form.cleaned_data)
    response = redirect("policy:position", number)
    response.headers["Location"] += "#comments"
    return response


@require_POST
def share(request: Request, number: int) -> HttpResponse:
    """Ask colleagues what they think, or those who may sign to publish it."""
    position = position_to_write(request, number)
    draft = Draft.objects.filter(position=position).first()
    if draft is None:
        messages.info(request, _("A colleague has published or left this draft."))
        return redirect("policy:position", number)
    sent = actions.share_draft(draft, signing="sign" in request.POST, by=request.user)
    if not sent:
        text = _(
            "No letter left: nobody else works for your organisation here. Name colleagues on its page."
        )
        messages.warning(request, text)
        return redirect("policy:position", number)
    said = ngettext(
        "%(number)d letter is on its way.", "%(number)d letters are on their way.", sent
    )
    messages.success(request, said % {"number": sent})
    return redirect("policy:position", number)


@require_http_methods(["GET", "POST"])
def check(request: Request, number: int) -> HttpResponse:
    """Exactly the sentence, whose name, who will be told; then publish it, or change it."""
    position = position_of(request, number)
    allow(rules.may_write(request.user, position.organisation))
    draft = Draft.objects.filter(position=position).select_related("on").first()
    if draft is None:
        return redirect("policy:position", number)
    if request.method == "GET":
        return _check(request, position, draft)
    allow(rules.may_sign(request.user, position.organisation))
    try:
        statement = actions.publish_position(draft, version=_seen(request), by=request.user)
    except actions.Incomplete as missing:
        return _check(request, position, draft, missing.code, status=422)
    except actions.NothingToStandOn:
        return _check(request, position, draft, status=422)
    except (actions.Outdated, actions.NoDraft, ChangedBySomebody):
        messages.error(
            request, _("This changed since you looked. Read it again, then publish.")
        )
        return redirect("policy:position", number)
    messages.success(request, _("It is published, in the name of your organisation."))
    return redirect("exchange:position", statement.position.number)


def _seen(request: Request) -> int | None:
    seen = request.POST.get("version", "")
    return int(seen) if seen.isdecimal() else None


def _check(
    request: Request, position: Position, draft: Draft, missing: str = "", status: int = 200
) -> HttpResponse:
    missing = _missing(missing or actions.missing_in(draft))
    if not stands(position.recommendation):
        missing = stands_no_more()
    context: dict[str, Any] = {
        "position": position,
        "organisation": position.organisation,
        "draft": draft,
        "sentence": sentence(position.organisation.name, draft.stance, draft.on),
        "recommends": statement_of(draft.on),
        "judgements": [
            one for one in judgements_beside(draft.on, draft.judgements) if one.says
        ],
        "told": list(told_of(position, draft.stance)),
        "missing": missing,
        "may_sign": rules.may_sign(request.user, position.organisation),
        "signers": [one for one in delegates_of(position.organisation) if one.may_sign],
    }
    return render(request, "web/policy/check.html", context, status=status)


def _missing(code: str) -> str:
    return {
        "": "",
        "words": _("You adapt it, but your own words are missing."),
        "reason": _("Say why: others will ask."),
        "because": _("You judge otherwise than the panel: say why, for each judgement."),
    }[code]
