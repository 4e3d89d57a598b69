"""What was said besides the statements, as rows: the one source of page, PDF and tables."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cordata.surveys.queries.besides import Count, Told
from cordata.surveys.queries.reports import Report
from cordata.web.instruments.words import language_name
from cordata.web.reports.words import decimal, voice_name, why_hidden


@dataclass(frozen=True)
class Row:
    """Something said: by a voice, or by somebody of any voice; or why it may not be read.

    language  of an open answer, as it was written: its code and its own name
    """

    voice: str = ""
    said: str = ""
    why: str = ""
    code: str = ""
    language: str = ""

    @property
    def text(self) -> str:
        """On one line, where a page can set nothing apart."""
        before = f"{self.voice}: " if self.voice else ""
        after = f" ({self.language})" if self.language else ""
        return f"{before}{self.said or self.why}{after}"


@dataclass(frozen=True)
class Besides:
    """One question and all that may be read of it."""

    label: str
    is_open: bool
    rows: list[Row]


def besides_of(report: Report) -> list[Besides]:
    """Every question that counts for no area."""
    return [
        Besides(one.label, one.is_open, list(_rows(one, report.least)))
        for one in report.besides
    ]


def _rows(told: Told, least: int) -> Iterator[Row]:
    if told.hidden:
        yield Row(why=why_hidden(told.hidden, least))
    for code, text in told.texts:
        yield Row(said=text, code=code, language=language_name(code) if code else "")
    for count in told.counts:
        why = why_hidden(count.hidden, least) if count.hidden else ""
        yield Row(voice_name(count.voice), "" if why else _chosen(count), why)


def _chosen(count: Count) -> str:
    if count.middle is not None:
        places = 0 if count.middle.is_integer() else 1
        facts = {"number": decimal(count.middle, places)}
        said = _("half of them said %(number)s or less") % facts
    else:
        said = " · ".join(f"{label} {number}" for label, number in count.given)
    return f"{said} ({count.people})"
