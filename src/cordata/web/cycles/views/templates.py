"""Begin a goal from the library; take new words of a template, or keep one's own."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.cycles import rules
from cordata.cycles.actions import templates as actions
from cordata.cycles.actions.goals import Dropped, ThreeAlready
from cordata.cycles.models import GoalTemplate, TemplateOffer, TemplateWords
from cordata.cycles.queries.goals import goals_seen_by
from cordata.cycles.queries.proposals import has_mentor, room_for
from cordata.cycles.queries.templates import (
    by_need,
    templates_ever_for,
    templates_for,
    words_in,
)
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.web.cycles.forms.templates import StartForm, steps_as_typed
from cordata.web.cycles.grounds import offered_to
from cordata.web.cycles.taking import taken
from cordata.web.cycles.views.goals import needs_first
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow, posted


def _ours(request: Request, par: str) -> Participation:
    ours = participations_of_schools_of(request.user)
    which = get_object_or_404(ours, public_id=par)
    allow(rules.may_plan(request.user, which))
    return which


def _words(request: Request, which: Participation, template: GoalTemplate) -> TemplateWords:
    languages = [request.LANGUAGE_CODE, *which.cohort.country.languages]
    words = words_in(template, languages)
    assert words is not None, "a template is made together with its first words"  # noqa: S101
    return words


@require_GET
def choose(request: Request, par: str) -> HttpResponse:
    """The country's library, one's own needs first."""
    which = _ours(request, par)
    found = by_need(templates_for(which.cohort.country), which)
    context = {
        "participation": which,
        "rows": [(one, _words(request, which, one)) for one in found],
        "is_free": room_for(which) > 0,
    }
    return render(request, "web/cycles/templates.html", context)


@require_http_methods(["GET", "POST"])
def start(request: Request, par: str, template: str) -> HttpResponse:
    """A copy to change, and to agree on or to propose."""
    which = _ours(request, par)
    begins = templates_for if request.method == "GET" else templates_ever_for
    found = get_object_or_404(begins(which.cohort.country), public_id=template)
    words = _words(request, which, found)
    initial = {
        "text": words.text,
        "why": words.why,
        "success": words.success,
        "topic": found.topic.slug if found.topic else "",
    } | steps_as_typed(words, owner=request.user.name, today=timezone.localdate())
    topics = needs_first(which)
    form = StartForm(
        posted(request), topics=topics, offered=offered_to(which), steps=len(words.steps),
        initial=initial,
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        try:
            made = actions.start_from_template(
                which, words, form.wording(), receipt=receipt_of(request), by=request.user
            )
        except ThreeAlready:
            form.add_error(None, _("You have three goals. Give one up first."))
        else:
            return taken(request, which, [made])
    context = {
        "participation": which,
        "template": found,
        "words": words,
        "form": form,
        "proposing": has_mentor(which),
    }
    status = 422 if form.errors else 200
    return render(request, "web/cycles/start.html", context, status=status)


@require_POST
def answer_offer(request: Request, goal: str, offer: str) -> HttpResponse:
    """Take the new words, or keep one's own."""
    which = get_object_or_404(goals_seen_by(request.user), public_id=goal)
    allow(rules.may_plan(request.user, which.participation))
    offers = TemplateOffer.objects.select_related("words", "use__goal__topic")
    found = get_object_or_404(offers, public_id=offer, use__goal=which)
    try:
        if request.POST.get("take") == "yes":
            actions.accept_offer(found, by=request.user)
            messages.success(
                request, _("Taken over. How you will know stayed as you wrote it.")
            )
        else:
            actions.keep_own(found, by=request.user)
            messages.success(request, _("Your goal stays as you have it."))
    except actions.AnsweredAlready:
        messages.info(request, _("A colleague answered before you, or newer words came."))
    except Dropped:
        messages.info(request, _("This goal was given up; it stays as it was."))
    return redirect("cycles:goal", which.public_id)
