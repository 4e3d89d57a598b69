"""Days and times as each language writes them: 1 September, 1. rujna, szeptember 1.

Django's own formats write months with capitals in Italian and Portuguese, and English days
as Americans do.
"""

import datetime as dt
from collections.abc import Callable

from django.utils import formats, timezone
from django.utils.translation import get_language

# The whole day, then without its year. "E" is the month as it stands behind a number.
FORMATS = {
    "en": ("j E Y", "j E"),
    "it": ("j E Y", "j E"),
    "nl": ("j E Y", "j E"),
    "hr": ("j. E Y.", "j. E"),
    "cs": ("j. E Y", "j. E"),
    "hu": ("Y. E j.", "E j."),
    "pt": (r"j \d\e E \d\e Y", r"j \d\e E"),
}


def day(at: dt.date) -> str:
    """1 September 2026. A moment in UTC is meant here; one with a zone of its own, there."""
    return _written(at, 0)


def day_month(at: dt.date) -> str:
    """1 September."""
    return _written(at, 1)


def month_year(at: dt.date) -> str:
    """September 2026."""
    return _small(formats.date_format(_here(at), "F Y"))


def clock(at: dt.datetime) -> str:
    """14:05."""
    return f"{_here(at):%H:%M}"


def daytime(at: dt.datetime) -> str:
    """1 September 2026, 14:05."""
    return f"{day(at)}, {clock(at)}"


def day_month_time(at: dt.datetime) -> str:
    """1 September, 14:05."""
    return f"{day_month(at)}, {clock(at)}"


def written_or_empty(name: str) -> Callable[[dt.datetime | None], str]:
    """One of the functions above for pages, where a day may be missing."""
    write: Callable[[dt.datetime], str] = globals()[name]
    return lambda at: write(at) if at else ""


def _written(at: dt.date, which: int) -> str:
    pattern = FORMATS.get(_language(), FORMATS["en"])[which]
    return _small(formats.date_format(_here(at), pattern))


def _small(words: str) -> str:
    """Only English writes months with a capital."""
    return words if _language() == "en" else words.lower()


def _here(at: dt.date) -> dt.date:
    if isinstance(at, dt.datetime) and timezone.is_aware(at) and at.tzinfo == dt.UTC:
        return timezone.localtime(at)
    return at


def _language() -> str:
    return (get_language() or "en")[:2]
