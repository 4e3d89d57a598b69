"""Choose up to three goals from the report, and take them: proposed to the mentor school where there is one."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.cycles.actions.goals import ThreeAlready
from cordata.cycles.actions.proposals import take_goals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.queries.proposals import has_mentor, room_for
from cordata.surveys import rules
from cordata.surveys.models import Round
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from cordata.surveys.queries.statements import asked_in
from cordata.web.cycles.grounds import Offered, ground_of
from cordata.web.cycles.taking import taken
from cordata.web.line.receipts import receipt_of
from cordata.web.reports.forms import ChoiceForm
from cordata.web.reports.suggestions import Suggestion, suggestions_of
from cordata.web.reports.views.report import report_for, round_read_by
from cordata.web.requests import Request, allow


@require_http_methods(["GET", "POST"])
def choose(request: Request, rnd: str) -> HttpResponse:
    """Suggestions with their reasons, each in words that the school changes."""
    which = round_read_by(request.user, rnd)
    allow(rules.may_share(request.user, which))
    wider = report_of(which, Audience.WIDER, get_language() or "en")
    suggested = suggestions_of(report_for(request.user, which), wider)
    offered = Offered(asked_in(which, get_language() or "en"))
    forms = [_form(request, at, one, offered) for at, one in enumerate(suggested)]
    error = ""
    if request.method == "POST" and all(form.is_valid() for form in forms):
        wordings = [_wording(which, form) for form in forms if form.cleaned_data["text"]]
        if not wordings:
            error = _("Write the sentence of at least one goal.")
        elif (answer := _take(request, which, wordings)) is not None:
            return answer
        else:
            error = _("With those you have, that is more than three goals. Leave one out.")
    context = {
        "round": which,
        "participation": which.participation,
        "choices": list(zip(suggested, forms, strict=True)),
        "proposing": which.participation and has_mentor(which.participation),
        "room": room_for(which.participation) if which.participation else 0,
        "error": error,
    }
    failed = error or any(form.errors for form in forms)
    return render(request, "web/reports/choose.html", context, status=422 if failed else 200)


def _form(request: Request, at: int, suggestion: Suggestion, offered: Offered) -> ChoiceForm:
    data = request.POST if request.method == "POST" else None
    initial = {"why": suggestion.why, "success": suggestion.success, "part": suggestion.part}
    measures = offered.measures(suggestion.part)
    return ChoiceForm(data, prefix=f"goal{at}", initial=initial, measures=measures)


def _wording(which: Round, form: ChoiceForm) -> Wording:
    given = form.cleaned_data
    return Wording(
        given["text"], given["why"], given["success"],
        ground_of(f"{which.public_id}:{given['part']}", given["measure"]),
    )  # fmt: skip


def _take(request: Request, which: Round, wordings: list[Wording]) -> HttpResponse | None:
    """Where to go on; None if it would be more than three."""
    if which.participation is None:
        return None
    try:
        receipt = receipt_of(request)
        made = take_goals(which.participation, wordings, receipt=receipt, by=request.user)
    except ThreeAlready:
        return None
    return taken(request, which.participation, made)
