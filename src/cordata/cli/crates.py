"""Check a crate of a finding that somebody was sent: is it whole, does it compute to the same?"""

import sys
from pathlib import Path

from cordata.analysis.contract import SpecError
from cordata.analysis.crates.opening import (
    Checked,
    Crate,
    NotACrate,
    changed_files,
    check,
    open_crate,
)
from cordata.kit.environment import code_version, environment
from cordata.kit.frames import Unreadable, from_parquet

SAME, DIFFERS, UNKNOWN = 0, 1, 2


def recompute(file: Path) -> int:
    """0 the same, 1 it differs, 2 no crate, or one without its rows."""
    if not file.is_file():
        return _wrong(f"{file}: there is no such file. Check the path.")
    try:
        crate = open_crate(file.read_bytes())
        _say(crate.title)
        if not crate.has_rows:
            return _without_rows(crate)
        found = check(crate, from_parquet, code=code_version(), environment=environment())
    except (NotACrate, SpecError, Unreadable) as wrong:
        return _wrong(f"{file}: {wrong}")
    return _told(found)


def _told(found: Checked) -> int:
    if found.same:
        _say("Same: files, rows and every number are what they were.")
        return SAME
    _say("It differs:")
    for name in found.changed:
        _say(f"- {name}: it is not the file that was packed")
    if not found.rows:
        _say("- the rows are not those that their address names")
    for one in found.numbers:
        _say(f"- {one.where}: {one.before} then, {one.now} now")
    return DIFFERS


def _without_rows(crate: Crate) -> int:
    """Whole or not, nothing can be computed: say what stands for the rows."""
    changed = changed_files(crate)
    for name in changed:
        _say(f"- {name}: it is not the file that was packed")
    _say(
        f"Its rows are not enclosed; their seal is {crate.about_rows}. Its README says whom to "
        "ask. Whoever runs the server computes it again with: cordata recompute FINDING"
    )
    return DIFFERS if changed else UNKNOWN


def _wrong(text: str) -> int:
    _say(f"cordata recompute: {text}")
    return UNKNOWN


def _say(text: str) -> None:
    # A stranger wrote the title and the names: what a terminal would obey is not passed on.
    plain = "".join(one if one.isprintable() else "\N{REPLACEMENT CHARACTER}" for one in text)
    sys.stdout.write(f"{plain}\n")
