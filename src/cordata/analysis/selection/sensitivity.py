"""How far must the weights move before somebody else gets in?

The answer is exact. Whether a school keeps its place depends on pairs: one that is in
against one that is out. For a pair, the cheapest way to turn their order is to take points
from the criteria where the first leads most and give them to the one where it leads least;
no other way of moving the same number of points moves the difference further.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from cordata.analysis.arrays import Floats
from cordata.analysis.selection.ranking import Ranked, Scale

NEAR = 1e-9  # floats find the candidates, fractions decide among them


@dataclass(frozen=True)
class Turn:
    """The smallest change of the weights that makes two schools change places.

    points   how many points of 100 are moved; 0 means they are equal already
    taken    criterion -> points taken from it
    given    the criterion that gets them
    rival    who would come in, or go out, instead
    """

    points: Fraction
    taken: Mapping[str, Fraction]
    given: str
    rival: str


def turns(
    scale: Scale,
    inside: Sequence[Ranked],
    outside: Sequence[Ranked],
    *,
    only: Collection[str] | None = None,
) -> dict[str, Turn]:
    """For each school the smallest change that would turn its result; none if none can.

    inside   those with a place, outside  those without, of one stratum and role
    only     keys of the schools that are asked about; None is all of them
    returns  key -> ``Turn``; a school that no weights turn is not in it

    Takes about as many steps for each criterion as there are pairs of different shares.
    """
    if not inside or not outside:
        return {}
    ours = _profiles(inside, only)
    theirs = _profiles(outside, only)
    found: dict[str, Turn] = {}
    for group, turn in _turns_of(scale, ours, _profiles(outside), is_inside=True):
        found |= dict.fromkeys((one.key for one in group), turn)
    for group, turn in _turns_of(scale, theirs, _profiles(inside), is_inside=False):
        found |= dict.fromkeys((one.key for one in group), turn)
    return found


def turn_of(scale: Scale, first: Ranked, second: Ranked, rival: str) -> Turn | None:
    """The cheapest change of weights by which ``second`` draws level with ``first``.

    None if no weights do: ``second`` leads nowhere that counts.
    """
    lead = {one: first.shares[one] - second.shares[one] for one in scale.weights}
    given = min(lead, key=lambda one: (lead[one], one))
    missing = first.score - second.score
    taken: dict[str, Fraction] = {}
    for one in sorted(lead, key=lambda one: (-lead[one], one)):
        gain = lead[one] - lead[given]
        if missing <= 0 or gain <= 0:
            break
        points = min(Fraction(scale.weights[one]), missing / gain)
        if points > 0:
            taken[one] = points
            missing -= points * gain
    if missing > 0:
        return None
    return Turn(sum(taken.values(), Fraction(0)), taken, given, rival)


Profiles = list[list[Ranked]]


def _profiles(schools: Sequence[Ranked], only: Collection[str] | None = None) -> Profiles:
    """Schools with the same shares together, each group by key: one answer serves them all."""
    groups: dict[tuple[Fraction, ...], list[Ranked]] = {}
    for one in schools:
        if only is None or one.key in only:
            groups.setdefault(
                tuple(one.shares[name] for name in sorted(one.shares)), []
            ).append(one)
    return [sorted(group, key=lambda one: one.key) for group in groups.values()]


def _turns_of(
    scale: Scale, mine: Profiles, rivals: Profiles, *, is_inside: bool
) -> Iterator[tuple[list[Ranked], Turn]]:
    """The cheapest turn of each group against the first school of each rival group."""
    if not mine:
        return
    criteria = sorted(scale.weights)
    ours, theirs = [one[0] for one in mine], [one[0] for one in rivals]
    pair = (ours, theirs) if is_inside else (theirs, ours)
    costs = _costs(scale, criteria, *pair)
    for group, cost in zip(mine, costs if is_inside else costs.T, strict=True):
        if not np.isfinite(cost.min()):
            continue
        near = np.flatnonzero(cost <= cost.min() + NEAR * 100).tolist()
        exact = [_turn(scale, group[0], theirs[at], is_inside=is_inside) for at in near]
        possible = [turn for turn in exact if turn]
        if possible:
            yield group, min(possible, key=lambda turn: (turn.points, turn.rival))


def _turn(scale: Scale, mine: Ranked, rival: Ranked, *, is_inside: bool) -> Turn | None:
    first, second = (mine, rival) if is_inside else (rival, mine)
    return turn_of(scale, first, second, rival.key)


def _costs(
    scale: Scale, criteria: list[str], inside: Sequence[Ranked], outside: Sequence[Ranked]
) -> Floats:
    """(inside, outside) points to move for each pair; infinite where none suffice."""
    weights = np.array([scale.weights[one] for one in criteria], float)
    ours, theirs = _shares(criteria, inside), _shares(criteria, outside)
    cost = np.empty((len(inside), len(outside)))
    for row, mine in enumerate(ours):
        lead = mine - theirs
        gain = lead - lead.min(axis=1, keepdims=True)
        order = np.argsort(-gain, axis=1)
        gain = np.take_along_axis(gain, order, axis=1)
        most = weights[order]
        before = np.cumsum(most * gain, axis=1) - most * gain
        missing = np.maximum(lead @ weights, 0)[:, None] - before
        with np.errstate(divide="ignore", invalid="ignore"):
            need = np.where(gain > NEAR, missing / gain, np.where(missing > NEAR, np.inf, 0))
        steps = np.clip(need, 0, most)
        enough = (before + most * gain)[:, -1] >= np.maximum(lead @ weights, 0) - NEAR
        cost[row] = np.where(enough, steps.sum(axis=1), np.inf)
    return cost


def _shares(criteria: list[str], schools: Sequence[Ranked]) -> Floats:
    rows = [[float(one.shares[name]) for name in criteria] for one in schools]
    return np.array(rows, float).reshape(len(rows), len(criteria))
