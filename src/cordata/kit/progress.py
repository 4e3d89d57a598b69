"""How far a job is, in percent, while its one transaction is still open.

Nothing of an open transaction can be seen from outside, and SQLite has one pen: so this is
told in a small file, which pages and worker share. It also tells whether the job is alive.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread

from django.conf import settings

SILENT_TOO_LONG = 120  # seconds; the longest step of a job says something well before
BEAT = 20  # seconds between two signs of life of a step that says nothing itself


def tell(job: str, percent: int) -> None:
    """Say how far ``job`` is. The file is there whole or not at all."""
    path = _path(job)
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(str(percent), encoding="ascii")
    fresh.replace(path)


@contextmanager
def alive(job: str, percent: int) -> Iterator[None]:
    """Say that ``job`` is at it for as long as the block runs: mathematics may be silent for hours.

    Whoever ends the program ends the signs with it.
    """
    is_over, path = Event(), _path(job)

    def beat() -> None:
        while not is_over.wait(BEAT):
            path.touch()

    tell(job, percent)
    heart = Thread(target=beat, name=f"alive {job}", daemon=True)
    heart.start()
    try:
        yield
    finally:
        is_over.set()
        heart.join()


def percent_of(job: str) -> int | None:
    """How far ``job`` is; None if it has not begun."""
    try:
        return int(_path(job).read_text(encoding="ascii"))
    except FileNotFoundError:
        return None


def has_died(job: str) -> bool:
    """Whether ``job`` began and has said nothing for too long."""
    try:
        return time.time() - _path(job).stat().st_mtime > SILENT_TOO_LONG
    except FileNotFoundError:
        return False


def forget(job: str) -> None:
    """The job is over; its state says how."""
    _path(job).unlink(missing_ok=True)


def _path(job: str) -> Path:
    return settings.PROGRESS_FOLDER / f"{job}.progress"
