"""Start the report of a term, write in it, send it: then it stays as it was sent."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.models import Report
from cordata.cycles.queries.reported import said_in
from cordata.cycles.queries.reports import (
    BLOCKS,
    Figures,
    digest_of,
    live_figures,
    words_of_report,
)
from cordata.documents.actions import start_document, write_and_publish
from cordata.documents.models import Document, Revision
from cordata.history.actions import record
from cordata.kit import ids
from cordata.networks.models import Cohort


class SentAlready(Exception):
    """It has been sent: its words and figures stay as they were sent."""


@transaction.atomic
def start_report(
    cohort: Cohort,
    *,
    title: str,
    language: str,
    starts_on: dt.date,
    ends_on: dt.date,
    term: int | None = None,
    by: User,
) -> Report:
    """A report of the days from ``starts_on`` to ``ends_on``; its words are written next.

    term  whose pages it takes over; None for those of every term

    A second click starts no second one: a report has no way out again.
    """
    Cohort.objects.select_for_update(no_key=True).get(pk=cohort.pk)
    facts = {"title": title, "language": language, "starts_on": starts_on, "ends_on": ends_on,
             "term": term, "made_by": by}  # fmt: skip
    same = Report.objects.filter(cohort=cohort, sent_at=None, **facts).first()
    if same:
        return same
    name = ids.new("rep")
    opening, closing = (
        _document(cohort, f"report-{name}-{one}", language, by) for one in BLOCKS
    )
    report = Report.objects.create(
        public_id=name,
        cohort=cohort,
        opening=opening,
        closing=closing,
        **facts,
    )
    _note("report.started", report, by)
    return report


def _document(cohort: Cohort, slug: str, language: str, by: User) -> Document:
    return start_document(slug=slug, language=language, country=cohort.country_id, by=by)


@transaction.atomic
def write_words(
    report: Report, block: str, *, body: str, after: int, by: User
) -> Revision | None:
    """The next version of a block's text, after number ``after``; the same again is no version.

    Raises SentAlready, documents.WrittenMeanwhile.
    """
    _still(report)
    now = words_of_report(report)[block]
    if (now.body, now.number) == (body, after):
        return None
    revision = write_and_publish(
        getattr(report, block),
        language=report.language,
        title=report.title,
        body=body,
        after=after,
        by=by,
    )
    _note("report.written", report, by, block=block)
    return revision


@transaction.atomic
def send_report(report: Report, *, to: str, asked: Sequence[Figures] = (), by: User) -> None:
    """Keep all that it says as it is at this moment, with a fingerprint. Raises SentAlready.

    asked  how many answered the surveys of its days: known upstairs, kept here with the rest
    """
    sent = {
        "figures": live_figures(report),
        "asked": list(asked),
        "terms": said_in(report),
        "words": {name: words.body for name, words in words_of_report(report).items()},
    }
    still = Report.objects.filter(pk=report.pk, sent_at=None)
    if not still.update(
        sent=sent, digest=digest_of(sent), sent_to=to, sent_by=by, sent_at=timezone.now()
    ):
        raise SentAlready
    report.refresh_from_db()
    _note("report.sent", report, by, to=to, digest=report.digest)


def _still(report: Report) -> None:
    """Locked, so that nobody sends it while somebody writes."""
    if Report.objects.select_for_update().get(pk=report.pk).sent_at:
        raise SentAlready


def _note(verb: str, report: Report, by: User, **facts: Any) -> None:
    record(verb, on=report, by=by, scope=f"country:{report.cohort.country_id}", **facts)
