"""``cordata receive``: one mail from standard input, as mail servers hand it over."""

import argparse
import os
import sys

NAME = "receive"
HELP = "take in one mail (RFC 822) from standard input: an answer to a letter of a thread"
MOST_BYTES = 30 * 1024 * 1024
TRY_AGAIN = 75  # as sysexits.h says it: the mail server keeps the mail and comes again


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to say: the mail's own headers tell whom it is for."""
    del parser


def run(given: argparse.Namespace) -> int:
    """Take it in; what became of it is said in a word."""
    del given
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    django.setup()
    from django.db import Error

    from cordata.cycles.actions.mail import receive

    try:
        became = receive(sys.stdin.buffer.read(MOST_BYTES))
    except Error:
        sys.stderr.write("the database is busy or away; try again\n")
        return TRY_AGAIN
    sys.stdout.write(f"{became}\n")
    return 0


def fetch() -> int:
    """Take in what lies unread in the mailbox of the settings; how many."""
    from django.conf import settings

    from cordata.cycles.actions.mail import receive
    from cordata.kit.mailbox import each_unread

    return each_unread(settings.IMAP_URL, receive) if settings.IMAP_URL else 0
