"""Whose records stand for a model, so that no cluster's own can be worked out from two models.

What is shown of a set of clusters are means. Two sets that differ by a few clusters tell, subtracted,
the hours and journeys of these few: so the sets do not overlap but for the one of all, and what is
left of all without the others is as many as they are.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cordata.analysis.disclosure.rules import dominated, nearly_known
from cordata.clusters.models import CoordinationModel
from cordata.exchange.queries.learned import Lived

VIRTUAL = CoordinationModel.Label.VIRTUAL
LEAST = 5  # clusters, below which nothing of them is shown
MEASURES = ("mentoring", "attended", "journeys", "people", "minutes")


@dataclass(frozen=True)
class Told:
    """Clusters whose means stand for a model; none where that would tell of single ones.

    of_model  they are the model's own; else those of all models together
    silent    how many more there are of which nothing was recorded
    """

    lived: Sequence[Lived] = ()
    of_model: bool = False
    silent: int = field(default=0)


def told_of(lived: Iterable[Lived], silent: Mapping[str, int], model: str) -> Told:
    """The model's own records where they may be told apart, else all, else none."""
    every = list(lived)
    if model in told_apart(every):
        own = [one for one in every if one.model == model]
        return Told(own, True, silent.get(model, 0))
    if not _may_be_told(every):
        return Told()
    if model == VIRTUAL:  # what others drove says nothing of those who meet online
        every = [replace(one, journeys=0.0, people=0.0, minutes=0.0) for one in every]
    return Told(every, False, sum(silent.values()))


def told_apart(lived: Sequence[Lived]) -> set[str]:
    """Models whose means may be shown beside those of all."""
    sizes = Counter(one.model for one in lived)
    found = [
        model
        for model, _size in sizes.most_common()
        if _may_be_told([one for one in lived if one.model == model])
    ]
    while found:
        rest = [one for one in lived if one.model not in found]
        if not rest or _may_be_told(rest):
            break
        found.pop()
    return set(found)


def _may_be_told(some: Sequence[Lived]) -> bool:
    """Whether their means tell of none of them: enough of them, none a giant."""
    travelled = sum(bool(one.journeys) for one in some)
    if len(some) < LEAST or 0 < travelled < LEAST:
        return False
    told = ([getattr(one, name) for one in some] for name in MEASURES)
    return not any(dominated(each) or nearly_known(each) for each in told)
