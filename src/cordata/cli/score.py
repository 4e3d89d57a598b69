"""``cordata score``: the table of schools of a round of answers, as large as a country's."""

import argparse
import csv
import sys
from collections.abc import Iterator, Mapping
from math import isnan
from pathlib import Path

from cordata.analysis.surveys.scales import Item
from cordata.cli.frames import read_frame
from cordata.cli.tables import BadTable
from cordata.kit.frames import READERS, Column, to_parquet
from cordata.surveys.queries.school_table import BadAnswers, scores_from

NAME = "score"
HELP = "score answers of any number of schools, and write the table of schools"
WRITTEN, WRONG = 0, 2
NEEDED = ("item", "area")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Answers, statements, and a file for the table."""
    parser.add_argument(
        "answers", type=Path, nargs="+", metavar="ANSWERS",
        help=".parquet or .csv: school, voice, person, item, code",
    )  # fmt: skip
    parser.add_argument(
        "--items", type=Path, required=True, metavar="FILE",
        help="item, area, and where it differs points (5) and reversed (false)",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="see ANSWERS")
    parser.add_argument("--memory", metavar="3GB", help="the most that may be held at once")


def run(given: argparse.Namespace) -> int:
    """0 written, 2 bad input."""
    try:
        _look(*given.answers, given.out)
        found = scores_from(given.answers, _items(given.items), memory=given.memory)
    except (BadTable, BadAnswers, ValueError) as bad:
        sys.stdout.write(f"cordata score: {bad}\n")
        return WRONG
    _write(given.out, found)
    sys.stdout.write(f"{given.out}: {len(found['school'])} rows\n")
    return WRITTEN


def _look(*files: Path) -> None:
    for file in files:
        if file.suffix.lower() not in READERS:
            raise BadTable(f"{file}: neither .csv nor .parquet. Name it as one of them.")


def _items(file: Path) -> list[Item]:
    frame = read_frame([file])
    missing = [name for name in NEEDED if name not in frame]
    if missing:
        raise BadTable(f"{file}: it has no column {', '.join(missing)}.")
    size = len(frame["item"])
    points = frame.get("points", [5] * size)
    turned = frame.get("reversed", [False] * size)
    return [
        Item(str(key), str(area), points=int(many), reversed=bool(other))
        for key, area, many, other in zip(
            frame["item"], frame["area"], points, turned, strict=True
        )
    ]


def _write(file: Path, frame: Mapping[str, Column]) -> None:
    if file.suffix.lower() == ".parquet":
        file.write_bytes(to_parquet(frame))
        return
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(frame)
        writer.writerows(_lines(frame))


def _lines(frame: Mapping[str, Column]) -> Iterator[list[object]]:
    for row in zip(*(column.tolist() for column in frame.values()), strict=True):
        yield [_cell(one) for one in row]


def _cell(one: object) -> object:
    """As it is; what is missing is empty, and whole numbers have no point."""
    if not isinstance(one, float):
        return one
    if isnan(one):
        return ""
    return int(one) if one.is_integer() else one
