"""``cordata words``: the translators' desk."""

import argparse
import json
import sys
from pathlib import Path

NAME = "words"
HELP = "extract, check and fill translations"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, for which language."""
    parser.add_argument("what", choices=["extract", "check", "compile", "missing", "fill"])
    parser.add_argument("language", nargs="?", default="")
    parser.add_argument("file", nargs="?", type=Path)


def run(given: argparse.Namespace) -> int:
    """0 when all is well, 1 when something is missing."""
    from cordata.kit import catalogues

    if given.what == "extract":
        catalogues.update()
    elif given.what == "compile":
        catalogues.compile_catalogues()
    elif given.what == "missing":
        sys.stdout.write(catalogues.as_json(given.language) + "\n")
    elif given.what == "fill":
        said = json.loads(given.file.read_text(encoding="utf-8"))
        return _report(catalogues.fill(given.language, said))
    else:
        return _report(catalogues.check())
    return 0


def _report(faults: list[str]) -> int:
    for fault in faults:
        sys.stdout.write(f"{fault}\n")
    sys.stdout.write(f"{len(faults)} faults\n")
    return 1 if faults else 0
