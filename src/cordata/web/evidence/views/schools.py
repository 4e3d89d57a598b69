"""A school and research: what rests on its answers, and how it takes them back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cordata.evidence.actions.withholding import allow_for_research, withhold_from_research
from cordata.evidence.queries.resting import resting_on
from cordata.schools.models import School
from cordata.schools.queries.schools import my_schools
from cordata.surveys import rules
from cordata.surveys.actions.withholding import WithheldAlready
from cordata.surveys.queries.withholding import withheld_of
from cordata.web.reports.words import occasion_name
from cordata.web.requests import Request, allow


@require_GET
def show(request: Request, sch: str) -> HttpResponse:
    """Every closed round, with the findings that rest on it."""
    return _page(request, _ours(request, sch))


@require_POST
def decide(request: Request, sch: str) -> HttpResponse:
    """Take the answers back, or allow them again."""
    school = _ours(request, sch)
    allow(rules.may_withhold(request.user, school))
    said = request.POST.get("research")
    if said not in ("yes", "no"):  # nobody allows research by saying nothing
        return _page(request, school, 400)
    try:
        if said == "no":
            withhold_from_research(school, by=request.user)
            done = _(
                "Your school’s answers have left research. Whoever wrote or approved something "
                "that rests on them is told."
            )
        else:
            allow_for_research(school, by=request.user)
            done = _("Research may use your school’s answers again, from now on.")
    except WithheldAlready:
        done = _("Somebody was faster: this is how it stands now.")
    messages.success(request, done)
    return redirect("evidence:school", sch)


def _page(request: Request, school: School, status: int = 200) -> HttpResponse:
    context = {
        "school": school,
        "resting": [(one, occasion_name(one.round.occasion)) for one in resting_on(school)],
        "withheld": withheld_of(school),
        "may_withhold": rules.may_withhold(request.user, school),
    }
    return render(request, "web/evidence/school.html", context, status=status)


def _ours(request: Request, sch: str) -> School:
    return get_object_or_404(my_schools(request.user), public_id=sch)
