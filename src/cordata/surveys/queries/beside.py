"""What must be read beside the figures of a wave: statements that fit few, and schools lost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from cordata.analysis.disclosure.rules import WIDER
from cordata.analysis.surveys.gates import not_applicable_moved, often_not_applicable
from cordata.analysis.surveys.weights import gap_at_baseline
from cordata.surveys.models import Occasion, Snapshot, Wave
from cordata.surveys.queries.quality import Quality
from cordata.surveys.queries.rounds import of_one_core


@dataclass(frozen=True)
class Lost:
    """How schools that answered a wave differed at the beginning from those that no longer did.

    gap   of the means of schools, in standard deviations; above 0 if those that stayed stood higher
    """

    area: str
    voice: str
    gap: float
    came: int
    went: int


@dataclass(frozen=True)
class Unfit:
    """A statement of which many said that it does not apply; ``before`` at the beginning."""

    statement: str
    voice: str
    share: float
    before: float | None


def baseline_of(wave: Wave) -> Wave | None:
    """The baseline that the same cohort had by then with the same core, in any version."""
    alike = Wave.objects.filter(
        of_one_core(wave.instrument.instrument),
        cohort=wave.cohort_id,
        occasion=Occasion.BASELINE,
        opens_at__lte=wave.opens_at,
    )
    return alike.exclude(pk=wave.pk).order_by("-opens_at", "-pk").first()


def lost_since_baseline(wave: Wave) -> list[Lost]:
    """Each voice and area of which enough schools stayed and enough went to compare them."""
    first = baseline_of(wave)
    if first is None:
        return []
    then, now = _means(first), _means(wave)
    found = []
    for about, means in then.items():
        stayed = np.array([school in now.get(about, {}) for school in means], dtype=np.bool_)
        sides = int(stayed.sum()), int((~stayed).sum())
        gap = gap_at_baseline(np.array(list(means.values())), stayed)
        if min(sides) >= WIDER.schools and np.isfinite(gap):
            found.append(Lost(*about, gap, *sides))
    return found


def _means(wave: Wave) -> dict[tuple[str, str], dict[int, float]]:
    """By area and voice: the mean of every school (participation) that has one."""
    rows = Snapshot.objects.filter(round__wave=wave).order_by("round")
    found: dict[tuple[str, str], dict[int, float]] = {}
    for school, figures in rows.values_list("round__participation", "figures").iterator():
        for area, voice, mean in _said(figures):
            found.setdefault((area, voice), {})[school] = mean
    return found


def _said(figures: Mapping[str, Any]) -> Iterable[tuple[str, str, float]]:
    for voice, said in figures["voices"].items():
        for area, mean in zip(figures["areas"], said["mean"], strict=True):
            if mean is not None:
                yield area, voice, mean


def often_unfit(found: Sequence[Quality]) -> list[Unfit]:
    """Statements that more than one in five of those who came to them said do not apply."""
    return [
        Unfit(statement, one.voice, share, None)
        for one in found
        for statement, share in one.no_use.items()
        if often_not_applicable(np.array(share))
    ]


def moved_unfit(found: Sequence[Quality], earlier: Sequence[Quality]) -> list[Unfit]:
    """Statements of which many more or fewer said so than the same people's voice did then."""
    then = {
        (statement, one.voice, one.levels, one.language): share
        for one in earlier
        for statement, share in one.no_use.items()
    }
    return [
        Unfit(statement, one.voice, share, before)
        for one in found
        for statement, share in one.no_use.items()
        if (before := then.get((statement, one.voice, one.levels, one.language))) is not None
        and not_applicable_moved(np.array(share), np.array(before))
    ]
