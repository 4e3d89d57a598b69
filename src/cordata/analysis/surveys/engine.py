"""The scoring rules as a query: what it is given, and what is wrong with what it gave.

For rounds of answers that are larger than memory. The query stands beside this file and gives
the same numbers as ``scoring.score_schools``, to the last digit.
"""

from collections.abc import Sequence
from math import lcm
from pathlib import Path

import numpy as np

from cordata.analysis.columns import Frame
from cordata.analysis.surveys.codes import REASONS
from cordata.analysis.surveys.scales import Item

HERE = Path(__file__).parent
SCORES = (HERE / "scores_of_schools.sql").read_text(encoding="utf-8")
CODES = (HERE / "codes_of_answers.sql").read_text(encoding="utf-8")
ANSWERS = ("school", "voice", "person", "item", "code")  # columns of a table of answers
MOST = 24  # statements in an area: sums over one denominator would not fit beyond it


def items_table(items: Sequence[Item]) -> Frame:
    """The scored statements as the query takes them; local and optional ones are left out.

    Raises ValueError: a statement twice, none at all, an area too long or with unlike scales.
    """
    core = [item for item in items if item.core]
    areas: dict[str, list[Item]] = {}
    for item in core:
        areas.setdefault(item.scale, []).append(item)
    if not core or len({item.key for item in core}) < len(core):
        raise ValueError("statements must be some, and each stand there once")
    for area, own in areas.items():
        if len(own) > MOST or len({item.points for item in own}) > 1:
            raise ValueError(f"{area}: at most {MOST} statements, all with the same points")
    wholes = {area: lcm(*range(1, len(own) + 1)) for area, own in areas.items()}
    return {
        "item": np.array([item.key for item in core]),
        "area": np.array([item.scale for item in core]),
        "points": np.array([item.points for item in core], dtype=np.int16),
        "reversed": np.array([item.reversed for item in core]),
        "whole": np.array([wholes[item.scale] for item in core], dtype=np.int64),
    }


def wrong_codes(found: Frame) -> list[str]:
    """Codes in the answer of ``CODES`` that mean nothing, such as 6 of five points."""
    pairs = zip(found["points"].tolist(), found["code"].tolist(), strict=True)
    known = {
        points: {*range(1, int(points) + 1), *REASONS} for points in found["points"].tolist()
    }
    return [
        f"{code:g}"
        for code in sorted({code for points, code in pairs if code not in known[points]})
    ]


def asked_twice(items: Frame, scores: Frame) -> list[str]:
    """Areas in the answer of ``SCORES`` where a person was asked more statements than it has."""
    areas, many = np.unique(np.asarray(items["area"]), return_counts=True)
    size = dict(zip(areas.tolist(), many.tolist(), strict=True))
    pairs = zip(scores["area"].tolist(), scores["most"].tolist(), strict=True)
    return sorted({area for area, most in pairs if most > size[area]})
