"""The few tags of our pages. Pure: they read nothing and change nothing."""

import datetime as dt
from zoneinfo import ZoneInfo

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cordata.documents.queries.html import html_of
from cordata.kit import days
from cordata.networks.models import Topic
from cordata.networks.queries.topics import label_of

register = template.Library()

# Drawn for Cordata on a grid of 16: always beside a word.
ICONS = {
    "globe": '<circle cx="8" cy="8" r="6.3"/><path d="M1.7 8h12.6M8 1.7c4 4 4 8.6 0 12.6M8 1.7c-4 4-4 8.6 0 12.6"/>',
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "search": '<circle cx="7" cy="7" r="4.8"/><path d="M10.6 10.6L14.3 14.3"/>',
    "pin": '<path d="M6 2h4l-.6 5L12 9.5V11H4V9.5L6.6 7zM8 11v4"/>',
    "chevron": '<path d="M6 3l5 5-5 5"/>',
    "week": '<path d="M2 4h12v10H2zM2 7h12M5 2v3M11 2v3"/>',
    "flag": '<path d="M3 15V2h10l-2 3 2 3H3"/>',
    "talk": '<path d="M2 3h12v8H7l-3 3v-3H2z"/>',
    "book": '<path d="M8 4C6 2.5 4 2.5 2 2.8v10c2-.3 4-.3 6 1.2 2-1.5 4-1.5 6-1.2v-10c-2-.3-4-.3-6 1.2zM8 4v10"/>',
    "file": '<path d="M4 1.7h5l3 3v9.6H4zM9 1.7v3h3"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """One of our icons; hidden from readers, because its word stands beside it."""
    return format_html(
        '<svg class="ico" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<g fill="none" stroke="currentColor" stroke-width="1.6" stroke-linejoin="round" '
        'stroke-linecap="round">{}</g></svg>',
        mark_safe(ICONS[name]),  # noqa: S308 - a constant of this file
    )


@register.simple_tag
def bar(part: float, whole: float) -> SafeString:
    """A bar filled to ``part`` of ``whole``; the number is written beside it."""
    width = round(120 * min(max(part / whole, 0), 1), 1) if whole else 0
    return format_html(
        '<svg viewBox="0 0 120 12" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-bg" width="120" height="12"/>'
        '<rect class="bar-fg" width="{}" height="12"/></svg>',
        width,
    )


@register.simple_tag
def bar_of(asked: int, met: int, most: int) -> SafeString:
    """An outline for what was asked, filled for what was met."""
    scale = 118 / most if most else 0
    return format_html(
        '<svg viewBox="0 0 120 14" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="bar-line" x="1" y="1" width="{}" height="12"/>'
        '<rect class="bar-fg" x="1" y="0" width="{}" height="14"/></svg>',
        round(asked * scale, 1),
        round(met * scale, 1),
    )


@register.filter
def minutes(number: int | None) -> str:
    """Travel time in words; always an estimate, which the page says once."""
    if number is None:
        return _("not known")
    return ngettext("%(number)d min", "%(number)d min", number) % {"number": number}


@register.filter
def named(names: dict[str, str]) -> str:
    """A name kept by language: in that of the page, else in English, else in any."""
    return (
        names.get(get_language() or "en") or names.get("en") or next(iter(names.values()), "")
    )


@register.filter
def moment(at: dt.datetime, zone: str) -> dt.datetime:
    """A moment in the zone it was meant in."""
    return timezone.localtime(at, ZoneInfo(zone))


# Days and times, as kit.days writes them; nothing where there is none.
for _name in ("day", "day_month", "month_year", "clock", "daytime", "day_month_time"):
    register.filter(_name, days.written_or_empty(_name))


@register.filter
def level(code: str) -> str:
    """An ISCED level in words."""
    words = {
        "02": _("pre-primary"),
        "1": _("primary"),
        "2": _("lower secondary"),
        "3": _("upper secondary"),
        "5": _("short tertiary"),
    }
    return words.get(code, code)


@register.filter
def topic_label(topic: Topic) -> str:
    """A topic's word in the language of the page."""
    return label_of(topic)


@register.filter
def prose(markdown: str) -> SafeString:
    """What a person wrote in Markdown, as HTML that cannot do anything."""
    return html_of(markdown)


@register.filter
def get(table: dict[str, object], key: str) -> object:
    """The value under a key that is itself a variable."""
    return table.get(key, "")


@register.filter
def get_at(row: list[str], at: int) -> str:
    """The entry at a position; after the last, the first again."""
    return row[at % len(row)]
