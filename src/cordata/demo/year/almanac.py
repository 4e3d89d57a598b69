"""Days of a year in a cluster, and doing what has its day, in order, up to now."""

import datetime as dt
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from cordata.demo.year.clock import at

FRIDAY = 4

type Deed = tuple[dt.datetime, Callable[[], object]]


def moment(
    year: int, month: int, day: int, hour: int, zone: str, minute: int = 0
) -> dt.datetime:
    """A moment on the clock of a country; a weekend's becomes the Monday after."""
    found = dt.datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone))
    late = found.weekday() - FRIDAY
    return found + dt.timedelta(days=max(0, 3 - late)) if late > 0 else found


def live(deeds: Iterable[Deed], *, until: dt.datetime) -> None:
    """Do everything that has its day by ``until``, each as if on its day."""
    for when, deed in sorted(deeds, key=lambda one: one[0]):
        if when <= until:
            with at(when):
                deed()
