"""Indicators: what the network's figures count, of what, and their numbers today."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.evidence import rules
from cordata.evidence.queries.indicators import Measured, indicator_years, measured
from cordata.evidence.queries.indicators.declaring import NONE_MISSING, SOURCES
from cordata.networks.models import Cohort
from cordata.web.evidence.asked import cohort_name
from cordata.web.requests import Request
from cordata.web.tables import csv_table


@require_GET
def show(request: Request) -> HttpResponse:
    """One year of a programme, as far as a person may see it."""
    years, year = _chosen(request)
    cohorts = years.get(year, [])
    context = {
        "years": list(years),
        "year": year,
        "cohorts": ", ".join(cohort_name(one) for one in cohorts),
        "today": timezone.localdate(),
        "lines": [_line(one) for one in measured(cohorts)] if cohorts else [],
    }
    return render(request, "web/evidence/indicators.html", context)


@require_GET
def table(request: Request) -> HttpResponse:
    """The same numbers for a spreadsheet."""
    years, year = _chosen(request)
    header = [_("Indicator"), _("Version"), _("Value"), _("Numerator"), _("What is counted"),
              _("Denominator"), _("Out of what"), _("Looked at"), _("Missing"),
              _("What is missing"), _("Source"), _("Cohorts")]  # fmt: skip
    cohorts = years.get(year, [])
    names = ", ".join(one.public_id for one in cohorts)
    rows = [[*_cells(one), names] for one in measured(cohorts)] if cohorts else []
    return csv_table("indicators.csv", header, rows)


def _chosen(request: Request) -> tuple[dict[str, list[Cohort]], str]:
    if not rules.may_plan_research(request.user):
        raise Http404
    years = indicator_years(request.user)
    wanted = request.GET.get("year", "")
    return years, wanted if wanted in years else _running(years)


def _running(years: dict[str, list[Cohort]]) -> str:
    """The latest year that has begun; before the first one has, the first."""
    today = timezone.localdate()
    begun = [year for year, cohorts in years.items() if cohorts[0].starts_on <= today]
    return next(iter(begun or years), "")


def _line(one: Measured) -> dict[str, Any]:
    """A row of the page."""
    counted = one.counted
    return {
        "indicator": one.indicator,
        "source": SOURCES[one.indicator.source],
        "counted": counted,
        "can_miss": one.indicator.missing is not NONE_MISSING,
        "value": _value(one),
        "numerator": "" if counted is None else _plain(counted.numerator),
    }


def _value(one: Measured) -> str:
    """As "67 %" or "12.5"; nothing where there is nothing to divide by."""
    if one.counted is None or one.counted.value is None:
        return ""
    if one.indicator.is_share:
        return _("%(number)s %%") % {"number": number_format(round(100 * one.counted.value), 0)}
    return str(number_format(round(one.counted.value, 1), 1))


def _plain(number: float) -> str:
    return str(number_format(number, 0 if number == int(number) else 1))


def _cells(one: Measured) -> list[object]:
    declared, counted = one.indicator, one.counted
    numbers: list[object] = ["", "", "", "", ""]
    if counted is not None:
        numbers = [counted.value, counted.numerator, counted.denominator, counted.units,
                   counted.missing]  # fmt: skip
    value, numerator, denominator, units, missing = numbers
    return [declared.name, declared.key, value, numerator, declared.numerator, denominator,
            declared.denominator, units, missing, declared.missing,
            SOURCES[declared.source]]  # fmt: skip
