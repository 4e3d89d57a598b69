"""Schools that apply together, and at an open door: decide, then confirm the cluster."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from cordata.calls import rules
from cordata.calls.actions.taking_in import NotSent, decide_alone
from cordata.calls.models import Call
from cordata.calls.queries.together import Together, together_in, together_with
from cordata.clusters.actions import founding
from cordata.clusters.queries.clusters import cluster_letters
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import taking_part
from cordata.web.calls.views.find import call_of
from cordata.web.requests import Request, allow
from cordata.web.selection.forms import DecideAloneForm

PAGE = 25


@require_http_methods(["GET", "POST"])
def list_together(request: Request, cc: str, call: str) -> HttpResponse:
    """Every ready cluster of a call, how far its schools are; at an open door, decide."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    chosen = request.POST.get("group", "")
    form = DecideAloneForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _decide(request, cc, which, _group(which, chosen), form)
    page = Paginator(together_in(which), PAGE).get_page(request.GET.get("page"))
    groups = list(page)
    schools = [one.application.school_id for group in groups for one in group.members]
    context = {
        "cc": cc,
        "call": which,
        "letters": cluster_letters(which.cohort, schools),
        "chosen": chosen,
        "page": page,
        "groups": [
            (
                one,
                form
                if one.public_id == chosen
                else DecideAloneForm(auto_id=f"{one.public_id}_%s"),
            )
            for one in groups
        ],
    }
    status = 422 if form.errors else 200
    return render(request, "web/selection/together.html", context, status=status)


def _decide(
    request: Request, cc: str, call: Call, group: Together, form: DecideAloneForm
) -> HttpResponse:
    if not call.is_open_door or group.is_decided:
        raise Http404
    given = dict(form.cleaned_data)
    result = given.pop("result")
    try:
        results = {one.application: result for one in group.members if not one.result}
        decide_alone(call, results, by=request.user, **given)
    except NotSent:
        messages.error(request, _("A school has not sent its application yet."))
    else:
        messages.success(request, _("Decided. The letters are on their way."))
    return redirect("selection:together", cc, call.public_id)


@require_POST
def confirm(request: Request, cc: str, call: str, group: str) -> HttpResponse:
    """Accepted schools that chose each other become a cluster, as it is."""
    which = call_of(request.user, cc, call)
    allow(rules.may_edit_call(request.user, which))
    together = _group(which, group)
    if not together.can_be_a_cluster or together.ready_cluster is None:
        raise Http404
    schools = _taking_part(which, together)
    lead = next((one for one in schools if one.is_mentor), None)
    if lead is None:
        messages.error(request, _("These schools no longer take part as they applied."))
        return redirect("selection:together", cc, which.public_id)
    try:
        made = founding.found_cluster(
            which.cohort,
            lead,
            [one for one in schools if one != lead],
            name=together.ready_cluster.name,
            by=request.user,
        )
    except founding.NotFree as taken:
        names = get_text_list([one.school.name for one in taken.schools], _("and"))
        messages.error(request, _("In another cluster already, or gone: %s.") % names)
    except ValueError:
        messages.error(request, _("These schools no longer take part as they applied."))
    else:
        messages.success(request, _("The cluster is at work. Its schools get a letter."))
        return redirect("clusters:coordinate", cc, made.public_id)
    return redirect("selection:together", cc, which.public_id)


def _taking_part(call: Call, together: Together) -> list[Participation]:
    schools = [one.school_id for one in together.accepted]
    return list(taking_part(call.cohort).filter(school__in=schools))


def _group(call: Call, public_id: str) -> Together:
    found = together_with(call, public_id)
    if found is None:
        raise Http404
    return found
