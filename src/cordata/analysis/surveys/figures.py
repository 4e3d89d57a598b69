"""What the report of one school says, in numbers and codes. The words are the page's.

No total score, no place among other schools, and nothing that is hidden takes part in
"largest gap" or "largest disagreement".
"""

from dataclasses import dataclass

from cordata.analysis.surveys.gates import Gate
from cordata.analysis.surveys.highlights import Disagreement, Gap


@dataclass(frozen=True)
class Moved:
    """Change against the earlier round, in points of the scale and of 100.

    low, high  95 % interval in points of the scale; None where none can be said
    then       the mean of that round; None if the area asked other items there: the change is
               then that of the items asked in both, and no mean of then stands beside that of now
    """

    points: float
    pomp: float
    low: float | None
    high: float | None
    then: float | None = None


@dataclass(frozen=True)
class Figure:
    """One voice on one area. Where ``hidden`` has a reason there is no number at all; but where
    it is that all said (nearly) the same, there are ``n`` and the point that they chose.

    hidden     a value of ``disclosure.rules.Reason``
    n          people with a score
    mean       from 1 to the points of the scale; ``pomp`` from 0 to 100
    low, high  95 % interval of the mean, describing the school
    shares     of all answers in the area, by point from 1 up, reversed items turned round
    """

    area: str
    voice: str
    hidden: str
    n: int | None = None
    mean: float | None = None
    pomp: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None
    shares: tuple[float, ...] = ()
    moved: Moved | None = None
    nearly_all: int | None = None


@dataclass(frozen=True)
class Voice:
    """How many of one voice answered; ``invited`` is None where nobody knows."""

    key: str
    respondents: int
    invited: int | None
    gate: Gate


@dataclass(frozen=True)
class SchoolReport:
    """Everything that the page of one school shows, area by area in the instrument's order."""

    voices: tuple[Voice, ...]
    figures: tuple[Figure, ...]
    gap: Gap | None
    disagreement: Disagreement | None

    def figure(self, area: str, voice: str) -> Figure:
        """The figure of one voice on one area."""
        return next(one for one in self.figures if (one.area, one.voice) == (area, voice))
