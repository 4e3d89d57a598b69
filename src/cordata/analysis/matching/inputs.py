"""Everything a matching depends on, checked when it is made."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from cordata.analysis.arrays import Ints
from cordata.analysis.geography.travel import travel_minutes
from cordata.analysis.matching.costs import Weighed, Wishes, weigh
from cordata.analysis.matching.encode import Side, encode
from cordata.analysis.matching.rules import Rules
from cordata.analysis.matching.schools import Forbidden, Mentee, Mentor, Pin

Travel = dict[tuple[str, str], int]  # minutes by (mentee, mentor), instead of the estimate


class BadInputs(ValueError):
    """Schools or pins that contradict themselves: ``code``, and the ids concerned."""

    def __init__(self, code: str, *ids: str) -> None:
        super().__init__(f"{code}: {', '.join(ids)}")
        self.code, self.ids = code, ids


@dataclass(frozen=True)
class Inputs:
    """Everything a matching depends on. The same inputs always give the same plan."""

    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    rules: Rules
    pins: tuple[Pin, ...] = ()
    forbidden: tuple[Forbidden, ...] = ()
    travel: Travel = field(default_factory=dict)

    def __post_init__(self) -> None:
        _check(self)

    @cached_property
    def mentee_at(self) -> dict[str, int]:
        """Row of each mentee."""
        return {mentee.id: at for at, mentee in enumerate(self.mentees)}

    @cached_property
    def mentor_at(self) -> dict[str, int]:
        """Row of each mentor."""
        return {mentor.id: at for at, mentor in enumerate(self.mentors)}

    @cached_property
    def sides(self) -> tuple[Side, Side]:
        """Both sides as arrays, mentees first."""
        return encode(self.mentees, self.mentors)

    @cached_property
    def wishes(self) -> Wishes:
        """Ranks both sides gave."""
        return Wishes(self.mentees, self.mentors)

    def minutes(self, s: Ints, h: Ints) -> Ints:
        """Travel time of pairs: the matrix where it has them, else the estimate."""
        mine, theirs = self.sides
        minutes = travel_minutes(
            mine.lat[s],
            mine.lon[s],
            theirs.lat[h],
            theirs.lon[h],
            mountain1=mine.mountain[s],
            mountain2=theirs.mountain[h],
            island1=mine.island[s],
            island2=theirs.island[h],
        )
        if self.travel:
            for at, (one, other) in enumerate(zip(s, h, strict=True)):
                pair = self.mentees[one].id, self.mentors[other].id
                minutes[at] = self.travel.get(pair, minutes[at])
        return minutes

    def weigh(self, s: Ints, h: Ints, *, online: bool) -> tuple[Weighed, Ints]:
        """Costs and broken must-haves of pairs, and their minutes."""
        minutes = self.minutes(s, h)
        mine, theirs = self.sides
        weighed = weigh(mine, theirs, self.wishes, self.rules, s, h, minutes, online=online)
        return weighed, minutes


def _check(inputs: Inputs) -> None:
    for side in (inputs.mentors, inputs.mentees):
        ids = [school.id for school in side]
        twice = sorted(one for one, times in Counter(ids).items() if times > 1)
        if twice:
            raise BadInputs("duplicate_id", *twice)
    for mentor in inputs.mentors:
        if not 0 <= mentor.min_places <= mentor.max_places:
            raise BadInputs("places_not_an_interval", mentor.id)
    pinned: set[str] = set()
    pairs: list[Pin | Forbidden] = [*inputs.pins, *inputs.forbidden]
    for pair in pairs:
        if pair.mentee not in inputs.mentee_at or pair.mentor not in inputs.mentor_at:
            raise BadInputs("pin_names_unknown_school", pair.mentee, pair.mentor)
    apart = {(pair.mentee, pair.mentor) for pair in inputs.forbidden}
    for pin in inputs.pins:
        if pin.mentee in pinned:
            raise BadInputs("pinned_twice", pin.mentee)
        if (pin.mentee, pin.mentor) in apart:
            raise BadInputs("pinned_and_forbidden", pin.mentee, pin.mentor)
        pinned.add(pin.mentee)
