"""The power calculator: what a planned comparison could see, before a call opens."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.analysis.contract import Result, SpecError
from cordata.analysis.power.planning import CURVE, plan
from cordata.analysis.thread import written
from cordata.evidence import rules
from cordata.evidence.queries.words import remedy, sentence
from cordata.web.evidence.forms.power import USUAL, PowerForm
from cordata.web.evidence.words import decimal
from cordata.web.requests import Request


@require_GET
def calculate(request: Request) -> HttpResponse:
    """Everything is in the address: a plan can be passed on as a link. No data are read."""
    if not rules.may_plan_research(request.user):
        raise Http404
    form = PowerForm(request.GET or USUAL)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        try:
            context |= _shown(plan(form.plan(), {}, 0))
        except SpecError as wrong:
            form.refuse(wrong)
    status = 422 if form.errors else 200
    return render(request, "web/evidence/power.html", context, status=status)


def _shown(result: Result) -> dict[str, Any]:
    curve = [
        (decimal(icc), result.more[name])
        for icc in CURVE
        if (name := f"mdes_at_icc_{icc:.2f}") in result.more
    ]
    return {
        "smallest": decimal(result.estimates["mdes"].value),
        "method": result.method,
        "most": max((value for _icc, value in curve), default=1.0),
        "curve": [(icc, value, decimal(value)) for icc, value in curve],
        "looks": [(sentence(one), remedy(one)) for one in written(result)["checks"]],
    }
