"""``cordata recompute FINDING``: every step from the records to a number again, here and now."""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cordata.evidence.queries.recompute import Recomputed

NAME = "recompute"
HELP = "compute a finding again from the records: the same, or what differs"
SAME, DIFFERS, UNKNOWN = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("finding", metavar="FINDING", help="its id, such as fnd_1ngn...")


def run(given: argparse.Namespace) -> int:
    """0 the same, 1 it differs, 2 no such finding."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    django.setup()
    from cordata.evidence.models import Finding
    from cordata.evidence.queries.recompute import recompute

    finding = Finding.objects.filter(public_id=given.finding).first()
    if finding is None:
        _say(
            f"cordata recompute: there is no finding {given.finding}. Copy its id from its page."
        )
        return UNKNOWN
    found = recompute(finding.run)
    _say(f"{finding.headline}")
    _say("Same: every step is what it was." if found.same else "It differs:")
    for line in _told(found):
        _say(f"- {line}")
    return SAME if found.same else DIFFERS


def _told(found: "Recomputed") -> Iterator[str]:
    if not found.table_intact:
        yield "the frozen rows are not those that their address names"
    for one in found.broken_rounds:
        yield f"round {one}: its frozen answers or figures were changed"
    for one in found.gone_rounds:
        yield f"round {one}: it is gone, or another one stands in its place"
    for column, cells in found.changed_cells.items():
        yield f"the records of today would give other rows: {column}, {cells}"
    for moved in found.numbers:
        yield f"{moved.where}: {moved.before} then, {moved.now} now"
    for name, then, now in found.environment:
        yield f"(computed with {name} {now}; then {then})"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
