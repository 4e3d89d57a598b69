"""``cordata search build``: make the catalogue of what can be searched; the worker keeps it.

Stopped in the middle, it goes on where it was. Memory does not grow with the network.
"""

import argparse
import os
import sys
from collections import Counter

NAME = "search"
HELP = "make the catalogue of what can be searched"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Go on, or from the beginning."""
    parser.add_argument("what", choices=["build"])
    parser.add_argument("--again", action="store_true", help="from the beginning, all of it")


def run(given: argparse.Namespace) -> int:
    """File all that is not filed, and say how much of what."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    django.setup()
    from cordata.search.actions.keeping import begin_all_again, build, keep_up

    if given.again:
        begin_all_again()
    filed = Counter[str]()
    for kind, number in build():
        filed[kind] += number
        sys.stdout.write(f"\r{kind}: {filed[kind]:,}   ")
        sys.stdout.flush()
    while keep_up():
        pass
    sys.stdout.write(f"\r{filed.total():,} rows filed in {len(filed)} kinds\n")
    return 0
