"""How far the figures of a wave can be trusted: does a scale measure one thing, and do the

people of a school share a view? Asked of each area, voice and language over all schools that
were asked the same statements; docs/methods/reliability.md and agreement.md give formulas and
limits. Found once, when the last round of a wave closes, and kept with the wave.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.disclosure.rules import WIDER
from cordata.analysis.surveys.agreement import (
    SKEWED_POINTS,
    SLIGHT_SKEW,
    Icc,
    Shared,
    Within,
    icc,
    item_variances,
    r_wg_j,
    shared_view,
    uniform,
)
from cordata.analysis.surveys.codes import NOT_ASKED
from cordata.analysis.surveys.gates import not_applicable
from cordata.analysis.surveys.persons import person_scores
from cordata.analysis.surveys.reliability import (
    Interval,
    Reliable,
    alpha,
    by_schools,
    complete,
    covariance,
    omega,
    reliable,
)
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import score_schools
from cordata.surveys.queries.table import VOICES, Table, language_code, rows_of

ENOUGH = 30  # people without whom neither is said
SEED = 1951  # the same wave has the same interval on every machine

type About = tuple[str, tuple[str, ...], str]  # voice, levels, language
type Asked = tuple[str, str, tuple[str, ...], str]  # a statement before them


@dataclass(frozen=True)
class Quality:
    """One voice on one area, of people who were asked the same statements in one language.

    levels    of the schools; "" where an instrument does not tell levels apart
    people    who answered in that language, in so many ``schools``
    alpha     Cronbach's alpha with the interval from drawing schools again
    omega     of one factor; NaN where none fits, as with two statements
    icc1      share of the differences between people that lies between schools; NaN where no
              two of a school can be compared
    median    median over schools of r_wg(J): 1 if all of a school agree; NaN as well
    skewed    the same held against slightly skewed chance, which flatters less; NaN but for
              scales of five points
    no_use    by statement the share of those who came to it that said "does not apply"
    """

    area: str
    voice: str
    levels: tuple[str, ...]
    language: str
    items: int
    people: int
    schools: int
    alpha: Interval
    omega: float
    verdict: Reliable
    icc1: float
    median: float
    skewed: float
    shared: Shared
    no_use: dict[str, float]


def quality_of(
    table: Table, scales: tuple[Scale, ...], levels: Sequence[str] = ()
) -> list[Quality]:
    """Every area, voice, language and set of statements that enough people answered.

    levels  of the table's rounds, which are its schools; none: all are alike

    A statement for another level is another statement: nobody answers both, so schools are
    put together only where they were asked the same. Groups of fewer than thirty people or
    five schools are left out: nothing could be drawn again from those.
    """
    return [_quality(*one) for one in _groups(table, scales, levels)]


def no_use_of(table: Table, scale: Scale, levels: Sequence[str] = ()) -> dict[Asked, float]:
    """The share of "does not apply" by statement and group, of the same groups and no more."""
    return {
        (statement, *about): share
        for asked, about, rows in _groups(table, (scale,), levels)
        for statement, share in _no_use(asked, rows).items()
    }


def _groups(
    table: Table, scales: tuple[Scale, ...], levels: Sequence[str]
) -> Iterator[tuple[Scale, About, Table]]:
    level = np.array(levels or [""] * (int(table.round.max(initial=-1)) + 1), dtype=np.str_)
    for scale in scales:
        for place, voice in enumerate(VOICES):
            for number in np.unique(table.language[table.voice == place]).tolist():
                spoken = (table.voice == place) & (table.language == number)
                for asked, names, rows in _asked_alike(scale, table, spoken, level):
                    schools = len(np.unique(table.round[rows]))
                    if len(rows) >= ENOUGH and schools >= WIDER.schools:
                        about = voice, names, language_code(number)
                        yield asked, about, rows_of(table, rows)


def _asked_alike(
    scale: Scale, table: Table, rows: Bools, level: np.ndarray
) -> Iterator[tuple[Scale, tuple[str, ...], Ints]]:
    """The part of a scale that levels were asked alike, with those levels and their people."""
    groups: dict[tuple[int, ...], list[str]] = {}
    of_person = level[table.round]
    for name in sorted(set(of_person[rows].tolist())):
        codes = table.codes[np.ix_(rows & (of_person == name), scale.columns)]
        asked = (codes != NOT_ASKED).any(axis=0)
        groups.setdefault(tuple(np.flatnonzero(asked).tolist()), []).append(name)
    for kept, names in groups.items():
        if len(kept) >= 2:  # noqa: PLR2004 - one item has nothing to agree with
            part = Scale(
                scale.key,
                tuple(scale.columns[at] for at in kept),
                tuple(scale.reversed[at] for at in kept),
                scale.points,
            )
            yield part, tuple(names), np.flatnonzero(rows & np.isin(of_person, names))


def _quality(scale: Scale, about: About, table: Table) -> Quality:
    codes, school = table.codes, table.round
    whole = (codes[:, scale.columns] > 0).all(axis=1)
    measured = _alpha(scale, codes[whole], school[whole])
    between = _between(person_scores(scale, codes), school)
    variances = _variances(scale, codes, school)
    within = r_wg_j(variances, uniform(scale.points))
    five = scale.points == SKEWED_POINTS
    voice, levels, language = about
    return Quality(
        area=scale.key,
        voice=voice,
        levels=levels,
        language=language,
        items=len(scale.columns),
        people=len(codes),
        schools=len(np.unique(school)),
        alpha=measured,
        omega=omega(covariance(complete(scale, codes))),
        verdict=reliable(measured.estimate),
        icc1=between.icc1 if between else float("nan"),
        median=_median(within),
        skewed=_median(r_wg_j(variances, SLIGHT_SKEW)) if five else float("nan"),
        shared=shared_view(between, within) if between else Shared.NOT_SHARED,
        no_use=_no_use(scale, table),
    )


def _alpha(scale: Scale, codes: np.ndarray, school: Ints) -> Interval:
    """Not known where too few answered every statement, or all of them in one school."""
    if len(codes) < ENOUGH or len(np.unique(school)) < WIDER.schools:
        return Interval(*[float("nan")] * 3)
    chance = np.random.default_rng(SEED)
    return by_schools(alpha, complete(scale, codes), school, chance)


def _between(scores: Floats, school: Ints) -> Icc | None:
    """None where nobody has a colleague to be compared with: one head answers for each school."""
    seen = np.isfinite(scores)
    schools, people = len(np.unique(school[seen])), int(seen.sum())
    return icc(scores, school) if 1 < schools < people else None


def _median(within: Within) -> float:
    values = within.values[np.isfinite(within.values)]
    return float(np.median(values)) if len(values) else float("nan")


def _no_use(scale: Scale, table: Table) -> dict[str, float]:
    columns = list(scale.columns)
    alone = Scale(scale.key, tuple(range(len(columns))), scale.reversed, scale.points)
    nobody = np.zeros(len(table.codes), dtype=np.int64)
    codes = table.codes[:, columns]
    together = score_schools([alone], codes, nobody, nobody, schools=1, voices=1)
    shares = not_applicable(together.counts[0, 0]).tolist()
    return {table.items[at].key: share for at, share in zip(columns, shares, strict=True)}


def _variances(scale: Scale, codes: np.ndarray, school: Ints) -> np.ndarray:
    """Variance of each item within each school."""
    schools, at = np.unique(school, return_inverse=True)
    counts = np.zeros((len(schools), len(scale.columns), scale.points), dtype=np.int64)
    for item, column in enumerate(scale.columns):
        given = codes[:, column]
        valid = given > 0
        np.add.at(counts[:, item], (at[valid], given[valid].astype(np.int64) - 1), 1)
    return item_variances(counts)
