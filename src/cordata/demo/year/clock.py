"""Do something as if it were another day: everything that asks for the time is told that one."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch


@contextmanager
def at(moment: dt.datetime) -> Iterator[None]:
    """Within it, it is ``moment``, for this process."""
    with patch("django.utils.timezone.now", lambda: moment):
        yield
