"""What was found of a wave as a whole: kept with it, and asked before a figure is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from math import floor, isnan
from typing import Any

import numpy as np
from django.db.models import Exists, OuterRef, QuerySet

from cordata.analysis.surveys.agreement import Shared
from cordata.analysis.surveys.gates import not_applicable_moved
from cordata.analysis.surveys.reliability import Interval, Reliable
from cordata.analysis.surveys.scales import scales_of
from cordata.surveys.models import Judged, Round, Snapshot, Wave
from cordata.surveys.queries.beside import Lost, lost_since_baseline, moved_unfit
from cordata.surveys.queries.figures import unpacked
from cordata.surveys.queries.quality import Quality, no_use_of, quality_of
from cordata.surveys.queries.table import Table, joined

METHOD = "quality 1"  # named in docs/methods/reliability.md; raised when a figure would change
ROUNDING = 1e-9  # 0.70 is not 0.69
ORDER = list(Reliable)  # from the worst up; what nobody could look at comes last

type Trust = dict[tuple[str, str], Reliable]  # by area and voice


def waves_to_judge() -> QuerySet[Wave]:
    """Those that have closed everywhere, and that nobody has looked at."""
    rounds = Round.objects.filter(wave=OuterRef("pk"))
    over = ~Exists(rounds.filter(snapshot=None)), Exists(rounds)
    return Wave.objects.filter(*over, judged=None).order_by("pk")


def judged(wave: Wave) -> dict[str, Any]:
    """What is found of all its frozen answers, as it is kept."""
    table, levels = _together(Snapshot.objects.filter(round__wave=wave))
    return {
        "scales": [_plain(one) for one in quality_of(table, scales_of(table.items), levels)],
        "lost": [asdict(one) for one in lost_since_baseline(wave)],
    }


def _together(frozen: QuerySet[Snapshot]) -> tuple[Table, list[str]]:
    """All their answers, and the level of each round."""
    tables, levels = [], []
    for one in frozen.order_by("round").iterator(chunk_size=500):
        tables.append(unpacked(one))
        levels.append(one.manifest["level"])
    return joined(tables), levels


def quality_in(wave: int | None) -> list[Quality]:
    """What was found of a wave (its key); nothing before its last round has closed. One query."""
    kept = Judged.objects.filter(wave=wave).first() if wave is not None else None
    return [_quality(one) for one in kept.found["scales"]] if kept else []


def lost_in(wave: Wave) -> list[Lost]:
    """Schools that answered at the beginning and not in this wave, against those that did."""
    kept = Judged.objects.filter(wave=wave).first()
    return [Lost(**one) for one in kept.found["lost"]] if kept else []


def trust_in(wave: int | None, level: str | None = None) -> Trust:
    """The worst that was found of each area and voice; where nothing was, it is not there.

    level  of a school: what was found of people who were asked other statements is not its
           own. Without one a figure is of all of them, and no better than its worst part.
    """
    worst: Trust = {}
    for one in quality_in(wave):
        if level is None or level in one.levels:
            known = worst.get((one.area, one.voice), Reliable.UNKNOWN)
            worst[one.area, one.voice] = min(known, one.verdict, key=ORDER.index)
    return worst


def alpha_in(frozen: Iterable[str], voice: str, area: str) -> float | None:
    """The lowest alpha of an area, as a voice answers it, among levels and languages of these rounds' waves.

    frozen  snapshots (public ids)
    returns two decimals, rounded down: it decides, and tells no more than the page of a wave;
            None where none of their waves was looked at, or none could be
    """
    waves = Snapshot.objects.filter(public_id__in=list(frozen)).values("round__wave")
    known = [
        one["alpha"]["estimate"]
        for found in Judged.objects.filter(wave__in=waves).values_list("found", flat=True)
        for one in found["scales"]
        if (one["area"], one["voice"]) == (area, voice)
    ]
    least = min((one for one in known if one is not None), default=None)
    return None if least is None else floor(least * 100 + ROUNDING) / 100


def moved_in(
    frozen: Iterable[str], voice: str, area: str, moments: tuple[str, str]
) -> list[str]:
    """Statements whose share of "does not apply" moved between two occasions of these rounds' waves.

    frozen  snapshots (public ids); each cohort is held against itself
    """
    waves = Wave.objects.filter(rounds__snapshot__public_id__in=list(frozen)).distinct()
    found: dict[tuple[int, str], list[Quality]] = {}
    for wave in waves.filter(occasion__in=moments).order_by("pk"):
        found[wave.cohort_id, wave.occasion] = [
            one for one in quality_in(wave.pk) if (one.area, one.voice) == (area, voice)
        ]
    before, after = moments
    return sorted(
        {
            one.statement
            for (cohort, occasion), now in found.items()
            if occasion == after
            for one in moved_unfit(now, found.get((cohort, before), []))
        }
    )


def differing_in(
    frozen: Iterable[str], voice: str, area: str, occasion: str, sides: Mapping[str, bool]
) -> list[str]:
    """Statements whose share of "does not apply" differs between two sides of schools.

    frozen  snapshots (public ids), of which those of the occasion are looked at
    sides   by school (public id), on which of the two it stands; others are left out
    """
    there = Snapshot.objects.filter(public_id__in=list(frozen), round__occasion=occasion)
    no_use = []
    for side in (False, True):
        mine = [school for school, at in sides.items() if at is side]
        here = there.filter(round__participation__school__public_id__in=mine)
        table, levels = _together(here) if here.exists() else (None, [])
        scales = [one for one in scales_of(table.items) if one.key == area] if table else []
        no_use.append(no_use_of(table, scales[0], levels) if table and scales else {})
    one, other = no_use
    return sorted(
        {
            about[0]
            for about in one.keys() & other.keys()
            if about[1] == voice
            and not_applicable_moved(np.array(one[about]), np.array(other[about]))
        }
    )


def refused(trust: Trust) -> set[tuple[str, str]]:
    """Areas and voices whose statements do not measure one thing: no number is shown."""
    return {about for about, verdict in trust.items() if verdict is Reliable.REFUSED}


def _plain(one: Quality) -> dict[str, Any]:
    """As JSON, which knows no NaN."""
    plain = asdict(one)
    plain["alpha"] = {name: _said(value) for name, value in plain["alpha"].items()}
    for name in ("omega", "icc1", "median", "skewed"):
        plain[name] = _said(plain[name])
    plain["no_use"] = {name: _said(value) for name, value in plain["no_use"].items()}
    return plain


def _quality(plain: dict[str, Any]) -> Quality:
    alpha = Interval(**{name: _number(value) for name, value in plain["alpha"].items()})
    numbers = {name: _number(plain[name]) for name in ("omega", "icc1", "median", "skewed")}
    return Quality(
        **plain
        | numbers
        | {
            "levels": tuple(plain["levels"]),
            "alpha": alpha,
            "verdict": Reliable(plain["verdict"]),
            "shared": Shared(plain["shared"]),
            "no_use": {name: _number(value) for name, value in plain["no_use"].items()},
        }
    )


def _said(value: float) -> float | None:
    return None if isnan(value) else value


def _number(value: float | None) -> float:
    return float("nan") if value is None else value
