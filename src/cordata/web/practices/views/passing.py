"""Say who learned a practice from whom; confirm what another school says; take it back."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.practices import rules
from cordata.practices.actions import passing as actions
from cordata.practices.models import Passing, Practice
from cordata.practices.queries.genealogy import neighbours_of, schools_having
from cordata.schools.models import School
from cordata.schools.queries.schools import my_school_ids, my_schools
from cordata.web.practices.forms.tying import PassingForm
from cordata.web.practices.views.ours import practice_of
from cordata.web.practices.views.public import public_edition
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def learned(request: Request, number: int) -> HttpResponse:
    """For the school of this person: from whom it learned a published practice."""
    practice = public_edition(number).practice
    own = my_schools(request.user).exclude(pk=practice.participation.school_id).first()
    if own is None:
        raise Http404
    form = PassingForm(
        posted(request),
        others=[one for one in schools_having(practice) if one != own],
        label=_("From which school did you learn it?"),
    )
    if form.is_bound and form.is_valid():
        told = _told(request, practice, form, teacher=form.school(), learner=own, own=own)
        if told:
            return redirect("practices:ours")
    context = {"practice": practice, "own": own, "form": form, "learns": True}
    return render(
        request, "web/practices/passing.html", context, status=422 if form.errors else 200
    )


@require_http_methods(["GET", "POST"])
def taught(request: Request, prc: str) -> HttpResponse:
    """For the school that has it: which school of its clusters learned it there."""
    practice = practice_of(request, prc)
    own = practice.participation.school
    form = PassingForm(
        posted(request),
        others=neighbours_of(own),
        label=_("Which school learned it from you?"),
    )
    if form.is_bound and form.is_valid():
        told = _told(request, practice, form, teacher=own, learner=form.school(), own=own)
        if told:
            return redirect("practices:our-practice", practice.public_id)
    context = {"practice": practice, "own": own, "form": form, "learns": False}
    return render(
        request, "web/practices/passing.html", context, status=422 if form.errors else 200
    )


def _told(
    request: Request,
    practice: Practice,
    form: PassingForm,
    *,
    teacher: School,
    learner: School,
    own: School,
) -> bool:
    try:
        actions.tell_passing(
            practice, teacher=teacher, learner=learner, told_for=own,
            language=get_language() or "en", by=request.user, **form.facts(),
        )  # fmt: skip
    except actions.HasItAlready:
        form.add_error("other", _("It is said already from whom this school has it."))
    except actions.HasItNot:
        form.add_error("other", _("Nobody has confirmed yet that this school has it."))
    except actions.BeforeItsTeacher:
        form.add_error("learned_on", _("The other school did not have it yet on that day."))
    except actions.AfterItsLearners:
        form.add_error(
            "learned_on",
            _("Another school learned it there before that day. Give an earlier one."),
        )
    else:
        messages.success(request, _("Said. The other school is asked to confirm it."))
        return True
    return False


def _passing_of(request: Request, pas: str) -> Passing:
    """One in which a school of this person takes part; else 404."""
    mine = my_school_ids(request.user)
    ours = Q(teacher__public_id__in=mine) | Q(learner__public_id__in=mine)
    found = Passing.objects.filter(ours).select_related("practice", "teacher", "learner")
    return get_object_or_404(found, public_id=pas)


@require_POST
def confirm(request: Request, pas: str) -> HttpResponse:
    """Yes, so it was."""
    which = _passing_of(request, pas)
    allow(rules.may_confirm(request.user, which))
    try:
        actions.confirm_passing(which, by=request.user)
        messages.success(request, _("Confirmed. Both schools stand in its tree now."))
    except actions.EndedAlready:
        messages.info(request, _("It was confirmed or taken back before."))
    return redirect("practices:ours")


@require_POST
def end(request: Request, pas: str) -> HttpResponse:
    """It was not so, or it shall not be told any more."""
    which = _passing_of(request, pas)
    allow(rules.may_end(request.user, which))
    try:
        actions.end_passing(which, by=request.user)
        messages.success(request, _("It is told no more."))
    except actions.EndedAlready:
        messages.info(request, _("It was confirmed or taken back before."))
    return redirect("practices:ours")
