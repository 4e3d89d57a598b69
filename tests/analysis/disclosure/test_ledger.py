"""The ledger refuses what would give away a few people together with what is out already."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.disclosure.ledger import (
    Atom,
    Ledger,
    Refusal,
    Secret,
    differs_by_few,
    refusals,
    small_counts,
    small_groups,
)
from cordata.analysis.disclosure.rules import WIDER, Thresholds


def of_scores(**people):
    """Atoms of people who all score 3."""
    return {key: Atom.of_scores(key, 3.0 * n, n) for key, n in people.items()}


def counted(**people):
    return {key: Atom(key, n, n) for key, n in people.items()}


def rows(*words):
    """Rows from words of one-letter atoms: "ab" is a + b."""
    return [frozenset(word) for word in words]


def test_a_round_with_one_more_person_tells_that_person():
    ledger = Ledger(of_scores(a=12, b=1)).with_rows(rows("a"))
    secrets = small_groups(ledger)

    assert secrets == [Secret(frozenset("b"), 2.0)]
    assert refusals(ledger, rows("ab"), secrets) == (
        Refusal(frozenset("b"), pytest.approx(3), pytest.approx(3), 2.0),
    )
    assert differs_by_few(ledger, frozenset("ab"), ledger.published)


def test_five_more_are_a_figure_of_their_own():
    ledger = Ledger(of_scores(a=12, b=5)).with_rows(rows("a"))

    assert small_groups(ledger) == []
    assert not differs_by_few(ledger, frozenset("ab"), ledger.published)


def test_three_steps_can_tell_what_no_two_can():
    # all - teachers - students = leaders, although each two of them are far apart.
    ledger = Ledger(of_scores(t=14, s=60, l=2)).with_rows(rows("t", "s"))

    found = refusals(ledger, rows("tsl"), small_groups(ledger))

    assert [one.of for one in found] == [frozenset("l")]
    assert not differs_by_few(ledger, frozenset("tsl"), ledger.published)


def test_two_groups_of_two_are_a_group_of_four():
    ledger = Ledger(of_scores(a=12, b=2, c=2)).with_rows(rows("a"))
    secrets = small_groups(ledger)

    assert {"".join(sorted(one.of)) for one in secrets} == {"b", "c", "bc"}
    assert "bc" in {"".join(sorted(one.of)) for one in refusals(ledger, rows("abc"), secrets)}


def test_people_who_went_and_people_who_came_are_counted_apart():
    ledger = Ledger(of_scores(a=12, b=3, c=3, d=9, e=0))

    assert differs_by_few(ledger, frozenset("ac"), rows("ab"))  # three sheets were changed
    assert not differs_by_few(ledger, frozenset("ad"), rows("ab"))
    assert not differs_by_few(ledger, frozenset("ae"), rows("a"))  # nobody
    assert not differs_by_few(ledger, frozenset("b"), rows("a"))  # nothing in common
    assert not differs_by_few(ledger, frozenset("a"), rows("a"))


def test_a_country_less_nearly_all_of_it_is_one_school():
    atoms = {
        str(one): Atom.of_scores(str(one), 60, 20, school=f"school {one}") for one in range(8)
    }
    ledger = Ledger(atoms)
    every = frozenset(atoms)

    assert differs_by_few(ledger, every, [every - {"3"}], WIDER)
    assert not differs_by_few(ledger, every, [every - set("01234")], WIDER)
    assert len(small_groups(ledger, WIDER)) == 8  # what a single school said


def test_a_table_of_counts_is_looked_at_in_whole_numbers():
    # a + b = 9 leaves a open from 0 to 9; with b shown, too, it is 2.
    ledger = Ledger(counted(a=2, b=7))
    secrets = small_counts(ledger)

    assert secrets == [Secret(frozenset("a"), 5.0)]
    assert refusals(ledger, rows("ab"), secrets, whole=True) == ()
    (found,) = refusals(ledger.with_rows(rows("b")), rows("ab"), secrets, whole=True)
    assert (found.low, found.high) == (2, 2)


def test_with_many_small_groups_only_pairs_are_looked_at():
    atoms = of_scores(**{f"g{at:02}": 1 for at in range(13)})

    assert {len(one.of) for one in small_groups(Ledger(atoms))} == {1, 2}
    assert {len(one.of) for one in small_groups(Ledger(atoms), within=list(atoms)[:5])} == {
        1, 2, 3, 4,
    }  # fmt: skip


def given_away(ledger):
    """Small groups whose sum is a combination of published rows: algebra, nothing else."""
    keys = sorted(ledger.atoms)
    table = np.array([[float(key in row) for key in keys] for row in ledger.published])
    found = set()
    for choice in product([0.0, 1.0], repeat=len(keys)):
        people = ledger.people(key for key, one in zip(keys, choice, strict=True) if one)
        if not 0 < people < 5 or not len(table):
            continue
        made, *_rest = np.linalg.lstsq(table.T, np.array(choice), rcond=None)
        if np.abs(table.T @ made - choice).max() < 1e-9:
            found.add(choice)
    return found


sizes = st.lists(st.integers(1, 8), min_size=5, max_size=5)
proposals = st.lists(st.sets(st.sampled_from("abcde"), min_size=1), min_size=3, max_size=6)


def test_the_algebra_breaks_an_unprotected_ledger():
    ledger = Ledger(of_scores(a=9, b=1, c=8, d=7, e=2))

    assert given_away(ledger.with_rows(rows("ab", "ac", "c")))
    assert not given_away(ledger.with_rows(rows("ab", "c")))


@settings(max_examples=12, deadline=None)
@given(sizes, proposals, st.integers(0, 10**6))
def test_what_the_ledger_lets_through_gives_no_few_people_away(people, proposed, seed):
    chance = np.random.default_rng(seed)
    ledger = Ledger({
        key: Atom.of_scores(key, float(chance.integers(n, 5 * n + 1)), n)
        for key, n in zip("abcde", people, strict=True)
    })  # fmt: skip
    secrets = small_groups(ledger, Thresholds())
    for one in map(frozenset, proposed):
        if ledger.people(one) >= 5 and not refusals(ledger, [one], secrets):
            ledger = ledger.with_rows([one])

    assert not given_away(ledger)
