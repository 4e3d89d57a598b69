"""One short page for the mentor school: what the records say, and what to confirm."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.costs import actions, rules
from cordata.costs.models import Kind
from cordata.costs.queries import shipped
from cordata.costs.queries.asked import confirmed_from, term_asked
from cordata.costs.queries.network import cluster_bill
from cordata.costs.queries.sheets import Sheet, sheet_of
from cordata.costs.queries.terms import Term, terms_of
from cordata.costs.queries.usual import hours_recorded
from cordata.cycles.queries.hours import ROLES
from cordata.kit.days import day
from cordata.web.costs.forms import TermForm
from cordata.web.costs.words import Money, borne_in_words, hours, percent, precise
from cordata.web.requests import Request, allow, posted


@require_http_methods(["GET", "POST"])
def confirm(request: Request, cluster: str) -> HttpResponse:
    """Shown as recorded and guessed, or as confirmed; confirmed with one press."""
    which = get_object_or_404(clusters_entered_by(request.user), public_id=cluster)
    allow(rules.may_confirm_costs(request.user, which))
    term = _term(request, which)
    sheet = sheet_of(which, term)
    form = TermForm(
        posted(request), sheet=sheet, currency=shipped.currency_of(which.cohort.country_id)
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.confirm_term(
                which, term, form.used(), seen=form.cleaned_data["seen"], by=request.user
            )
        except actions.NotYetBegun:
            form.add_error(None, _("This term has not begun: there is nothing to confirm yet."))
        except actions.NotYetOver:
            form.add_error(None, _running(sheet))
        except actions.RecordsMoved:
            form.add_error(None, _("Activities were told or changed meanwhile. Look at the new "
                                   "hours, then confirm again."))  # fmt: skip
            form.look_again()
        else:
            messages.success(request, _("Confirmed. Nothing changes it silently from now on."))
            return redirect(f"{reverse('costs:cluster', args=[cluster])}?term={term.number}")
    status = 422 if form.errors else 200
    return render(request, "web/costs/cluster.html", _page(sheet, form), status=status)


def _term(request: Request, cluster: Cluster) -> Term:
    """The one asked for, else the one that waits to be confirmed, else the one of today."""
    terms = terms_of(cluster.cohort)
    asked = request.GET.get("term", "")
    found = [one for one in terms if str(one.number) == asked]
    return found[0] if found else term_asked(cluster, timezone.localdate())


def _page(sheet: Sheet, form: TermForm) -> dict[str, Any]:
    row, missing = cluster_bill([sheet])
    money = Money(sheet.cluster.cohort.country_id)
    now = hours_recorded(sheet.now)
    then = hours_recorded(sheet.counted)
    return {
        "cluster": sheet.cluster,
        "sheet": sheet,
        "form": form,
        "terms": terms_of(sheet.cluster.cohort),
        "running": _running(sheet) if timezone.localdate() < _from(sheet) else "",
        "row": row,
        "missing": [one.label for one in missing],
        "hours": hours(row.minutes),
        "total": money.say(row.bill.total if row.bill else None),
        "per_school": money.say(row.per_school),
        "between": money.between(row.bill) if row.bill else "",
        "assumed": percent(row.bill.assumed) if row.bill else "",
        "borne": borne_in_words(row.bill, money) if row.bill else [],
        "sides": _sides(sheet),
        "base": shipped.tables().base,
        "moved": [
            (kind.label, precise(then[kind]), precise(now[kind]))
            for kind in (Kind.MENTOR_TIME, Kind.MENTEE_TIME)
        ],
    }


def _running(sheet: Sheet) -> str:
    return _("This term is still running. It can be confirmed from %(day)s.") % {
        "day": day(_from(sheet))
    }


def _from(sheet: Sheet) -> dt.date:
    return confirmed_from(sheet.term, sheet.cluster.closed_on)


def _sides(sheet: Sheet) -> list[tuple[str, list[str], str]]:
    """Each side: hours at activities by role, and hours on the road."""
    found = []
    for side, label in (("mentor", _("Mentor school")), ("mentee", _("Mentee schools"))):
        there = [hours(sheet.counted[f"time:{side}:{role}"]) for role in ROLES]
        road = sum(sheet.counted[f"travel:{side}:{role}"] for role in ROLES)
        found.append((label, there, hours(road)))
    return found
