"""What a database must be able to do, so that search stands on it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Protocol

from cordata.search.queries.sought import Sought

IN_A_POOL = 2_000  # of very many, as many are looked at more closely


class Engine(Protocol):
    """Counts and ranks. A ``part`` narrows to some of all cards: FEW, OWN, MANY, or a share."""

    def at_work(self) -> AbstractContextManager[None]:
        """Around the questions of one search."""

    def count(self, sought: Sought, part: str = "") -> Iterator[tuple[str, str, int]]:
        """How many things match, by their facets and the languages they match in ("en pt")."""

    def best(self, sought: Sought, *, of_very_many: bool) -> list[int]:
        """Keys of the cards of the ``ranking.MOST_RANKED`` best things, the best first.

        Each thing once: in the reader's language, or where that does not match, in the best other.


        of_very_many  rank the few kinds, one's own, titles, and a share of the rest: to rank
                      hundreds of thousands would take seconds
        """
