"""What a kind of thing declares, so that it can be searched: rows, cards, readers, address."""

from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from cordata.accounts.models import User
from cordata.search.queries.readers import EVERYBODY


@dataclass(frozen=True)
class Written:
    """What the catalogue is to know of one thing in one language; see ``models.Card``."""

    thing: str
    title: str
    text: str
    place: Mapping[str, str]
    language: str = ""
    titles: Mapping[str, str] = field(default_factory=dict)
    anchor: str = ""
    readers: AbstractSet[str] = frozenset({EVERYBODY})
    country: str = ""
    needs: Iterable[str] = ()
    levels: Iterable[str] = ()
    audience: Iterable[str] = ()

    @property
    def is_public(self) -> bool:
        """Whether everybody may read it."""
        return EVERYBODY in self.readers

    def facets(self, kind: str) -> list[str]:
        """The marks its thing is counted by, in whatever language it is written."""
        marks = [("k", kind), ("c", self.country)]
        marks += [("n", need) for need in sorted(set(self.needs))]
        marks += [("v", level) for level in sorted(set(self.levels))]
        marks += [("a", one) for one in sorted(set(self.audience))]
        return [f"{letter}_{value}" for letter, value in marks if value]


@dataclass(frozen=True)
class Kind:
    """One kind of thing that can be found.

    every    all of its rows, whatever became of them
    rows     those that anybody may find, with what ``cards`` reads
    cards    rows to cards
    seen_by  the app's own query of what a person sees: asked again for every page of results
    route    the name of its address
    touched  what in the trail concerns it: a model's label, and the way from a row to its id
    sweeps   labels of what changes so many rows that all are filed anew
    id_of    the field that a row is cited by
    weight   added to the rank: guidance comes before a school of the same name
    is_mass  there may be so many that they are counted by a share of them
    """

    code: str
    name: Promise
    every: Callable[[], QuerySet[Any]]
    rows: Callable[[], QuerySet[Any]]
    cards: Callable[[list[Any]], Iterable[Written]]
    seen_by: Callable[[User], QuerySet[Any]]
    route: str
    touched: Mapping[str, str]
    sweeps: AbstractSet[str] = frozenset()
    id_of: str = "public_id"
    weight: float = 0.1
    is_mass: bool = False
