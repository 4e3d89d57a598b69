"""``cordata recompute FINDING``: every step from the records to a number again, here and now.

Of a crate that somebody was sent (``cordata recompute CRATE.zip``) every step that it holds,
on any machine, without a database.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cordata.cli import crates

if TYPE_CHECKING:
    from cordata.evidence.queries.recompute import Recomputed

NAME = "recompute"
HELP = "compute a finding, or its crate, again: the same, or what differs"
SAME, DIFFERS, UNKNOWN = 0, 1, 2
LEFT = {
    "stands": "still stands",
    "falls": "no longer stands",
    "hidden": "can no longer be shown",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which one."""
    about = "its id, such as fnd_1ngn..., or a crate that was downloaded"
    parser.add_argument("finding", metavar="FINDING or CRATE.zip", help=about)


def run(given: argparse.Namespace) -> int:
    """0 the same, 1 it differs, 2 no such finding, or nothing that could be computed."""
    if given.finding.endswith(".zip"):
        return crates.recompute(Path(given.finding))
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
    for name, before, after in found.today:
        yield f"on the records of today: {name} {before} then, {after} now"
    if found.left:
        yield (
            f"schools that took their answers back: {found.left.schools}; "
            f"without them it {LEFT[found.left.verdict]}"
        )
    for name, then, now in found.environment:
        yield f"(computed with {name} {now}; then {then})"


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
