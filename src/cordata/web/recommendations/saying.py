"""Texts of a version as HTML: each number a link to its finding, as that page shows it."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cordata.analysis.advice.quoting import Part
from cordata.evidence.models import Finding
from cordata.guidance.queries.quoting import Quote, quoted
from cordata.web.evidence.words import ends, measured

HUNDRED = 100


def number_in_words(quote: Quote) -> str:
    """A quoted number, as its finding's page writes it."""
    if quote.part is Part.RANGE:
        return ends(quote.shown) or _("no interval")
    if quote.part is Part.SCHOOLS:
        return str(quote.behind.schools)
    return measured(quote.shown)


def said(text: str, known: Mapping[str, Finding]) -> SafeString:
    """One line of words and numbers."""
    return mark_safe("".join(_piece(one) for one in quoted(text, known)))  # noqa: S308 - each piece is escaped


def plain(text: str, known: Mapping[str, Finding]) -> str:
    """The same without links, for files, feeds and the sentence to quote."""
    return "".join(
        one if isinstance(one, str) else number_in_words(one) for one in quoted(text, known)
    )


def lines(text: str, known: Mapping[str, Finding]) -> list[SafeString]:
    """One for each line that is not empty."""
    return [said(one.strip(), known) for one in text.splitlines() if one.strip()]


def paragraphs(text: str, known: Mapping[str, Finding]) -> SafeString:
    """Each line a paragraph."""
    return format_html_join("", "<p>{}</p>", ((one,) for one in lines(text, known)))


def _piece(one: str | Quote) -> SafeString:
    if isinstance(one, str):
        return conditional_escape(one)
    address = reverse("evidence:finding", args=[one.finding.public_id])
    return format_html('<a class="num" href="{}">{}</a>', address, number_in_words(one))
