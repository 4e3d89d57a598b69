"""``cordata draw``: draw lots from a list, or repeat a draw that was published."""

import argparse
import csv
import json
import sys
from pathlib import Path

from cordata.analysis.selection.lottery import commitment, draw
from cordata.analysis.selection.record import faults_of

NAME = "draw"
HELP = "draw lots from a list, or check a published draw"
COLUMN = "number"


class BadList(Exception):
    """A file that cannot be used; the text is for the person at the terminal."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A list and a seed, or the record of a draw."""
    parser.add_argument(
        "list", type=Path, nargs="?", metavar="LIST.csv", help="a table with the column number"
    )
    parser.add_argument("--seed", help="the seed, as it was revealed")
    parser.add_argument("--public", default="", help="public words, if the call named any")
    parser.add_argument("--places", type=int, default=0, help="how many places there are")
    parser.add_argument("--check", type=Path, metavar="RECORD.json", help="repeat this draw")


def run(given: argparse.Namespace) -> int:
    """0 drawn or confirmed, 1 the record is not what its seed makes it, 2 cannot be done."""
    try:
        return _check(given.check) if given.check else _draw(given)
    except BadList as bad:
        _say(f"cordata draw: {bad}")
        return 2


def _draw(given: argparse.Namespace) -> int:
    if given.list is None or given.seed is None:
        raise BadList("give LIST.csv and --seed, or --check RECORD.json")
    try:
        drawn = draw(_names(given.list), seed=given.seed, public=given.public)
    except ValueError as error:
        raise BadList(f"{given.list}: {error}") from None
    _say(f"digest of the seed: {commitment(given.seed)}")
    for place, name in enumerate(drawn, 1):
        _say(f"{place:>6}  {name}  {'gets a place' if place <= given.places else 'waits'}")
    return 0


def _check(path: Path) -> int:
    try:
        record = json.loads(_text(path))
        faults = faults_of(record)
        drawn = sum(len(one["names"]) for one in record["draws"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadList(f"{path} is not a draw that Cordata wrote ({error})") from None
    for fault in faults:
        _say(f"not confirmed: {fault}")
    if not faults:
        _say(f"confirmed: {drawn} names in {len(record['draws'])} draws, in this very order")
    return 1 if faults else 0


def _names(path: Path) -> list[str]:
    lines = _text(path).splitlines()
    first = lines[0] if lines else ""
    reader = csv.DictReader(lines, delimiter=";" if first.count(";") else ",")
    if COLUMN not in (reader.fieldnames or []):
        raise BadList(f"{path}, line 1: there is no column {COLUMN!r}. Found: {first!r}")
    names = [(row[COLUMN] or "").strip() for row in reader]
    if not names:
        raise BadList(f"{path}: there is a header but no name. Add one line per school")
    if "" in names:
        raise BadList(f"{path}, line {names.index('') + 2}, column {COLUMN}: it is empty")
    return names


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise BadList(f"{path}: there is no such file. Check the path") from None
    except UnicodeDecodeError as error:
        raise BadList(f"{path}: byte {error.start} is not UTF-8. Save it as UTF-8") from None


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
