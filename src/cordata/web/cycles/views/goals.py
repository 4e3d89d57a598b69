"""Goals: our plan, one goal with its history, and what moves it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.rules import is_over_for
from cordata.cycles import rules
from cordata.cycles.actions import goals as actions
from cordata.cycles.actions.proposals import take_goals
from cordata.cycles.models import MOST_GOALS, Goal
from cordata.cycles.queries.diary import diary_of
from cordata.cycles.queries.goals import goals_seen_by, goals_with_history
from cordata.cycles.queries.proposals import unsettled, with_mentor
from cordata.cycles.queries.reviews import reviewed_lines, waits_for_words
from cordata.cycles.queries.templates import offer_for, open_talk
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.models import Interest, Participation, Topic
from cordata.networks.queries import participations_of_schools_of
from cordata.networks.rules import may_coordinate
from cordata.schools.queries.schools import my_school_ids
from cordata.web.cycles.forms.goals import DropForm, GoalForm, MoveForm, StepForm, WordForm
from cordata.web.cycles.grounds import Offered, offered_to, shown_to
from cordata.web.cycles.taking import taken
from cordata.web.line.receipts import receipt_of
from cordata.web.networks.conflict import conflict_of, renewed
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def plan(request: Request, par: str) -> HttpResponse:
    """At most three goals; while there is room, the next one."""
    mine = with_mentor(participations_of_schools_of(request.user))
    ours = mine.select_related("school", "cohort__programme", "cohort__country")
    ours = ours.prefetch_related(None).prefetch_related("interests")  # topics: all are read
    which = get_object_or_404(ours, public_id=par)
    offered = offered_to(which)
    form = GoalForm(posted(request), topics=needs_first(which), offered=offered)
    if request.method == "POST" and form.is_valid():
        allow(rules.may_plan(request.user, which))
        try:
            made = take_goals(
                which, [form.wording()], receipt=receipt_of(request), by=request.user
            )
            return taken(request, which, made)
        except actions.ThreeAlready:
            form.add_error(None, _("You have three goals. Give one up first."))
    goals, waiting = goals_with_history(which), unsettled(which)
    proposals = [one for one in waiting if not one.answer]
    context = {
        "participation": which,
        "goals": goals,
        "proposals": proposals,
        "proposing": which.accompanied,  # type: ignore[attr-defined]  # annotated by its query
        "report": _report_of(offered),
        "declined": [one for one in waiting if one.answer],
        "dropped": which.goals.exclude(dropped_at=None).order_by("-dropped_at"),
        "form": form if len(goals) + len(proposals) < MOST_GOALS else None,
        "talk": open_talk(which),
        "over": is_over_for(which),
    }
    status = 422 if form.errors else 200
    return render(request, "web/cycles/plan.html", context, status=status)


def _report_of(offered: Offered) -> str:
    """Public id of the school's last round, once it is closed: goals are chosen from there."""
    return (
        offered.asked.round.public_id if offered.asked and offered.asked.round.is_closed else ""
    )


def needs_first(participation: Participation) -> list[Topic]:
    """What the school needs first, then the rest of the vocabulary."""
    said = participation.interests.all()  # often fetched already
    mine = {one.topic_id for one in said if one.direction == Interest.Direction.NEEDS}
    topics = Topic.objects.order_by("position", "slug")
    return sorted(topics, key=lambda topic: topic.pk not in mine)


@require_GET
def show(request: Request, goal: str) -> HttpResponse:
    """One goal for everybody in the cluster; for the school itself with its forms."""
    return _page(request, _goal(request, goal))


def _goal(request: Request, goal: str, *, to_change: bool = False) -> Goal:
    found = get_object_or_404(goals_seen_by(request.user), public_id=goal)
    if to_change:
        allow(rules.may_plan(request.user, found.participation))
    return found


