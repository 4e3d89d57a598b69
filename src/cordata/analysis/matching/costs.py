"""What a pair costs, in four parts, and which must-haves it breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.arrays import Bools, Floats, Ints
from cordata.analysis.matching.encode import Side
from cordata.analysis.matching.rules import UNITS, Model, Must, Rules
from cordata.analysis.matching.schools import Mentee, Mentor

PARTS = ("travel", "needs", "context", "wishes")
MUST_ORDER = tuple(Must)
SIZE_SPAN = np.log(8.0)  # a school eight times as large is as unlike as can be
UNKNOWN = 0.5  # half of the points where one side's fact is missing


@dataclass(frozen=True)
class Weighed:
    """Pairs weighed: costs in units, one column per part, and broken must-haves as bits."""

    parts: Ints  # (pairs, 4): units of points lost in travel, needs, context, wishes
    broken: Ints  # (pairs,): bit i set where MUST_ORDER[i] is broken

    @property
    def cost(self) -> Ints:
        """Units lost in all; 100 units are one point."""
        total: Ints = self.parts.sum(axis=1)
        return total


class Wishes:
    """Ranks that schools gave each other, looked up for any pair."""

    def __init__(self, mentees: Sequence[Mentee], mentors: Sequence[Mentor]) -> None:
        mentee_at = {mentee.id: at for at, mentee in enumerate(mentees)}
        mentor_at = {mentor.id: at for at, mentor in enumerate(mentors)}
        self.width = len(mentors)
        self.mentee_wishes = np.array([bool(one.wishes) for one in mentees], dtype=np.bool_)
        self.mentor_wishes = np.array([bool(one.wishes) for one in mentors], dtype=np.bool_)
        by_mentee, by_mentor = {}, {}
        for at, mentee in enumerate(mentees):
            for rank, wanted in enumerate(mentee.wishes):
                if wanted in mentor_at:
                    key = at * self.width + mentor_at[wanted]
                    by_mentee[key] = rank / len(mentee.wishes)
        for at, mentor in enumerate(mentors):
            for rank, wanted in enumerate(mentor.wishes):
                if wanted in mentee_at:
                    key = mentee_at[wanted] * self.width + at
                    by_mentor[key] = rank / len(mentor.wishes)
        self.by_mentee, self.by_mentor = _sorted(by_mentee), _sorted(by_mentor)

    def lost(self, s: Ints, h: Ints) -> Floats:
        """Share of the wishes part lost: 0 both first choices, 1 unwanted, 0.5 no wishes."""
        mine, theirs = self.each(s, h)
        both = (mine + theirs) / 2
        only_mine = np.where(self.mentee_wishes[s], mine, theirs)
        wished = self.mentee_wishes[s] & self.mentor_wishes[h]
        lost: Floats = np.where(wished, both, only_mine)
        return lost

    def each(self, s: Ints, h: Ints) -> tuple[Floats, Floats]:
        """What the mentee and what the mentor loses: 0 first choice, 1 not on its list."""
        key = s * self.width + h
        mine = _lookup(self.by_mentee, key, has_list=self.mentee_wishes[s])
        theirs = _lookup(self.by_mentor, key, has_list=self.mentor_wishes[h])
        return mine, theirs


def _sorted(ranks: dict[int, float]) -> tuple[Ints, Floats]:
    keys = np.array(sorted(ranks), dtype=np.int64)
    return keys, np.array([ranks[int(key)] for key in keys], dtype=np.float64)


def _lookup(ranks: tuple[Ints, Floats], key: Ints, *, has_list: Bools) -> Floats:
    keys, losses = ranks
    lost = np.where(has_list, 1.0, UNKNOWN)
    if len(keys):
        at = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
        lost = np.where(keys[at] == key, losses[at], lost)
    return lost


def weigh(
    mentees: Side,
    mentors: Side,
    wishes: Wishes,
    rules: Rules,
    s: Ints,
    h: Ints,
    minutes: Ints,
    *,
    online: bool = False,
) -> Weighed:
    """Weigh the pairs ``(s[i], h[i])`` that are ``minutes[i]`` apart.

    Online, travel costs nothing and its limit and the region do not bind; where both modes
    are open (hybrid) an online tie costs ``online_extra`` points more.
    """
    lost = np.stack(
        [
            np.zeros(len(s)) if online else np.minimum(minutes / rules.travel_limit, 1.0),
            1.0 - met_share(mentees, mentors, s, h),
            1.0 - likeness(mentees, mentors, s, h),
            wishes.lost(s, h),
        ],
        axis=1,
    )
    weights = np.array(rules.weights.as_tuple(), dtype=np.float64)
    parts = np.rint(lost * weights * UNITS).astype(np.int64)
    if online and rules.model == Model.HYBRID:
        parts[:, 0] += rules.online_extra * UNITS
    broken = _broken(mentees, mentors, rules, s, h, minutes, online=online)
    return Weighed(parts, broken)


def met_share(mentees: Side, mentors: Side, s: Ints, h: Ints) -> Floats:
    """Share of a mentee's needs, by priority, that the mentor offers; half if it named none."""
    asked = mentees.topics.sum(axis=1)[s]
    met = np.einsum("ij,ij->i", mentees.topics[s], mentors.topics[h])
    return np.where(asked > 0, met / np.maximum(asked, 1), UNKNOWN)


def likeness(mentees: Side, mentors: Side, s: Ints, h: Ints) -> Floats:
    """How alike two schools are in size and levels, 0 to 1; half where not known."""
    apart = np.abs(mentees.log_pupils[s] - mentors.log_pupils[h]) / SIZE_SPAN
    size = np.where(np.isnan(apart), UNKNOWN, 1.0 - np.minimum(apart, 1.0))
    mine, theirs = mentees.levels[s], mentors.levels[h]
    shared, either = np.bitwise_count(mine & theirs), np.bitwise_count(mine | theirs)
    level = np.where((mine == 0) | (theirs == 0), UNKNOWN, shared / np.maximum(either, 1))
    alike: Floats = (size + level) / 2
    return alike


def _broken(
    mentees: Side, mentors: Side, rules: Rules, s: Ints, h: Ints, minutes: Ints, *, online: bool
) -> Ints:
    mine, theirs = mentees.levels[s], mentors.levels[h]
    breaks: dict[Must, Bools] = {
        Must.LANGUAGE: (mentees.languages[s] & mentors.languages[h]) == 0,
        Must.LEVEL: (mine != 0) & (theirs != 0) & ((mine & theirs) == 0),
        Must.OWNER: (mentees.owner[s] >= 0) & (mentees.owner[s] == mentors.owner[h]),
        Must.AGREEMENT: ~(mentees.agreed[s] & mentors.agreed[h]),
    }
    if not online:
        breaks[Must.REGION] = mentees.region[s] != mentors.region[h]
        breaks[Must.TRAVEL] = minutes > rules.travel_limit
    broken = np.zeros(len(s), dtype=np.int64)
    for bit, must in enumerate(MUST_ORDER):
        if must in rules.musts and must in breaks:
            broken |= breaks[must].astype(np.int64) << bit
    if online:
        # Not a must-have that can be switched off: a school that cannot work online.
        broken |= (~(mentees.online[s] & mentors.online[h])).astype(np.int64) << len(MUST_ORDER)
    return broken


def broken_musts(bits: int) -> list[str]:
    """The names behind the bits, "cannot_online" last."""
    names = [must.value for must in MUST_ORDER] + ["cannot_online"]
    return [name for bit, name in enumerate(names) if bits >> bit & 1]
