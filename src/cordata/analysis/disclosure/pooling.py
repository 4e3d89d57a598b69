"""Which groups may be added up when each has seen its own figure, and perhaps told it on.

Taking the figures that are known away from a sum leaves the sum over the others. Where those
are few, or one group alone, they stay out of it: the rest then tells nothing new. Exact for one
sum over groups that share nobody; whatever is more entangled goes through ``release.clear``.
"""

from cordata.analysis.arrays import Bools, Ints

LEAST_PEOPLE = 10
LEAST_GROUPS = 2


def poolable(
    people: Ints,
    known: Bools,
    *,
    least_people: int = LEAST_PEOPLE,
    least_groups: int = LEAST_GROUPS,
) -> Bools:
    """The groups to add up: all of them, or only those whose figures are known anyway.

    people  (groups,) with a score; 0 for a group that has none
    known   (groups,) whether the group has read its own figure
    returns (groups,)

    With all other groups' help nobody can work out a figure that rests on fewer people than
    ``least_people`` or on fewer groups than ``least_groups`` and was not known before.
    """
    there = people > 0
    others = there & ~known
    enough = people[others].sum() >= least_people and others.sum() >= least_groups
    return there if enough else there & known
