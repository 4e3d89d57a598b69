"""Shortest models against every model there is."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.coding.minimize import covers, minimal, primes, written


def slowly_primes(on, free, width):
    """Every implicant there is, kept if it holds nothing that is out and no wider one does."""
    allowed = {*on, *free}
    rows = list(product((0, 1), repeat=width))
    good = [
        one
        for one in product((1, 0, None), repeat=width)
        if all(row in allowed for row in rows if covers(one, row))
    ]

    def wider(a, b):
        return a != b and all(x in {None, y} for x, y in zip(a, b, strict=True))

    return [
        one
        for one in good
        if not any(wider(other, one) for other in good) and any(covers(one, row) for row in on)
    ]


def slowly_minimal(on, free, width):
    """Every set of primes, the smallest first."""
    candidates = slowly_primes(on, free, width)
    for size in range(1, len(candidates) + 1):
        found = [
            frozenset(some)
            for some in combinations(candidates, size)
            if all(any(covers(one, row) for one in some) for row in on)
        ]
        if found:
            return set(found)
    return set()


def drawn(width):
    row = st.tuples(*[st.integers(0, 1)] * width)
    return st.tuples(st.sets(row, max_size=9), st.sets(row, max_size=6))


@given(st.integers(1, 4).flatmap(drawn))
def test_the_same_as_looking_at_everything(sets):
    on, free = sets
    free = free - on
    width = len(next(iter(on | free), ()))

    assert sorted(map(str, primes(on, free))) == sorted(
        map(str, slowly_primes(on, free, width))
    )
    assert {frozenset(model) for model in minimal(on, free)} == slowly_minimal(on, free, width)


def test_all_shortest_models_are_found():
    # The textbook's circle: six rows, two models of three terms each.
    on = {(0, 0, 0), (0, 0, 1), (0, 1, 1), (1, 1, 1), (1, 1, 0), (1, 0, 0)}
    models = [written(model, ("A", "B", "C")) for model in minimal(on)]
    assert models == ["A*B + ~A*C + ~B*~C", "A*~C + ~A*~B + B*C"]


def test_always_and_never():
    assert minimal([]) == []
    assert written(minimal([(0,), (1,)])[0], ("A",)) == "1"
    assert written((), ("A",)) == ""
