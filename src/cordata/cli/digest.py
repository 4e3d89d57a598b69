"""``cordata digest``: write the weekly letters that are due; the worker does so by itself."""

import argparse
import datetime as dt
import logging
import os
import sys

NAME = "digest"
HELP = "write the weekly letters that are due now"
AT_ONCE = 50  # then the worker looks again whether anything else waits


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say: the clock of each country decides."""
    del parser


def run(given: argparse.Namespace) -> int:
    """Write all that are due, and say how many."""
    del given
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    django.setup()
    from django.utils import timezone

    total = 0
    while made := write_due(timezone.now()):
        total += made
    sys.stdout.write(f"{total} weekly letters\n")
    return 0


def write_due(now: dt.datetime) -> int:
    """Make up to ``AT_ONCE`` weekly letters; how many. What is asked comes from *This week*."""
    from django.utils import translation

    from cordata.cycles.actions.digests import write_digest
    from cordata.cycles.queries.digests import digests_due
    from cordata.cycles.queries.ties import tied
    from cordata.web.home.week import week as week_of

    made = 0
    for person, monday in digests_due(now, AT_ONCE):
        try:
            with translation.override(person.language):
                asked = week_of(person, tied(person)).now
            write_digest(person, week=monday, asked=asked, now=now)
        except Exception:  # one person's odd week must not keep everybody's letter
            logging.getLogger("cordata").exception("no weekly letter for %s", person.public_id)
        else:
            made += 1
    return made
