"""People and roles of a country, and inviting colleagues of a school."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from cordata.accounts import actions, queries, rules
from cordata.accounts.models import Invitation, RoleKind, Scope
from cordata.networks.queries import country_name
from cordata.schools.models import School
from cordata.web.accounts.forms import InviteForm, InviteToCountryForm, ManyForm, end_of
from cordata.web.accounts.many import BadLine, read_people
from cordata.web.requests import Request, allow


def _country(request: Request, cc: str) -> str:
    """The country, if this person has anything to manage in it; else 404."""
    code = cc.upper()
    if not rules.may_manage_country(request.user, code):
        raise Http404
    return code


def _school_ids(country: str) -> list[str]:
    ids = School.objects.filter(country=country, participations__isnull=False)
    return list(ids.distinct().values_list("public_id", flat=True))


@require_http_methods(["GET", "POST"])
def people(request: Request, cc: str) -> HttpResponse:
    """Who is what in a country; invite somebody."""
    country = _country(request, cc)
    form = InviteToCountryForm(
        request.POST or None, country=country, initial={"language": request.user.language}
    )
    if request.method == "POST" and form.is_valid():
        _invite(request, country, form)
        return redirect("accounts:people", cc)
    schools = _school_ids(country)
    context = {
        "cc": cc,
        "country": country,
        "country_name": country_name(country, request.LANGUAGE_CODE),
        "form": form,
        "with_second_step": queries.with_second_step(),
        "roles": queries.roles_in(Scope.COUNTRY, [country]),
        "school_roles": queries.roles_in(Scope.SCHOOL, schools),
        "names": dict(
            School.objects.filter(public_id__in=schools).values_list("public_id", "name")
        ),
        "invitations": queries.open_invitations(Scope.COUNTRY, [country])
        | queries.open_invitations(Scope.SCHOOL, schools),
    }
    status = 422 if form.errors else 200
    return render(request, "web/accounts/people.html", context, status=status)


def _invite(request: Request, country: str, form: InviteToCountryForm) -> None:
    data = form.cleaned_data
    school = data.get("found")
    scope = Scope.SCHOOL if school else Scope.COUNTRY
    place = school.public_id if school else country
    allow(rules.may_grant(request.user, data["kind"], scope, place, country))
    actions.invite(
        email=data["email"],
        name=data["name"],
        language=data["language"],
        kind=data["kind"],
        scope=scope,
        place=place,
        place_name=school.name if school else country,
        until=end_of(data["until"]) if data["until"] else None,
        by=request.user,
    )
    messages.success(request, _("The invitation is on its way to %(name)s.") % data)


@require_http_methods(["GET", "POST"])
def invite_colleague(request: Request, school: str) -> HttpResponse:
    """A head invites a colleague to the school's team."""
    where = get_object_or_404(School, public_id=school)
    if not rules.may_manage_school(request.user, where.public_id, where.country):
        raise Http404
    form = InviteForm(request.POST or None, initial={"language": request.user.language})
    if request.method == "POST" and form.is_valid():
        actions.invite(
            kind=RoleKind.TEAM,
            scope=Scope.SCHOOL,
            place=where.public_id,
            place_name=where.name,
            by=request.user,
            **form.cleaned_data,
        )
        messages.success(
            request, _("The invitation is on its way to %(name)s.") % form.cleaned_data
        )
        return redirect("schools:ours")
    context = {"form": form, "school": where}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/invite.html", context, status=status)


@require_http_methods(["GET", "POST"])
def invite_many(request: Request, cc: str) -> HttpResponse:
    """A table of people; a wrong line is named, and then nobody is invited."""
    country = _country(request, cc)
    form = ManyForm(request.POST or None, request.FILES or None)
    bad: list[BadLine] = []
    if request.method == "POST" and form.is_valid():
        rows, bad = read_people(form.cleaned_data["lines"], country)
        if not bad:
            for row in rows:
                place, kind = row["place"], row["kind"]
                allow(rules.may_grant(request.user, kind, row["scope"], place, country))
            number = actions.invite_many(rows, by=request.user)
            sentence = ngettext(
                "%(number)d invitation is on its way.",
                "%(number)d invitations are on their way.",
                number,
            )
            messages.success(request, sentence % {"number": number})
            return redirect("accounts:people", cc)
        form.add_error("lines", _("Mend the lines named below; nobody has been invited."))
    name = country_name(country, request.LANGUAGE_CODE)
    context = {"cc": cc, "country_name": name, "form": form, "bad": bad}
    status = 422 if form.errors else 200
    return render(request, "web/accounts/invite_many.html", context, status=status)


@require_POST
def reset_second_step(request: Request, cc: str, role: str) -> HttpResponse:
    """Somebody's phone is gone: by code of the mail alone again."""
    country = _country(request, cc)
    which = get_object_or_404(queries.current_roles(), public_id=role)
    _must_lie_in(country, which.scope, which.place)
    allow(rules.may_grant(request.user, which.kind, which.scope, which.place, country))
    actions.reset_second_step(which.person, by=request.user)
    messages.success(
        request, _("%(name)s signs in by code alone again.") % {"name": which.person.name}
    )
    return redirect("accounts:people", cc)


@require_POST
def end_role(request: Request, cc: str, role: str) -> HttpResponse:
    """End somebody's role in a country or one of its schools."""
    country = _country(request, cc)
    which = get_object_or_404(queries.current_roles(), public_id=role)
    _must_lie_in(country, which.scope, which.place)
    allow(rules.may_grant(request.user, which.kind, which.scope, which.place, country))
    actions.end_role(which, by=request.user)
    said = _("The role of %(name)s has ended. That it was held stays known.")
    messages.success(request, said % {"name": which.person.name})
    return redirect("accounts:people", cc)


@require_POST
def withdraw_invitation(request: Request, cc: str, invitation: str) -> HttpResponse:
    """Make an invitation's link worthless."""
    country = _country(request, cc)
    which = get_object_or_404(Invitation, public_id=invitation)
    _must_lie_in(country, which.scope, which.place)
    try:
        actions.withdraw_invitation(which, by=request.user)
    except actions.InvitationOver:
        messages.info(request, _("This invitation was used or withdrawn before."))
    return redirect("accounts:people", cc)


def _must_lie_in(country: str, scope: str, place: str) -> None:
    if scope == Scope.COUNTRY and place == country:
        return
    lies = School.objects.filter(public_id=place, country=country).exists()
    if scope != Scope.SCHOOL or not lies:
        raise Http404
