"""Schools as arrays, so that millions of pairs are weighed at once."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.matching.schools import Mentee, Mentor, School


@dataclass(frozen=True)
class Side:
    """Facts of n schools, one row each; words became numbers shared by both sides."""

    lat: Floats
    lon: Floats
    mountain: Bools
    island: Bools
    region: Ints
    owner: Ints  # -1 where unknown
    levels: Ints  # bit per level; 0 where unknown
    languages: Ints
    log_pupils: Floats  # NaN where unknown
    agreed: Bools
    online: Bools
    topics: Floats  # (n, topics): priority of a need, or 1 for an offer


def encode(mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> tuple[Side, Side]:
    """Both sides, with one numbering of regions, owners, levels, languages and topics."""
    both: list[School] = [*mentees, *mentors]
    region = _numbering({school.region for school in both})
    owner = _numbering({school.owner for school in both if school.owner})
    levels = _numbering({level for school in both for level in school.levels})
    languages = _numbering({word for school in both for word in school.languages})
    topics = _numbering(
        {topic for mentee in mentees for topic in mentee.needs}
        | {topic for mentor in mentors for topic in mentor.offers}
    )

    def side(schools: Sequence[School]) -> Side:
        return Side(
            lat=_floats(schools, lambda school: school.lat),
            lon=_floats(schools, lambda school: school.lon),
            mountain=_bools(schools, lambda school: school.mountain),
            island=_bools(schools, lambda school: school.island),
            region=_ints(schools, lambda school: region[school.region]),
            owner=_ints(schools, lambda school: owner.get(school.owner, -1)),
            levels=_ints(schools, lambda school: _bits(school.levels, levels)),
            languages=_ints(schools, lambda school: _bits(school.languages, languages)),
            log_pupils=_floats(schools, _log_pupils),
            agreed=_bools(schools, lambda school: school.agreed),
            online=_bools(schools, lambda school: school.online),
            topics=_topics(schools, topics),
        )

    return side(mentees), side(mentors)


def _numbering(words: set[str]) -> dict[str, int]:
    return {word: number for number, word in enumerate(sorted(words))}


def _bits(words: frozenset[str], numbering: dict[str, int]) -> int:
    return sum(1 << numbering[word] for word in words)


def _floats(schools: Sequence[School], of: Callable[[School], float]) -> Floats:
    return np.array([of(school) for school in schools], dtype=np.float64)


def _ints(schools: Sequence[School], of: Callable[[School], int]) -> Ints:
    return np.array([of(school) for school in schools], dtype=np.int64)


def _bools(schools: Sequence[School], of: Callable[[School], bool]) -> Bools:
    return np.array([of(school) for school in schools], dtype=np.bool_)


def _log_pupils(school: School) -> float:
    return float(np.log(school.pupils)) if school.pupils else float("nan")


def _topics(schools: Sequence[School], numbering: dict[str, int]) -> Floats:
    table = np.zeros((len(schools), len(numbering)))
    for row, school in enumerate(schools):
        if isinstance(school, Mentee):
            for topic, priority in school.needs.items():
                table[row, numbering[topic]] = priority
        elif isinstance(school, Mentor):
            for topic in school.offers:
                table[row, numbering[topic]] = 1
    return table
