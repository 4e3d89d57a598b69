"""``cordata manage``: Django's own management commands."""

import argparse
import os

NAME = "manage"
HELP = "Django's management commands, such as migrate or check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Everything is passed on."""
    parser.add_argument("arguments", nargs=argparse.REMAINDER)


def run(given: argparse.Namespace) -> int:
    """Hand over to Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["cordata manage", *given.arguments])
    return 0
