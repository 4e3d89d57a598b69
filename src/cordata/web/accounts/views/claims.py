""" "I work at this school": asked by anybody, answered by a colleague we know."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.accounts import actions, queries
from cordata.accounts.models import RoleKind, Scope, StaffClaim, User
from cordata.schools.models import School
from cordata.schools.rules import may_speak_for, may_work_in
from cordata.web.accounts.forms import ClaimForm
from cordata.web.doors import public
from cordata.web.limits import too_often
from cordata.web.requests import Request

MOST_AN_HOUR = 30  # from one address of the network: a school is one address


@public
@require_http_methods(["GET", "POST"])
def claim(request: HttpRequest, school: str) -> HttpResponse:
    """Say who you are; those we know of the school are asked. The answer tells nothing else."""
    which = get_object_or_404(School, public_id=school, listed=True, closed_on=None)
    person = request.user if request.user.is_authenticated else None
    initial = {"name": person.name, "email": person.email} if person else {}
    form = ClaimForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        if too_often(request, "claims", MOST_AN_HOUR):
            form.add_error(None, _("Too many questions from your network. Try in an hour."))
        else:
            _claim(request, which, form, person)
            messages.success(
                request, _("We have asked your colleagues. You hear from us by e-mail.")
            )
            return redirect("schools:school", which.public_id)
    status = 422 if form.errors else 200
    context = {"school": which, "form": form}
    return render(request, "web/accounts/claim.html", context, status=status)


def _claim(request: HttpRequest, school: School, form: ClaimForm, person: User | None) -> None:
    given = form.cleaned_data
    if person is not None:  # who is signed in claims as that person
        given = {"name": person.name, "email": person.email}
    try:
        actions.claim_school(
            place=school.public_id,
            place_name=school.name,
            language=request.LANGUAGE_CODE,
            known=_known(school),
            by=person,
            **given,
        )
    except actions.ClaimedAlready:
        return  # said the same way: nobody learns who has asked


def _known(school: School) -> list[User]:
    """The school's people; if there are none, who coordinates its country."""
    kinds = [RoleKind.HEAD, RoleKind.TEAM]
    people = queries.people_with_role(kinds, Scope.SCHOOL, [school.public_id])
    known = list({person.pk: person for person, _place in people}.values())
    return known or queries.coordinators_of(school.country)


@require_http_methods(["GET", "POST"])
def colleague(request: Request, token: str) -> HttpResponse:
    """The colleague's page: who says what; yes or no."""
    which = queries.claim_with(actions.digest(token))
    if which is None or not _may_answer(request.user, which):
        raise Http404
    if request.method == "POST":
        try:
            if request.POST.get("answer") == "yes":
                actions.confirm_claim(which, by=request.user)
                messages.success(request, _("Thank you. Your colleague is in the team now."))
            else:
                actions.refuse_claim(which, by=request.user)
                messages.success(request, _("Thank you. Nothing was given."))
        except actions.ClaimAnswered:
            messages.info(request, _("Somebody has answered before you."))
        return redirect("home:this-week")
    is_open = which.confirmed_at is None and which.refused_at is None
    context = {"claim": which, "is_open": is_open}
    return render(request, "web/accounts/colleague.html", context)


def _may_answer(person: User, claim: StaffClaim) -> bool:
    school = School.objects.filter(public_id=claim.place).first()
    return school is not None and (may_work_in(person, school) or may_speak_for(person, school))
