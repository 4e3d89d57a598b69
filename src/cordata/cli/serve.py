"""``cordata serve``: pages and the worker for slow things; one Ctrl-C stops both."""

import argparse
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import partial
from itertools import count
from types import FrameType

from cordata.cli import digest, receive

NAME = "serve"
HELP = "serve the pages and run the background worker"
THREADS = 8  # for each web process
LETTERS_EVERY = 1.0  # seconds: somebody waits for a code
ROUNDS_EVERY = 20  # looks for letters: a round closes within half a minute of its day
CATALOGUE_EVERY = 5.0  # seconds: what is published is found soon
CATALOGUE_BETWEEN = 0.2  # while there is more of it
WEEKLY_EVERY = 60.0  # seconds: weekly letters, and mails that came in


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and how many processes."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--processes", type=int, default=1, help="web processes")
    parser.add_argument("--no-worker", action="store_true", help="serve pages only")


def run(given: argparse.Namespace) -> int:
    """Prepare the database, start both, and stop both together."""
    prepare()
    return run_both(given.host, given.port, given.processes, worker=not given.no_worker)


def prepare() -> None:
    """Translations, database, cache table, instruments, static files: as far as behind."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    from cordata.kit import catalogues

    catalogues.compile_catalogues()
    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    from cordata.guidance.actions.shipped import load_atlas  # needs the apps, as does the next
    from cordata.surveys.actions.shipped import load_shipped

    load_shipped()
    load_atlas()
    if not settings.TRYING:
        call_command("collectstatic", verbosity=0, interactive=False)


def run_both(host: str, port: int, processes: int, *, worker: bool) -> int:
    """The web server in front, the worker as a child, letters from a thread of ours."""
    children = [
        subprocess.Popen(
            [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host,
             "--port", str(port), "--workers", str(processes), "--log-level", "warning",
             # One interpreter lock and, on SQLite, one pen: more threads only wait for them.
             "--blocking-threads", str(THREADS),
             "cordata.wsgi:application"]
        )
    ]  # fmt: skip
    if worker:
        children.append(
            subprocess.Popen([sys.executable, "-m", "django", "db_worker", "--interval", "1"])
        )
    stopping = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        stopping.set()

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    if worker:
        # Apart from letters: a slow mailbox must not keep anybody's code waiting.
        threading.Thread(target=_make_rounds, args=[stopping], daemon=True).start()
        threading.Thread(target=_keep_catalogue, args=[stopping], daemon=True).start()
    more = False
    for look in count():
        if stopping.is_set() or any(child.poll() is not None for child in children):
            break
        if worker:
            _send_letters()
            if more or look % ROUNDS_EVERY == 0:
                more = _close_rounds()  # of a national round: some, then letters, then some
        stopping.wait(LETTERS_EVERY)
    for child in children:
        if child.poll() is None:
            child.terminate()
    codes = [child.wait(timeout=20) for child in children]
    return 0 if stopping.is_set() else max(codes, default=1)


def _send_letters() -> None:
    from django.db import Error, close_old_connections

    from cordata.notices.actions import send_due_letters

    close_old_connections()
    try:
        send_due_letters()
    except Error:  # a long import holds SQLite's one pen: the next round sends
        return


def _close_rounds() -> bool:
    """Whether something was closed, so that more may be due."""
    from django.db import Error

    from cordata.surveys.tasks import close_due_rounds

    try:
        return close_due_rounds() > 0
    except Error:  # as above
        return False


def _keep_catalogue(stopping: threading.Event) -> None:
    """What can be searched follows what is done; a batch at a time, so that others can write."""
    from django.db import close_old_connections

    from cordata.search.tasks import keep_catalogue

    more = False
    while not stopping.wait(CATALOGUE_BETWEEN if more else CATALOGUE_EVERY):
        close_old_connections()
        try:
            more = keep_catalogue()
        except Exception:
            more = False
            logging.getLogger("cordata").exception("the catalogue is kept in the next round")


def _make_rounds(stopping: threading.Event) -> None:
    while not stopping.wait(WEEKLY_EVERY):
        make_round()


def make_round() -> None:
    """What is done now and then; what fails is said, and done in the next round."""
    from django.db import close_old_connections
    from django.utils import timezone

    close_old_connections()
    from cordata.evidence.tasks import look_at_findings
    from cordata.exchange.tasks import tell_what_moved
    from cordata.guidance.tasks.deposits import deposit_dois
    from cordata.guidance.tasks.guidelines import publish_due_editions
    from cordata.guidance.tasks.recommendations import look_for_stale, publish_due

    rounds: list[Callable[[], int]] = [
        partial(digest.write_due, timezone.now()),
        receive.fetch,
        look_at_findings,
        tell_what_moved,
        look_for_stale,
        publish_due,
        publish_due_editions,
        deposit_dois,
    ]
    for make in rounds:
        try:
            make()
        except Exception:
            logging.getLogger("cordata").exception("the next round tries again")
