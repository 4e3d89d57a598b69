"""``cordata analyse``: any registered method on files of one's own, with its refusals, headless."""

import argparse
import json
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from cordata.analysis.contract import SpecError
from cordata.analysis.methods import Ask, read_ask
from cordata.analysis.runs import computed
from cordata.cli.analysis_report import report
from cordata.cli.frames import read_frame
from cordata.cli.tables import BadTable
from cordata.kit.environment import code_version, environment

NAME = "analyse"
HELP = "run a registered method on your own tables, and say what it found or why not"
FOUND, REFUSED, WRONG = 0, 1, 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """A spec, tables, and a folder for what comes out."""
    parser.add_argument("spec", type=Path, metavar="SPEC.toml", help="method, seed and [spec]")
    parser.add_argument(
        "--data", type=Path, nargs="+", default=[], metavar="FILE", help=".csv or .parquet"
    )
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="made if missing"
    )


def run(given: argparse.Namespace) -> int:
    """0 a number, 1 a refusal, 2 bad input."""
    if not settings.configured:  # sentences want to know how numbers are written, no more
        settings.configure(USE_I18N=False)
    try:
        ask = _ask(given.spec)
        frame = read_frame(given.data) if given.data else {}
        found = computed(ask, frame, code=code_version(), environment=environment())
    except BadTable as bad:
        _say(f"cordata analyse: {bad}")
        return WRONG
    except SpecError as wrong:
        _say(f"cordata analyse: {given.spec}: {wrong}")
        return WRONG
    given.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False)
    (given.out / "result.json").write_text(text + "\n", encoding="utf-8")
    told = report(found)
    (given.out / "report.md").write_text(told, encoding="utf-8")
    _say(told)
    return REFUSED if found["result"]["refused"] else FOUND


def _ask(file: Path) -> Ask:
    if not file.is_file():
        raise BadTable(f"{file}: there is no such file. Check the path.")
    try:
        document: Mapping[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as bad:
        raise BadTable(f"{file}: {bad}. Write it as TOML, in UTF-8.") from bad
    return read_ask(document)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
