"""Every public page in every language, for those who search the web.

A page of an area that is open to all stands here by name: a page that nobody names is not found.
"""

import datetime as dt
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from cordata.calls.queries.calls import public_calls
from cordata.evidence.queries.projects import findings_seen_by
from cordata.guidance.models import Way
from cordata.guidance.queries.guidelines import latest_editions, published_guidelines
from cordata.guidance.queries.recommendations import current_versions
from cordata.networks.queries.public import public_countries
from cordata.practices.models import Edition
from cordata.practices.queries.published import published, title_in
from cordata.web.doors import public

LONGEST = 60  # of a name in an address, as the page of practices has it
MOST = 50_000  # addresses in one file, as the protocol has it
PLAIN = (
    "home:home", "calls:public-list", "networks:networks", "schools:directory", "schools:map",
    "evidence:findings", "models:models", "atlas:ways", "atlas:compare", "atlas:sources",
    "recommendations:list", "guidelines:list", "practices:list", "practices:criteria",
    "exchange:exchange", "exchange:members", "exchange:countries", "exchange:challenges",
    "exchange:ledger", "simulate:simulate",
)  # fmt: skip
TEXTS = ("how-it-works", "about", "help", "accessibility", "privacy")
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)

# What stands in an address: the same in every language, or by language.
type Parts = tuple[object, ...] | dict[str, tuple[object, ...]]
type Page = tuple[str, Parts, dt.datetime | None]


@public
@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    """Each page once in each language, with where it is in the others."""
    codes = [code for code, _name in settings.LANGUAGES]
    written = []
    for route, args, changed in public_pages():
        addresses = {code: request.build_absolute_uri(_in(code, route, args)) for code in codes}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
            for code, address in addresses.items()
        )
        at = f"<lastmod>{changed.date().isoformat()}</lastmod>" if changed else ""
        written += [
            f"<url><loc>{escape(one)}</loc>{at}{others}</url>\n" for one in addresses.values()
        ]
    text = f"{HEAD}{''.join(written[:MOST])}</urlset>\n"
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


def public_pages() -> Iterator[Page]:
    """Route, arguments, and when it last changed where that is known."""
    for route in PLAIN:
        yield route, (), None
    for slug in TEXTS:
        yield "home:text", (slug,), None
    for country in public_countries():
        yield "networks:network", (country.code.lower(),), None
    for call in public_calls():
        yield "calls:public", (call.slug,), None
    for finding in findings_seen_by(None):
        yield "evidence:finding", (finding.public_id,), finding.released_at
    for way in Way.objects.order_by("position", "pk"):
        yield "atlas:way", (way.slug,), None
    for version in current_versions():
        yield "recommendations:one", (version.recommendation.number,), version.published_at
    for practice in published():
        yield "practices:named", _named_by_language(practice), practice.published_at
    for edition in latest_editions(published_guidelines()):
        yield "guidelines:one", (edition.guideline.slug,), edition.published_at


def _named_by_language(practice: Edition) -> Parts:
    """Its address says what it is called, in each language."""
    number = practice.practice.number
    return {
        code: (number, slugify(title_in(practice, code).text)[:LONGEST] or "practice")
        for code, _name in settings.LANGUAGES
    }


def _in(code: str, route: str, parts: Parts) -> str:
    args = parts[code] if isinstance(parts, dict) else parts
    with translation.override(code):
        return reverse(route, args=args)