def _page(request: Request, goal: Goal, status: int = 200, **posted: Any) -> HttpResponse:
    over, reviewed = is_over_for(goal.participation), reviewed_lines(goal)
    ours = rules.may_plan(request.user, goal.participation)
    may_plan = not over and ours
    context: dict[str, Any] = {
        "goal": goal,
        "participation": goal.participation,
        "stands": goal.stands.select_related("said_by").order_by("-said_at", "-pk"),
        "steps": goal.steps.order_by("done_at", "due_on", "pk"),
        "reviewed": reviewed,
        "to_word": waits_for_words(goal, reviewed),
        # What somebody just typed stays on the screen, even if the goal was given up meanwhile.
        "over": over,
        "ours": ours,
        "may_plan": may_plan and (goal.dropped_at is None or bool(posted)),
        "move_form": MoveForm(initial={"stop": goal.stop}),
        "step_form": StepForm(),
        "drop_form": DropForm(),
        "cluster": diary_of(goal.participation),
        "talks": _talks(request, goal),
        "ground": shown_to(request.user, goal),
    }
    if may_plan:
        context["offer"] = offer_for(goal) if goal.dropped_at is None else None
        context["word_form"] = _word_form(goal)
    return render(request, "web/cycles/goal.html", context | posted, status=status)


def _talks(request: Request, goal: Goal) -> bool:
    """Another school of its cluster answers where both talk; whoever coordinates does not."""
    cohort = goal.participation.cohort
    return bool(my_school_ids(request.user)) and not may_coordinate(request.user, cohort)


def _word_form(goal: Goal) -> WordForm:
    words = {
        "text": goal.text,
        "why": goal.why,
        "topic": goal.topic.slug if goal.topic else "",
        "version": goal.version,
    }
    return WordForm(initial=words, topics=needs_first(goal.participation))


def _do(request: Request, goal: Goal, name: str, form: forms.Form, verb: Any) -> HttpResponse:
    """One change: form, action, back to the goal; what was wrong is shown in its place."""
    if not form.is_valid():
        return _page(request, goal, 422, **{name: form, "form": form})
    try:
        verb({**form.cleaned_data, "receipt": receipt_of(request), "by": request.user})
    except ChangedBySomebody as changed:
        conflict = conflict_of(goal.public_id, form, _word_form(changed.now))
        again = renewed(form, changed.now.version)
        return _page(request, changed.now, 409, **{name: again, "conflict": conflict})
    except actions.Dropped:
        form.add_error(None, _("This goal was given up; it stays as it was."))
        return _page(request, goal, 409, **{name: form, "form": form})
    return redirect("cycles:goal", goal.public_id)


@require_POST
def move(request: Request, goal: str) -> HttpResponse:
    """Say how far it is."""
    which = _goal(request, goal, to_change=True)
    return _do(
        request,
        which,
        "move_form",
        MoveForm(request.POST),
        lambda given: actions.move_goal(which, **given),
    )


@require_POST
def word(request: Request, goal: str) -> HttpResponse:
    """Say it better."""
    which = _goal(request, goal, to_change=True)
    return _do(
        request,
        which,
        "word_form",
        WordForm(request.POST, topics=needs_first(which.participation)),
        lambda given: actions.word_goal(which, **given),
    )


@require_POST
def drop(request: Request, goal: str) -> HttpResponse:
    """Give it up, with the reason."""
    which = _goal(request, goal, to_change=True)
    return _do(
        request,
        which,
        "drop_form",
        DropForm(request.POST),
        lambda given: actions.drop_goal(which, why=given["why"], by=given["by"]),
    )


@require_POST
def add_step(request: Request, goal: str) -> HttpResponse:
    """Who does what by when."""
    which = _goal(request, goal, to_change=True)
    return _do(
        request,
        which,
        "step_form",
        StepForm(request.POST),
        lambda given: actions.add_step(which, **given),
    )


@require_POST
def mark_step(request: Request, goal: str, step: str) -> HttpResponse:
    """Done, or not yet."""
    which = _goal(request, goal, to_change=True)
    found = get_object_or_404(which.steps, public_id=step)
    try:
        actions.mark_step(found, done=request.POST.get("done") == "yes", by=request.user)
    except actions.Dropped:
        messages.info(request, _("This goal was given up; it stays as it was."))
    return redirect("cycles:goal", which.public_id)
