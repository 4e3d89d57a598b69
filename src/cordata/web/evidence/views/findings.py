"""Findings: the list, the page of one, and its numbers as a table."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from cordata.accounts.models import User
from cordata.analysis.numbers import unnumbered
from cordata.evidence import rules
from cordata.evidence.models import Finding
from cordata.evidence.queries.code import as_toml
from cordata.evidence.queries.leaving.readme import notice_of
from cordata.evidence.queries.projects import findings_seen_by
from cordata.evidence.queries.shown import behind, estimates_shown, is_hidden, lost
from cordata.guidance.models import Version
from cordata.guidance.queries.recommendations import resting_on
from cordata.web.doors import public
from cordata.web.evidence.asked import asked_in_words
from cordata.web.evidence.chart import beside, chart_of
from cordata.web.evidence.checks import verdicts
from cordata.web.evidence.past import past_of
from cordata.web.evidence.since import taken_back, withheld_since
from cordata.web.evidence.sure import sure_of
from cordata.web.evidence.views.reviewing import (
    remarks_on,
    standing_for,
    with_remarks,
    work_of,
)
from cordata.web.evidence.words import (
    ends,
    measured,
    name_of,
    reading,
    standing,
    unit_of,
    who_stands,
)
from cordata.web.exchange.words import statements_of
from cordata.web.tables import csv_table


@public
@require_GET
def list_findings(request: HttpRequest) -> HttpResponse:
    """What is released; above it, for researchers, what is not yet."""
    seen = list(findings_seen_by(person_of(request)).defer("run__table__content"))
    released = [one for one in seen if one.released_at is not None]
    released.sort(key=lambda one: (one.released_at, one.pk), reverse=True)
    context = {
        "ours": [one for one in seen if one.released_at is None],
        "released": [(one, who_stands(behind(one.run))) for one in released],
    }
    return render(request, "web/evidence/findings.html", context)


@public
@require_GET
def show(request: HttpRequest, fnd: str) -> HttpResponse:
    """One finding, to be read in a minute."""
    return finding_page(request, finding_seen(request, fnd))


@public
@require_GET
def table(request: HttpRequest, fnd: str) -> HttpResponse:
    """Its numbers, as the page shows them."""
    finding = finding_seen(request, fnd)
    run, notice = finding.run, notice_of(finding)
    size = behind(run)
    header = [_("What"), _("Unit"), _("Value"), _("Lower end"), _("Upper end"), _("Confidence level"),
              _("Likely from"), _("Likely to"), _("Schools"), _("Clusters"), _("Notice")]  # fmt: skip
    rows = [
        [name_of(one.name), unit_of(one.name), one.value, one.low, one.high, one.level,
         *(one.likely or (None, None)), size.schools or None, size.clusters, notice]
        for one in ([] if is_hidden(run) else estimates_shown(run))
    ]  # fmt: skip
    return csv_table(f"{fnd}.csv", header, rows)


def person_of(request: HttpRequest) -> User | None:
    """Whoever is signed in."""
    return request.user if isinstance(request.user, User) else None


def finding_seen(request: HttpRequest, fnd: str) -> Finding:
    """One that this reader may see; else 404."""
    seen = findings_seen_by(person_of(request)).defer("run__table__content")
    return get_object_or_404(seen, public_id=fnd)


def finding_for_work(request: HttpRequest, fnd: str) -> tuple[Finding, User]:
    """One that this researcher of its programme may work on; else 404."""
    finding, person = finding_seen(request, fnd), person_of(request)
    if person is None or not rules.may_research(person, finding.run.analysis.project):
        raise Http404
    return finding, person


def finding_page(
    request: HttpRequest, finding: Finding, status: int = 200, **more: Any
) -> HttpResponse:
    """The page, with what was just tried on it."""
    run, remarks = finding.run, remarks_on(finding)
    context: dict[str, Any] = {
        "finding": finding,
        "run": run,
        "analysis": run.analysis,
        "project": run.analysis.project,
        "code": as_toml(run.analysis),
        "past": past_of(finding),
        "asked": asked_in_words(run.analysis),
        "standing": standing(confirmatory=run.analysis.is_confirmatory),
        "reviews": standing_for(finding),
        "limits": with_remarks(finding, "limits", remarks),
        "counter": with_remarks(finding, "counter", remarks),
        "on_headline": [one for one in remarks if one.part == "headline"],
        "remarked": len(remarks),
        "taken_back": taken_back(finding.moved),
        "advice": _advice_on(finding) if finding.released_at else [],
    }
    context |= work_of(person_of(request), finding)
    context |= _hidden(context) if is_hidden(run) else _numbers(finding)
    return render(request, "web/evidence/finding.html", context | more, status=status)


def _advice_on(finding: Finding) -> list[tuple[Version, tuple[str, str]]]:
    """What is advised on it: back up the thread, in the language of the page where it can be."""
    found = list(resting_on(finding))
    says = statements_of(found)
    return [(one, says[one.pk]) for one in found]


def _numbers(finding: Finding) -> dict[str, Any]:
    """What came out, as it may be read."""
    run, shown = finding.run, estimates_shown(finding.run)
    main = next(one for one in shown if one.name == finding.estimate)
    return {
        "chart": chart_of(shown, finding.estimate),
        "others": [
            (name_of(one.name), measured(one), ends(one))
            for one in beside(shown, finding.estimate)
        ],
        "main": measured(main),
        "within": ends(main),
        "reading": reading(main),
        "behind": behind(run),
        "who_stands": who_stands(behind(run)),
        "lost": lost(run),
        "sure": sure_of(run, finding.estimate),
        "verdicts": verdicts(run),
    }


def _hidden(context: Mapping[str, Any]) -> dict[str, Any]:
    """Without any number of what came out, also of those that its author wrote."""
    texts = {
        part: [(unnumbered(text), remarks) for text, remarks in context[part]]
        for part in ("limits", "counter")
    }
    return texts | {"hidden": withheld_since(), "warned": []}
