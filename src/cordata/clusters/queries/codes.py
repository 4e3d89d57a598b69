"""Letters of clusters and codes of their schools: B, B1, B2. None is ever used twice."""

from collections.abc import Iterator
from itertools import count
from string import ascii_uppercase

from cordata.clusters.models import Cluster


def letters() -> Iterator[str]:
    """A to Z, AA to ZZ, AAA ... without end."""
    for at in count(1):
        word = ""
        while at:
            at, digit = divmod(at - 1, len(ascii_uppercase))  # noqa: PLW2901 - long division
            word = ascii_uppercase[digit] + word
        yield word


def free_letters(cohort_id: int) -> Iterator[str]:
    """The letters that no cluster of the cohort ever had, in order."""
    used = set(Cluster.objects.filter(cohort=cohort_id).values_list("letter", flat=True))
    return (letter for letter in letters() if letter not in used)


def free_codes(cluster: Cluster) -> Iterator[str]:
    """The codes that no school of the cluster ever had, in order."""
    used = set(cluster.memberships.values_list("code", flat=True))
    every = (f"{cluster.letter}{number}" for number in count(1))
    return (code for code in every if code not in used)
