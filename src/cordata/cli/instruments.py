"""``cordata instruments``: put what ships into the library, or look at a spreadsheet."""

import argparse
import os
import sys
from pathlib import Path

NAME = "instruments"
HELP = "load the instruments that ship, or check an XLSForm"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which file."""
    parser.add_argument("what", choices=["load", "check"])
    parser.add_argument("file", nargs="?", type=Path, help="for check: an XLSX workbook")


def run(given: argparse.Namespace) -> int:
    """0 when all is well, 1 when the file has faults, 2 when there is none."""
    if given.what == "check":
        return _check(given.file) if given.file else 2
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
    import django

    django.setup()
    from cordata.surveys.actions.shipped import load_shipped

    for version in load_shipped():
        sys.stdout.write(f"{version} {version.address}\n")
    return 0


def _check(file: Path) -> int:
    from cordata.analysis.forms.checking import lacks
    from cordata.analysis.forms.xlsform import WrongForm, read_xlsform

    try:
        found = lacks(read_xlsform(file.read_bytes()))
    except WrongForm as wrong:
        for problem in wrong.problems:
            where = f"{problem.sheet} {problem.row or ''}".strip()
            sys.stdout.write(f"{where}: {problem.code} {problem.found}\n")
        return 1
    for one in found:
        what = " ".join(filter(None, [one.where, one.field, one.language, one.code, one.found]))
        sys.stdout.write(f"{what}\n")
    sys.stdout.write(f"{len(found)} faults\n")
    return 1 if found else 0
