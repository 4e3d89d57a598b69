"""Scores of schools: one function for one school's report and for a national round.

Everything is added up in whole numbers, so the order of the answers, and how they are cut
into blocks, cannot change the last digit of a mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np

from cordata.analysis.arrays import Floats, Ints
from cordata.analysis.surveys.codes import NOT_ASKED, REASONS, Answers, slots
from cordata.analysis.surveys.persons import tally
from cordata.analysis.surveys.scales import Scale

BLOCK = 1 << 18  # persons looked at together
EXACT = 1 << 62  # products below this fit in 64 bits


@dataclass(frozen=True)
class SchoolScores:
    """Scores of S schools, V voices and A scales.

    respondents  (S, V)     people who sent anything
    n            (S, V, A)  of them, people with a score on the scale
    mean         (S, V, A)  mean of their scores, in points of the scale; NaN if n is 0
    variance     (S, V, A)  between those people, divisor n - 1; NaN if n is below 2
    counts       (S, V, items, points + 4)  answers of each kind: the points from 1 up, then
                 ``codes.REASONS`` in their order; as answered, nothing turned round
    """

    scales: tuple[Scale, ...]
    respondents: Ints
    n: Ints
    mean: Floats
    variance: Floats
    counts: Ints

    @property
    def points(self) -> int:
        """Points of the longest scale: that many columns of ``counts`` come first."""
        return int(self.counts.shape[3]) - len(REASONS)


def of_scales(scales: Sequence[Scale], answers: Answers) -> Answers:
    """The answers that count for these scales; all others as if they had not been asked.

    What belongs to none, such as a country's own question of ten points, is not scored.
    """
    counted = [column for scale in scales for column in scale.columns]
    found = np.full_like(answers, NOT_ASKED)
    found[:, counted] = answers[:, counted]
    return found


def score_schools(
    scales: Sequence[Scale],
    answers: Answers,
    school: Ints,
    voice: Ints,
    *,
    schools: int,
    voices: int,
) -> SchoolScores:
    """Score every voice of every school on every scale.

    answers  (persons, items)  codes as in ``codes``, one row per person, in any order
    school   (persons,)        whose answers they are, from 0 to ``schools`` - 1
    voice    (persons,)        who speaks (leaders, teachers, ...), from 0 to ``voices`` - 1

    Raises ValueError for a byte that is no code, or a person outside schools or voices.
    A million persons with 40 items take some seconds and less than a gigabyte.
    """
    group = _groups(school, voice, schools, voices)
    if len(group) != len(answers):
        raise ValueError(f"{len(answers)} rows of answers and {len(group)} of people")
    groups, shape = schools * voices, (schools, voices)
    sums = [np.zeros((3, groups, len(scale.columns) + 1), dtype=np.int64) for scale in scales]
    points = max((scale.points for scale in scales), default=1)
    counts = np.zeros((groups, answers.shape[1], points + len(REASONS)), dtype=np.int64)
    for first in range(0, len(answers), BLOCK):
        block, whose = answers[first : first + BLOCK], group[first : first + BLOCK]
        _count(counts, block, whose)
        for scale, into in zip(scales, sums, strict=True):
            _add_up(into, scale, block, whose)
    n = np.zeros((*shape, len(scales)), dtype=np.int64)
    mean, variance = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    for at, one in enumerate(sums):
        for into, found in zip((n, mean, variance), _moments(one), strict=True):
            into[:, :, at] = found.reshape(shape)
    return SchoolScores(
        scales=tuple(scales),
        respondents=np.bincount(group, minlength=groups).reshape(shape),
        n=n,
        mean=mean,
        variance=variance,
        counts=counts.reshape(*shape, *counts.shape[1:]),
    )


def _groups(school: Ints, voice: Ints, schools: int, voices: int) -> Ints:
    for name, index, size in (("school", school, schools), ("voice", voice, voices)):
        if len(index) and not (index.min() >= 0 and index.max() < size):
            raise ValueError(f"a {name} outside 0 to {size - 1}")
    return school.astype(np.int64) * voices + voice


def _count(counts: Ints, answers: Answers, group: Ints) -> None:
    """Add to the number of answers of each kind, item by item."""
    groups, items, kinds = counts.shape
    at = slots(kinds - len(REASONS))
    for item in range(items):
        slot = at[answers[:, item].view(np.uint8)]
        if len(slot) and slot.min() < 0:
            raise ValueError(f"item {item}: an answer that is no code")
        found = np.bincount(group * kinds + slot, minlength=groups * kinds)
        counts[:, item, :] += found.reshape(groups, kinds)


def _add_up(sums: Ints, scale: Scale, answers: Answers, group: Ints) -> None:
    """Add people, totals and squared totals, apart by how many items they answered."""
    _kinds, groups, width = sums.shape
    found = tally(scale, answers)
    total = found.total[found.scored].astype(np.float64)  # whole numbers far below 2^53
    key = (group * width + found.answered)[found.scored]
    for kind, weights in enumerate((None, total, total * total)):
        part = np.bincount(key, weights, minlength=groups * width)
        sums[kind] += part.astype(np.int64).reshape(groups, width)


def _moments(sums: Ints) -> tuple[Ints, Floats, Floats]:
    """Number, mean and variance of scores total / answered, exact up to the last division.

    A score is total / a, and everything is brought over one denominator.
    """
    answered = [a for a in range(1, sums.shape[2]) if sums[0, :, a].any()]
    whole = lcm(*answered)
    up = np.array([whole // a for a in answered], dtype=np.int64)
    n = sums[0].sum(axis=1)
    most = int(n.max(initial=0)) * int(sums[2].sum(axis=1).max(initial=0))
    exact = np.int64 if most * whole * whole < EXACT else object
    first = (sums[1][:, answered].astype(exact) * up).sum(axis=1)
    second = (sums[2][:, answered].astype(exact) * up.astype(exact) ** 2).sum(axis=1)
    many = n.astype(exact)
    spread = (many * second - first * first).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = first.astype(np.float64) / (n * float(whole))
        variance = spread / (n * (n - 1) * float(whole) ** 2)
    return n, mean, np.where(n > 1, variance, np.nan)
