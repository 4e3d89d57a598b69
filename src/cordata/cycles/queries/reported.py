"""What clusters say in a report: the pages of their terms that the coordinator took into it."""

from django.db.models import QuerySet

from cordata.cycles.models import Report, TermPage
from cordata.cycles.queries.reports import Figures, clusters_in


def term_pages_of(report: Report) -> QuerySet[TermPage]:
    """What its clusters wrote of its term (of every term, if it is of the year)."""
    pages = TermPage.objects.filter(cluster__in=clusters_in(report))
    if report.term is not None:
        pages = pages.filter(term=report.term)
    return pages.select_related("cluster").order_by("cluster__letter", "cluster", "term")


def said_in(report: Report) -> list[Figures]:
    """The pages that were taken: as they were sent, until then as they stand. One query."""
    if report.sent:
        said: list[Figures] = report.sent.get("terms", [])  # nothing in those of before
        return said
    return [_said(page) for page in term_pages_of(report).filter(taken_at__isnull=False)]


def said_and_not_taken(report: Report) -> tuple[list[Figures], list[TermPage]]:
    """The same, and pages that are written and not in the report: its coordinator may take them."""
    if report.sent:
        return said_in(report), []
    pages = list(term_pages_of(report))
    taken = [_said(page) for page in pages if page.taken_at]
    return taken, [page for page in pages if page.taken_at is None]


def _said(page: TermPage) -> Figures:
    return {
        "letter": page.cluster.letter,
        "name": page.cluster.name,
        "cluster": page.cluster.public_id,
        "term": page.term,
        "language": page.language,
        "version": page.version,
        "answers": {name: getattr(page, name) for name in TermPage.QUESTIONS},
    }
