"""Give the places of a stratum to the first in order, and say what stands on the edge."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from cordata.analysis.selection.lottery import draw
from cordata.analysis.selection.ranking import Ranked


@dataclass(frozen=True)
class Places:
    """Who gets a place, who waits in which order, and who cannot be told apart.

    accepted  in order
    waiting   in order of the waiting list; without those of ``edge``
    edge      equals of whom only ``left`` can be accepted: a person or lots must decide
    left      places for ``edge``
    """

    accepted: list[str]
    waiting: list[str]
    edge: list[str] = field(default_factory=list)
    left: int = 0


def by_rank(ranked: Sequence[Ranked], places: int) -> Places:
    """Places to the highest scores; equals across the edge are not told apart by chance.

    ranked  as ``ranking.rank`` gives it, of one stratum and role; places  0 or more
    """
    accepted: list[str] = []
    waiting: list[str] = []
    edge: list[str] = []
    left = 0
    for group in _equals(ranked):
        if waiting or edge or len(accepted) == places:
            waiting += group
        elif len(accepted) + len(group) <= places:
            accepted += group
        else:
            edge, left = group, places - len(accepted)
    return Places(accepted, waiting, edge, left)


def by_lot(keys: Sequence[str], places: int, *, seed: str, public: str = "") -> Places:
    """Places by lot among all, as ``lottery.draw`` orders them.

    Whoever is not drawn differs from who is by chance alone, and can be compared with them.
    """
    drawn = draw(keys, seed=seed, public=public)
    return Places(drawn[:places], drawn[places:])


def settle_edge(places: Places, *, seed: str, public: str = "") -> Places:
    """Tell the equals on the edge apart by lot; those not drawn wait first."""
    drawn = draw(places.edge, seed=seed, public=public)
    return Places(places.accepted + drawn[: places.left], drawn[places.left :] + places.waiting)


def _equals(ranked: Sequence[Ranked]) -> list[list[str]]:
    groups: list[list[str]] = []
    before = None
    for one in ranked:
        if one.score == before:
            groups[-1].append(one.key)
        else:
            groups.append([one.key])
        before = one.score
    return groups
