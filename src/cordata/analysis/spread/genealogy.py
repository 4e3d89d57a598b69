"""Who learned a practice from whom: how far and how fast it went from its first school.

A school learns a practice once, from one other school that had it by then, so that the steps
are a tree. Describes what schools have said and confirmed; it says nothing of what was never told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Step:
    """One school learned it from another.

    month  since any fixed month, as year x 12 + month; None if nobody knows
    """

    teacher: str
    learner: str
    month: int | None


@dataclass(frozen=True, slots=True)
class Branch:
    """A school in the tree, in the order in which it is drawn and read.

    generation  0 for the first school, 1 for those that learned it there, and so on
    taught      how many schools learned it here
    months      from when its teacher had it to when it had it; None if not known, or if the
                teacher's own step, told again, says that it had it later
    """

    school: str
    teacher: str
    generation: int
    taught: int
    months: int | None


@dataclass(frozen=True, slots=True)
class Spread:
    """How far it went.

    schools      that learned it, without the first one
    generations  the longest line of schools that learned it one from the other
    countries    of all its schools, the first one with them
    months       the median of ``timed`` steps; None if no step has both months
    passed_on    schools that learned it and then taught it
    """

    branches: tuple[Branch, ...]
    schools: int
    generations: int
    countries: int
    months: float | None
    timed: int
    passed_on: int


def spread_of(
    root: str, began: int | None, steps: Sequence[Step], country_of: Mapping[str, str]
) -> Spread:
    """The tree that grows from ``root``, which had the practice in month ``began``.

    Steps that do not hang on it are left out: what lies between has been taken back.
    Schools of one teacher come in the order in which they learned it, unknown months last.

    Raises ValueError where a school learns twice, learns from itself, or teaches the first one.
    """
    learners = [one.learner for one in steps]
    if len(set(learners)) < len(learners) or root in learners:
        raise ValueError("a school learns a practice once, and its first school never")
    branches = tuple(_grow(root, began, steps))
    learned = branches[1:]
    known = [one.months for one in learned if one.months is not None]
    return Spread(
        branches=branches,
        schools=len(learned),
        generations=max(one.generation for one in branches),
        countries=len({country_of[one.school] for one in branches}),
        months=float(median(known)) if known else None,
        timed=len(known),
        passed_on=sum(one.taught > 0 for one in learned),
    )


def _grow(root: str, began: int | None, steps: Sequence[Step]) -> Iterator[Branch]:
    """Every branch before those that grow out of it, without recursion: lines may be long."""
    taught: dict[str, list[Step]] = {}
    for step in sorted(steps, key=_by_month):
        taught.setdefault(step.teacher, []).append(step)
    waiting: list[tuple[str, str, int, int | None, int | None]] = [(root, "", 0, began, None)]
    while waiting:
        school, teacher, generation, had, months = waiting.pop()
        here = taught.get(school, [])
        yield Branch(school, teacher, generation, len(here), months)
        for step in reversed(here):
            between = None if had is None or step.month is None else step.month - had
            if between is not None and between < 0:
                between = None
            waiting.append((step.learner, school, generation + 1, step.month, between))


def _by_month(step: Step) -> tuple[bool, int, str]:
    return step.month is None, step.month or 0, step.learner
