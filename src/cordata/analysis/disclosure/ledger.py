"""The release ledger: everything ever published, and what a new number would give away.

Atoms are the smallest things that published numbers are made of: the answers of people who
were always counted together. Every published number is a sum of atoms. Before another one is
released, the attack is run on all of them together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from cordata.analysis.arrays import Bools
from cordata.analysis.disclosure.attack import work_out, work_out_whole
from cordata.analysis.disclosure.rules import OWN_SCREEN, Thresholds
from cordata.analysis.disclosure.suppress import CLOSE, SMALL, WIDTH
from cordata.analysis.disclosure.tables import Number, Tables, tables_of

MANY = 12  # with more small groups than this, only one and two of them are looked at together


@dataclass(frozen=True)
class Atom:
    """People who are counted together or not at all, and what they make in a published sum.

    value      how many they are (a table of counts), or the sum of their scores (of means)
    low, high  what everybody knows of the value beforehand
    people     how many they are; readers are taken to know that always
    school     of one school, where schools are to be protected too
    """

    key: str
    value: float
    people: int
    low: float = 0.0
    high: float = float("inf")
    school: str = ""

    @classmethod
    def of_scores(
        cls, key: str, total: float, people: int, *, points: int = 5, school: str = ""
    ) -> "Atom":
        """People whose scores add up to ``total``: a mean with its n, published."""
        return cls(key, total, people, float(people), float(people * points), school)


@dataclass(frozen=True)
class Secret:
    """Atoms whose sum must stay open by ``width``."""

    of: frozenset[str]
    width: float


@dataclass(frozen=True)
class Refusal:
    """A secret that would be known too well: between ``low`` and ``high``."""

    of: frozenset[str]
    low: float
    high: float
    needed: float


@dataclass(frozen=True)
class Ledger:
    """Atoms, and the rows published so far: each a number that is the sum of some atoms."""

    atoms: Mapping[str, Atom]
    published: tuple[frozenset[str], ...] = ()

    def with_rows(self, rows: Iterable[frozenset[str]]) -> "Ledger":
        """The ledger after a release."""
        return Ledger(self.atoms, (*self.published, *rows))

    def people(self, of: Iterable[str]) -> int:
        """How many people some atoms are about."""
        return sum(self.atoms[key].people for key in of)

    def schools(self, of: Iterable[str]) -> set[str]:
        """Of which schools those people are."""
        return {self.atoms[key].school for key in of if self.atoms[key].people}

    def tables(
        self,
        proposed: Sequence[frozenset[str]],
        secrets: Sequence[Secret],
        costs: Sequence[float],
    ) -> Tables:
        """Atoms, published rows, proposed rows, secrets: as numbers, in that order."""
        numbers = [
            Number(one.key, one.value, one.low, one.high, 0.0) for one in self.atoms.values()
        ]
        sums: dict[str, Mapping[str, float]] = {}
        rows = [*self.published, *proposed, *(one.of for one in secrets)]
        prices = [0.0] * len(self.published) + list(costs) + [0.0] * len(secrets)
        for at, (row, price) in enumerate(zip(rows, prices, strict=True)):
            numbers.append(self._sum(f"row {at}", row, price))
            sums[f"row {at}"] = dict.fromkeys(sorted(row), 1.0)
        return tables_of(numbers, sums)

    def _sum(self, key: str, of: frozenset[str], cost: float) -> Number:
        parts = [self.atoms[one] for one in sorted(of)]
        ends = [sum(one.value for one in parts), sum(one.low for one in parts)]
        return Number(key, ends[0], ends[1], sum(one.high for one in parts), cost)


def refusals(
    ledger: Ledger,
    proposed: Sequence[frozenset[str]],
    secrets: Sequence[Secret],
    *,
    whole: bool = False,
) -> tuple[Refusal, ...]:
    """The secrets that would be known too well if ``proposed`` were published, too.

    whole  atoms are counts, and readers know it; looked at again in small ledgers
    """
    tables = ledger.tables(proposed, secrets, [1.0] * len(proposed))
    hidden = np.ones(len(tables.numbers), dtype=np.bool_)
    first = len(ledger.atoms)
    hidden[first : first + len(ledger.published) + len(proposed)] = False
    found = []
    for back, secret in enumerate(reversed(secrets), start=1):
        low, high = _ends(tables, hidden, len(hidden) - back, whole=whole)
        if high - low < secret.width - CLOSE:
            found.append(Refusal(secret.of, low, high, secret.width))
    return tuple(reversed(found))


def _ends(tables: Tables, hidden: Bools, at: int, *, whole: bool) -> tuple[float, float]:
    if whole and len(hidden) <= SMALL:
        return work_out_whole(tables, hidden, at)
    known = work_out(tables, hidden, at)
    return known.low, known.high


def small_counts(ledger: Ledger, *, least: int = 5, width: float = WIDTH) -> list[Secret]:
    """Secrets of a table of counts: every atom of 1 to ``least`` - 1 people."""
    return [
        Secret(frozenset({one.key}), width)
        for one in ledger.atoms.values()
        if 0 < one.value < least
    ]


def small_groups(
    ledger: Ledger, thresholds: Thresholds = OWN_SCREEN, *, within: Iterable[str] | None = None
) -> list[Secret]:
    """Secrets of means: every group of atoms with fewer people than the minimum.

    Atoms of two and of two people are a group of four: their sum is a secret as well. Where
    schools are protected, each single atom is. A secret must stay as open as the share
    ``thresholds.left`` of what was known of it beforehand.
    """
    keys = sorted(ledger.atoms if within is None else within)
    keys = [key for key in keys if ledger.atoms[key].people > 0]
    small = [key for key in keys if ledger.people([key]) < thresholds.people]
    most = thresholds.people - 1 if len(small) <= MANY else 2
    groups = {
        frozenset(some)
        for size in range(1, most + 1)
        for some in combinations(small, size)
        if ledger.people(some) < thresholds.people
    }
    if thresholds.schools > 1:
        groups |= {frozenset({key}) for key in keys}
    ordered = sorted(groups, key=lambda one: (len(one), sorted(one)))
    return [Secret(one, thresholds.left * _open(ledger, one)) for one in ordered]


def _open(ledger: Ledger, of: frozenset[str]) -> float:
    return sum(ledger.atoms[key].high - ledger.atoms[key].low for key in of)


def differs_by_few(
    ledger: Ledger,
    row: frozenset[str],
    earlier: Iterable[frozenset[str]],
    thresholds: Thresholds = OWN_SCREEN,
) -> bool:
    """Whether ``row`` and an earlier one that it overlaps differ by too few people or schools.

    Those who came and those who went are counted apart, so that three changed sheets, which
    both went and came, are three.
    """
    for other in earlier:
        if not row & other:
            continue
        sides = (row - other, other - row)
        if 0 < max(ledger.people(side) for side in sides) < thresholds.people:
            return True
        if 0 < max(len(ledger.schools(side)) for side in sides) < thresholds.schools:
            return True
    return False
