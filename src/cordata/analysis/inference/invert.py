"""From a test to the interval of all truths that it does not reject."""

from collections.abc import Callable

from cordata.analysis.contract import Interval

DOUBLINGS = 40
HALVINGS = 60


def interval(
    p: Callable[[float], float], centre: float, step: float, level: float = 0.95
) -> Interval | None:
    """Ends of the range around ``centre`` in which ``p`` of a truth exceeds 1 - ``level``.

    p     p-value of a truth, in the unit of the estimate
    step  a first guess of half the width, positive

    None where the test cannot reject far away either: it has too few different draws. A p that
    crosses the line more than once on a side gives one of the crossings.
    """
    ends = [_edge(p, centre, sign * step, 1.0 - level) for sign in (-1.0, 1.0)]
    low, high = ends
    return None if low is None or high is None else Interval(low, high, level)


def _edge(
    p: Callable[[float], float], inside: float, step: float, alpha: float
) -> float | None:
    for _ in range(DOUBLINGS):
        outside = inside + step
        if p(outside) <= alpha:
            break
        inside, step = outside, 2.0 * step
    else:
        return None
    for _ in range(HALVINGS):
        middle = 0.5 * (inside + outside)
        if p(middle) <= alpha:
            outside = middle
        else:
            inside = middle
    return outside
