"""The public simulator: page, file, JSON, and the small form that other pages carry."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cordata.exchange.rules import may_keep_scenarios
from cordata.web.doors import public
from cordata.web.models.compared import effect_of
from cordata.web.simulate.answer import answer_of, names_of
from cordata.web.simulate.asking import asked_in
from cordata.web.simulate.lines import HEADER, document_of, lines_of
from cordata.web.simulate.words import said
from cordata.web.tables import csv_table

REFUSED = 422


@public
@require_GET
def show(request: HttpRequest) -> HttpResponse:
    """A result in the first answer: what is not in the address is a national default."""
    asked = asked_in(request)
    context: dict[str, Any] = {
        "form": asked.form,
        "basis": asked.basis,
        "country": names_of(asked.basis)[0],
        "marked": set(asked.found.outside) if asked.found else set(),
        "may_keep": may_keep_scenarios(request.user),  # type: ignore[arg-type]  # visitors too
    }
    if asked.found is None:
        return render(request, "web/simulate/simulate.html", context, status=REFUSED)
    context |= {
        "query": asked.query,
        "answer": answer_of(asked.found, asked.basis),
        "effect": effect_of(asked.basis.model),
    }
    return render(request, "web/simulate/simulate.html", context)


@public
@require_GET
def table(request: HttpRequest) -> HttpResponse:
    """Every number of the page, unrounded, for a spreadsheet."""
    asked = asked_in(request)
    if asked.found is None:
        return JsonResponse({"errors": asked.form.errors}, status=REFUSED)
    return csv_table("simulation.csv", HEADER, lines_of(asked.found, asked.basis))


@public
@require_GET
def document(request: HttpRequest) -> HttpResponse:
    """The same for programs."""
    asked = asked_in(request)
    if asked.found is None:
        return JsonResponse({"errors": asked.form.errors}, status=REFUSED)
    return JsonResponse(document_of(asked.found, asked.basis))


@public
@require_GET
def cost(request: HttpRequest) -> HttpResponse:
    """ "What would it cost us?", as a part of another page."""
    asked = asked_in(request, ids="cost_%s")
    context: dict[str, Any] = {"form": asked.form, "basis": asked.basis}
    if asked.found is not None:
        context["total"] = said(asked.found.total, asked.basis.currency)
    return render(request, "web/simulate/cost.html", context)
