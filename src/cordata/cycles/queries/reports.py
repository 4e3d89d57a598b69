"""The figures and the words of a term's report: one function for page, PDF, ODT, CSV, XLSX."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.cycles.models import Report
from cordata.cycles.queries.dose import Dose, dose_of, dose_of_school, span_of, total
from cordata.cycles.queries.standing import Standing, standing_of, standing_of_school
from cordata.documents.models import Revision
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries import cohorts_seen_by

BLOCKS = ("opening", "closing")
Figures = dict[str, Any]  # plain: it is kept as JSON when a report is sent


@dataclass(frozen=True)
class Words:
    """The coordinator's text of one block, and the revision it is."""

    body: str = ""
    number: int = 0
    by: str = ""


def reports_seen_by(person: User) -> QuerySet[Report]:
    """The set-wise twin of ``rules.may_report``."""
    return Report.objects.filter(cohort__in=cohorts_seen_by(person)).select_related(
        "cohort__country", "cohort__programme", "opening", "closing", "made_by", "sent_by"
    )


def figures_of(report: Report) -> Figures:
    """As they were sent; until then as the records say now. Five queries."""
    if report.sent:
        figures: Figures = report.sent["figures"]
        return figures
    return live_figures(report)


def clusters_in(report: Report) -> QuerySet[Cluster]:
    """The clusters that lived on one of its days."""
    begun = Cluster.objects.filter(cohort=report.cohort_id, opened_on__lte=report.ends_on)
    return begun.exclude(closed_on__lt=report.starts_on)


def live_figures(report: Report) -> Figures:
    """From told activities and stated goals only: nothing is typed for a report."""
    cohort = report.cohort
    span = span_of(cohort.country, report.starts_on, report.ends_on)
    clusters = clusters_in(report)
    doses, standing = dose_of(clusters, span), standing_of(clusters, span)
    inside = Count("memberships", filter=Q(memberships__until=None))
    rows = [
        {
            "letter": one.letter,
            "name": one.name,
            "cluster": one.public_id,
            "schools": one.schools,
            "dose": _plain(doses[one.pk]),
            "goals": _plain(standing[one.pk]),
        }
        for one in clusters.annotate(schools=inside).order_by("letter", "pk")
    ]
    return {
        "counted_on": timezone.localdate().isoformat(),
        "schools": _schools(cohort),
        "dose": _plain(total(doses.values())),
        "goals": _plain(sum(standing.values(), Standing())),
        "clusters": rows,
    }


def _plain(counted: Dose | Standing) -> Figures:
    """Counters as plain tables, in the order of their names: the same figures, the same JSON."""
    found: Figures = {}
    for one in fields(counted):
        value = getattr(counted, one.name)
        found[one.name] = dict(sorted(value.items())) if isinstance(value, Mapping) else value
    return found


def _schools(cohort: Cohort) -> dict[str, int]:
    sides = cohort.participations.filter(withdrawn_at=None).values("side")
    return {
        row["side"]: row["number"]
        for row in sides.annotate(number=Count("pk")).order_by("side")
    }


def words_of_report(report: Report) -> dict[str, Words]:
    """The text of each block: as it was sent, until then as it was written last. One query."""
    if report.sent:
        return {name: Words(report.sent["words"][name]) for name in BLOCKS}
    mine = {getattr(report, f"{name}_id"): name for name in BLOCKS}
    words = dict.fromkeys(BLOCKS, Words())
    written = Revision.objects.filter(document__in=mine, language=report.language)
    for one in written.select_related("written_by").order_by("number"):
        by = one.written_by.name if one.written_by else ""
        words[mine[one.document_id]] = Words(one.body, one.number, by)
    return words


def digest_of(sent: dict[str, Any]) -> str:
    """A fingerprint of what was sent: one changed figure or word makes another."""
    plain = json.dumps(sent, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def lines_of_school(school: Participation) -> Figures:
    """What reports can say of one school, for the school itself: its year until now."""
    span = span_of(school.cohort.country, school.cohort.starts_on, timezone.localdate())
    return {
        "dose": _plain(dose_of_school(school, span)),
        "goals": _plain(standing_of_school(school, span)),
    }


def reports_about(school: Participation) -> list[tuple[Report, Figures | None]]:
    """Reports of its cohort that were sent, newest first, each with the line of its cluster."""
    mine = set(school.memberships.values_list("cluster__public_id", flat=True))
    sent = Report.objects.filter(cohort=school.cohort_id, sent_at__isnull=False)
    return [
        (
            one,
            next(
                (row for row in one.sent["figures"]["clusters"] if row["cluster"] in mine), None
            ),
        )
        for one in sent.order_by("-sent_at")
        if one.sent
    ]
