"""What was looked at before a number may be read, in the reader's language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cordata.analysis.contract import Level
from cordata.evidence.models import Run
from cordata.evidence.queries.words import remedy, sentence


@dataclass(frozen=True)
class Look:
    """One check: what it found, and what would lift it."""

    code: str
    says: str
    lifts: str


def refusals(run: Run) -> list[Look]:
    """Why there is no number."""
    return list(_looks(run, Level.REFUSE))


def warnings(run: Run) -> list[Look]:
    """What must be read beside the number."""
    return list(_looks(run, Level.WARN))


def _looks(run: Run, level: Level) -> Iterator[Look]:
    checks: list[Mapping[str, Any]] = run.document["result"]["checks"]
    for one in checks:
        if one["level"] == level.name.lower():
            yield Look(one["code"], sentence(one), remedy(one))
