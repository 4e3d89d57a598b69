"""How sure a finding is, 1 to 4: GRADE's logic with triggers in numbers. Words stand elsewhere.

Start by design; take away by domain; add only where nothing was taken away. A person may move the
result one step with a signed reason, and both values stay visible.
Source: Guyatt and others (2011), Journal of Clinical Epidemiology 64, series on GRADE; the numeric
triggers are this project's.
"""

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from cordata.analysis.advice.domains import (
    Evidence,
    Step,
    bias,
    imprecision,
    inconsistency,
    indirectness,
    reporting,
)


class Certainty(IntEnum):
    """How sure; the verb that may be used hangs on it."""

    VERY_LOW = 1
    LOW = 2
    MODERATE = 3
    HIGH = 4


class Verb(StrEnum):
    """Codes of the only verbs a finding of this certainty may use."""

    DOES = "does"  # "raises"
    PROBABLY = "probably"  # "probably raises"
    MAY = "may"  # "may raise"
    UNKNOWN = "unknown"  # "we do not know whether it raises"


VERBS = {
    Certainty.HIGH: Verb.DOES,
    Certainty.MODERATE: Verb.PROBABLY,
    Certainty.LOW: Verb.MAY,
    Certainty.VERY_LOW: Verb.UNKNOWN,
}


class Design(StrEnum):
    """Designs of the register, and two kinds of result that have none."""

    BEFORE_AFTER = "D0"
    MATCHED = "D1"
    WAITLIST = "D2"
    STEPPED = "D3"
    STAGGERED = "D4"
    AXIS_RANDOMISED = "D5"
    AXIS_OBSERVED = "D6"
    CUT_OFF = "D7"
    CASES = "qca"
    ALIASED = "aliased"  # model and country cannot be told apart


RANDOMISED = frozenset({Design.WAITLIST, Design.STEPPED, Design.AXIS_RANDOMISED})
LARGE = 0.80  # Hedges' g


@dataclass(frozen=True, slots=True)
class Study:
    """What decides where a rating starts.

    low_attrition  within the WWC boundary
    equivalent     alike at the start, at least after adjustment
    pre_waves      before anything began
    gates          every gate of the design was passed
    """

    design: Design
    low_attrition: bool = False
    equivalent: bool = False
    pre_waves: int = 1
    gates: bool = False


@dataclass(frozen=True, slots=True)
class Rating:
    """A rating with its whole way: where it started, what moved it, where it ended."""

    start: int
    steps: tuple[Step, ...]
    value: Certainty

    @property
    def verb(self) -> Verb:
        return VERBS[self.value]


@dataclass(frozen=True, slots=True)
class Moved:
    """A rating that a person moved by a step; the computed one stays visible beside it."""

    computed: Rating
    value: Certainty
    reason: str
    by: str

    @property
    def verb(self) -> Verb:
        return VERBS[self.value]


def start(study: Study) -> int:
    """Where a rating starts, 1 to 4.

    Randomised with high attrition and without equivalence starts at 1: it may not be called an
    effect at all.
    """
    if study.design in RANDOMISED:
        return 4 if study.low_attrition else 3 if study.equivalent else 1
    if study.design is Design.CUT_OFF:
        return 3
    if study.design in {Design.STAGGERED, Design.MATCHED}:
        return 3 if study.pre_waves > 1 and study.gates else 2
    return 2 if study.design is Design.AXIS_OBSERVED else 1


def rate(study: Study, evidence: Evidence) -> Rating:
    """Start, minus what each domain takes, plus what a large or sturdy effect adds; 1 to 4."""
    began = start(study)
    taken = [
        look(evidence) for look in (bias, inconsistency, indirectness, imprecision, reporting)
    ]
    steps = [one for one in taken if one.by]
    if not (steps or evidence.settled) and study.design not in RANDOMISED and began > 1:
        steps = _added(evidence)
    value = began + sum(one.by for one in steps)
    return Rating(began, tuple(steps), Certainty(min(max(value, 1), 4)))


def _added(evidence: Evidence) -> list[Step]:
    """One step at most."""
    reasons = (
        *(["large_effect"] if _is_large(evidence) else []),
        *(["survives_trend_breaks"] if evidence.survives_two else []),
    )
    return [Step("upgrade", 1, reasons)] if reasons else []


def _is_large(of: Evidence) -> bool:
    """In standard deviations; what cannot be said in them is never large."""
    clear = of.low > of.sesoi or of.high < -of.sesoi
    return clear and of.deviation is not None and abs(of.effect) >= LARGE * of.deviation


def move(rating: Rating, by: int, *, reason: str, person: str) -> Moved:
    """A person's step up or down, with their name and reason.

    Raises ValueError for more than a step, no reason, no name, or a rating beyond the ends.
    """
    if by not in {-1, 1} or not reason.strip() or not person.strip():
        raise ValueError("one step, with a reason and a name")
    return Moved(rating, Certainty(rating.value + by), reason, person)
