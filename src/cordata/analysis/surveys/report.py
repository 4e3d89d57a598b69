"""The reports of many schools from their scores and from what must be hidden."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints, Words
from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.surveys.figures import Figure, Moved, SchoolReport, Voice
from cordata.analysis.surveys.gates import Gate, response_gate
from cordata.analysis.surveys.highlights import disagreement, gap
from cordata.analysis.surveys.intervals import change, mean_interval
from cordata.analysis.surveys.persons import pomp
from cordata.analysis.surveys.scoring import SchoolScores
from cordata.analysis.surveys.shares import point_shares

GATED = frozenset({"teachers"})  # voices that stand for a staff


@dataclass(frozen=True)
class Earlier:
    """The round that a report is compared with: both scored on the items that both asked.

    told  (schools, voices, areas) the figure was told then, and neither score says too much
    same  areas that asked the very same items in both; all, if not told which
    """

    now: SchoolScores
    then: SchoolScores
    told: Bools
    same: frozenset[str] | None = None

    def moves(self, areas: Sequence[str]) -> Floats:
        """Change, its ends, and the mean then: (4, schools, voices, areas), NaN where not told."""
        found = change(self.now, self.then)
        keys = [scale.key for scale in self.then.scales]
        alike = np.array(
            [self.same is None or key in self.same for key in keys], dtype=np.bool_
        )
        before = np.where(alike, self.then.mean, np.nan)
        rows = np.where(
            self.told, np.stack([found.points, found.low, found.high, before]), np.nan
        )
        placed = np.full((*rows.shape[:3], len(areas)), np.nan)
        placed[..., [areas.index(key) for key in keys]] = rows
        return placed


def school_reports(
    scores: SchoolScores,
    *,
    voices: Sequence[str],
    invited: Ints | None = None,
    hidden: Words | None = None,
    earlier: Earlier | None = None,
    targets: Mapping[str, float] | None = None,
    gated: frozenset[str] = GATED,
) -> Iterator[SchoolReport]:
    """The report of every school in ``scores``, one after the other.

    voices   names of the voices, in the order of ``scores``
    invited  (schools, voices) how many could have answered; 0 where unknown
    hidden   (schools, voices, areas) why ``analysis.disclosure`` hides a figure; "" where it is shown
    earlier  the round that it is compared with; a change is told only where the figure is, too
    targets  what the school aims at, area -> points of 100; else its own mean is the measure
    gated    voices of which fewer than 30 % answering is no answer of the voice
    """
    shape = scores.n.shape
    known = np.zeros(shape[:2], dtype=np.int64) if invited is None else invited
    gates = _gates(scores, known)
    why = _why(scores, hidden, gates, [voice in gated for voice in voices])
    columns = _columns(scores, known)
    areas = [scale.key for scale in scores.scales]
    moved = None if earlier is None else np.where(why == "", earlier.moves(areas), np.nan)
    points = [scale.points for scale in scores.scales]
    aims = None if targets is None else [targets.get(area) for area in areas]
    for school in range(shape[0]):
        figures = tuple(
            _figure(
                (area, voice, str(why[school, v, a])),
                columns[school, v, a].tolist(),
                None if moved is None else moved[:, school, v, a].tolist(),
                points[a],
            )
            for a, area in enumerate(areas)
            for v, voice in enumerate(voices)
        )
        shown = np.where(why[school] == "", columns[school, :, :, 2], np.nan)
        yield SchoolReport(
            voices=tuple(
                Voice(key, int(scores.respondents[school, v]), int(known[school, v]) or None,
                      Gate(gates[school, v]))
                for v, key in enumerate(voices)
            ),
            figures=figures,
            gap=gap(shown, areas, voices, aims),
            disagreement=disagreement(shown, areas, voices),
        )  # fmt: skip


def reasons_of(
    scores: SchoolScores,
    *,
    voices: Sequence[str],
    invited: Ints,
    hidden: Words,
    gated: frozenset[str] = GATED,
) -> Words:
    """Why each figure is missing in its school's own report, as ``school_reports`` has it."""
    return _why(scores, hidden, _gates(scores, invited), [voice in gated for voice in voices])


def _gates(scores: SchoolScores, invited: Ints) -> Words:
    every = np.vectorize(
        lambda came, asked: str(response_gate(int(came), int(asked) or None)), otypes=["U7"]
    )
    return np.asarray(every(scores.respondents, invited))


def _why(
    scores: SchoolScores, hidden: Words | None, gates: Words, gated: Sequence[bool]
) -> Words:
    """The reasons, ours added where disclosure control had none."""
    why = np.full(scores.n.shape, "", dtype="U16") if hidden is None else hidden.astype("U16")
    why = np.where((why == "") & (scores.n == 0), Reason.NOBODY.value, why)
    if any(gated):
        few = (gates == Gate.REFUSE) & np.array(gated)
        why = np.where((why == "") & few[:, :, None], Reason.RESPONSE.value, why)
    return why


def _columns(scores: SchoolScores, invited: Ints) -> Floats:
    """n, mean, pomp, sd, low, high, then shares: (schools, voices, areas, 6 + points)."""
    points = np.array([scale.points for scale in scores.scales])
    low, high = mean_interval(scores, invited)
    first = [scores.n.astype(np.float64), scores.mean, pomp(scores.mean, points)]
    first += [np.sqrt(scores.variance), low, high]
    return np.concatenate([np.stack(first, axis=-1), point_shares(scores)], axis=-1)


def _figure(
    what: tuple[str, str, str], row: list[float], moved: list[float] | None, points: int
) -> Figure:
    area, voice, hidden = what
    if hidden == Reason.ALIKE:
        chosen = 1 + int(np.argmax(row[6 : 6 + points]))
        return Figure(area, voice, hidden, n=int(row[0]), nearly_all=chosen)
    if hidden:
        return Figure(area, voice, hidden)
    n, mean, of_100, sd, low, high = row[:6]
    return Figure(
        area=area,
        voice=voice,
        hidden="",
        n=int(n),
        mean=mean,
        pomp=of_100,
        sd=_said(sd),
        low=_said(low),
        high=_said(high),
        shares=tuple(row[6 : 6 + points]),
        moved=_moved(moved, points) if moved else None,
    )


def _moved(row: list[float], points: int) -> Moved | None:
    by, low, high, then = row
    if by != by:  # noqa: PLR0124 - NaN: not shown then or now
        return None
    return Moved(by, 100.0 * by / (points - 1), _said(low), _said(high), _said(then))


def _said(number: float) -> float | None:
    """None for NaN: what cannot be said is left out, not printed as nan."""
    return number if number == number else None  # noqa: PLR0124
