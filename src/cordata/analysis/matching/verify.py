"""Check a plan document from the outside: is it allowed, is it best, and if not, by how much.

This file imports nothing of the solver and repeats the published cost formula in its own
words, so that one mistake cannot hide in both. The proof is duality: whatever prices a
document carries, no plan can cost less than the bound they give; when the plan costs just
that, it is optimal. Source: Ahuja, Magnanti and Orlin (1993), Network Flows, section 9.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from cordata.analysis.geography.travel import reach_km, travel_minutes

HARD = 10_000_000
UNITS = 100
ROWS = 400  # mentees weighed at once against all mentors near them


@dataclass(frozen=True)
class Verdict:
    """What the check found. ``problems`` empty means feasible."""

    problems: tuple[str, ...]
    objective: int
    bound: int

    @property
    def feasible(self) -> bool:
        """Whether the plan keeps every rule, place and pin."""
        return not self.problems

    @property
    def gap(self) -> int:
        """Units between the plan and what no plan can go below; 0 is proven optimal."""
        return self.objective - self.bound

    @property
    def optimal(self) -> bool:
        """Feasible, and nothing can be better."""
        return self.feasible and self.gap == 0


def verify(document: Mapping[str, Any]) -> Verdict:
    """Check feasibility and optimality of a plan document of format cordata-plan/1.

    Raises ValueError if it is not such a document.
    """
    if document.get("format") != "cordata-plan/1":
        raise ValueError("not a plan document of format cordata-plan/1")
    check = _Check(document)
    problems = [*check.structure()]
    if problems:
        return Verdict(tuple(problems), int(document.get("objective", 0)), -HARD)
    problems += check.ties()
    objective = check.objective()
    if objective != document["objective"]:
        problems.append(f"objective: written {document['objective']}, computed {objective}")
    return Verdict(tuple(problems), objective, check.bound())


class _Check:
    def __init__(self, document: Mapping[str, Any]) -> None:
        self.document = document
        self.rules = document["rules"]
        self.mentors, self.mentees = document["mentors"], document["mentees"]
        self.mentor_at = {one["id"]: at for at, one in enumerate(self.mentors)}
        self.mentee_at = {one["id"]: at for at, one in enumerate(self.mentees)}
        self.strata = sorted({one["stratum"] for one in self.mentees})
        self.pins = {pin["mentee"]: pin for pin in document["pins"]}
        self.apart = {(one["mentee"], one["mentor"]) for one in document["forbidden"]}
        self.travel = {(one, other): t for one, other, t in document["travel"]}
        self.facts = _Facts(self.mentees, self.mentors)

    def structure(self) -> Iterator[str]:
        """Every mentee once, known schools, one price per place."""
        placed = Counter(tie["mentee"] for tie in self.document["ties"])
        placed.update(self.document["left_out"])
        for mentee in self.mentees:
            if placed[mentee["id"]] != 1:
                yield f"{mentee['id']}: placed {placed[mentee['id']]} times, not once"
        for tie in self.document["ties"]:
            if tie["mentee"] not in self.mentee_at or tie["mentor"] not in self.mentor_at:
                yield f"{tie['mentee']} - {tie['mentor']}: unknown school"
        if len(self.document["prices"]) != len(self.mentors) + len(self.strata):
            yield "prices: not one for each mentor and each stratum"

    def ties(self) -> Iterator[str]:
        """Each tie keeps the rules or is pinned, and costs what is written; pins are kept."""
        place = {tie["mentee"]: tie["mentor"] for tie in self.document["ties"]}
        for mentee, pin in self.pins.items():
            if place.get(mentee) != pin["mentor"]:
                yield f"{mentee}: pinned to {pin['mentor']}, tied to {place.get(mentee)}"
        for online in (False, True):
            ties = [t for t in self.document["ties"] if (t["mode"] == "online") == online]
            s = np.array([self.mentee_at[tie["mentee"]] for tie in ties], dtype=np.int64)
            h = np.array([self.mentor_at[tie["mentor"]] for tie in ties], dtype=np.int64)
            cost, allowed = self.weigh(s, h, online=online)
            for tie, computed, fine in zip(ties, cost.tolist(), allowed.tolist(), strict=True):
                pair = tie["mentee"], tie["mentor"]
                free = tie["mentee"] not in self.pins
                if free and (not fine or pair in self.apart or online not in self.modes()):
                    yield f"{pair[0]} - {pair[1]}: the rules forbid this pair"
                if computed != tie["cost"]:
                    yield f"{pair[0]} - {pair[1]}: cost written {tie['cost']}, is {computed}"

    def modes(self) -> tuple[bool, ...]:
        """On site, online, or both, by the model."""
        return {"virtual": (True,), "hybrid": (False, True)}.get(self.rules["model"], (False,))

    def places(self) -> Iterator[tuple[int, int]]:
        """Fewest and most schools of each mentor, then of each stratum's left out."""
        for mentor in self.mentors:
            yield mentor["min_places"], mentor["max_places"]
        bounds = {bound["stratum"]: bound for bound in self.rules["bounds"]}
        sizes = Counter(mentee["stratum"] for mentee in self.mentees)
        for word in self.strata:
            bound, size = bounds.get(word, {}), sizes[word]
            most = bound.get("at_most")
            low = size - (size if most is None else min(size, most))
            yield low, max(low, size - bound.get("at_least", 0))

    def objective(self) -> int:
        """What the plan costs: ties, schools left out, and bounds that could not hold."""
        loads: Counter[int] = Counter()
        total = 0
        for tie in self.document["ties"]:
            loads[self.mentor_at[tie["mentor"]]] += 1
            total += tie["cost"]
        for mentee in self.document["left_out"]:
            school = self.mentees[self.mentee_at[mentee]]
            loads[len(self.mentors) + self.strata.index(school["stratum"])] += 1
            total += self.left_out_cost(school)
        for place, (low, high) in enumerate(self.places()):
            total += HARD * (max(0, low - loads[place]) + max(0, loads[place] - high))
        return total

    def left_out_cost(self, school: Mapping[str, Any]) -> int:
        """Units for a school without a mentor."""
        points = "priority_left_out" if school["priority"] else "left_out"
        return int(UNITS * self.rules[points])

    def bound(self) -> int:
        """What no plan costs less than: cheapest place of each school, less what places earn."""
        prices = np.array(self.document["prices"], dtype=np.int64)
        cheapest = np.full(len(self.mentees), np.iinfo(np.int64).max // 2)
        for at, mentee in enumerate(self.mentees):
            if mentee["id"] not in self.pins:
                place = len(self.mentors) + self.strata.index(mentee["stratum"])
                cheapest[at] = self.left_out_cost(mentee) + prices[place]
        for mentee_id, pin in self.pins.items():
            one = np.array([self.mentee_at[mentee_id]])
            other = np.array([self.mentor_at[pin["mentor"]]])
            online = pin["online"] or self.modes() == (True,)
            cost, _allowed = self.weigh(one, other, online=online)
            cheapest[one] = cost + prices[other]
        for online in self.modes():
            for s, h in self.pairs(online=online):
                cost, allowed = self.weigh(s, h, online=online)
                allowed &= ~self.shut(s, h)
                np.minimum.at(cheapest, s[allowed], (cost + prices[h])[allowed])
        return int(cheapest.sum()) - self.earned(prices)

    def earned(self, prices: Any) -> int:
        """The most all places can earn: price times load, less broken bounds."""
        total, everybody = 0, len(self.mentees)
        for price, (low, high) in zip(prices.tolist(), self.places(), strict=True):
            total += max(
                price * load - HARD * (max(0, low - load) + max(0, load - high))
                for load in (0, low, high, everybody)
            )
        return int(total)

    def shut(self, s: Any, h: Any) -> Any:
        """Pairs a person closed."""
        width = len(self.mentors)
        pairs = [
            self.mentee_at[one] * width + self.mentor_at[other] for one, other in self.apart
        ]
        pinned = [self.mentee_at[mentee] for mentee in self.pins]
        return np.isin(s * width + h, pairs) | np.isin(s, pinned)

    def pairs(self, *, online: bool) -> Iterator[tuple[Any, Any]]:
        """Every pair that could be allowed, in blocks: all, or all within reach."""
        from scipy.spatial import cKDTree  # slow to load: only where a proof is checked

        tree = None
        if "travel" in self.rules["musts"] and not online and not self.travel:
            tree = cKDTree(_sphere(self.facts.lat[1], self.facts.lon[1]))
            chord = 2 * np.sin(reach_km(self.rules["travel_limit"]) / 2 / 6371.0088) + 1e-9
        for first in range(0, len(self.mentees), ROWS):
            rows = np.arange(first, min(first + ROWS, len(self.mentees)))
            if tree is None:
                everybody = np.arange(len(self.mentors))
                yield np.repeat(rows, len(everybody)), np.tile(everybody, len(rows))
                continue
            points = cKDTree(_sphere(self.facts.lat[0][rows], self.facts.lon[0][rows]))
            near = points.sparse_distance_matrix(tree, chord, output_type="ndarray")
            if len(near):
                yield near["i"] + first, near["j"]

    def weigh(self, s: Any, h: Any, *, online: bool) -> tuple[Any, Any]:
        """Units a pair costs, and whether the rules allow it: the published formula."""
        facts, rules = self.facts, self.rules
        minutes = facts.minutes(s, h)
        if self.travel:
            for at, (one, other) in enumerate(zip(s.tolist(), h.tolist(), strict=True)):
                pair = self.mentees[one]["id"], self.mentors[other]["id"]
                minutes[at] = self.travel.get(pair, minutes[at])
        weights, hybrid = rules["weights"], rules["model"] == "hybrid"
        far = np.zeros(len(s)) if online else np.minimum(minutes / rules["travel_limit"], 1)
        cost = np.rint(far * weights["travel"] * UNITS)
        cost += rules["online_extra"] * UNITS if online and hybrid else 0
        cost += np.rint((1 - facts.met(s, h)) * weights["needs"] * UNITS)
        cost += np.rint((1 - facts.alike(s, h)) * weights["context"] * UNITS)
        cost += np.rint(facts.unwished(s, h) * weights["wishes"] * UNITS)
        return cost.astype(np.int64), facts.allowed(rules, s, h, minutes, online=online)


class _Facts:
    """School facts as arrays, index 0 the mentees, 1 the mentors."""

    def __init__(self, mentees: Any, mentors: Any) -> None:
        sides = (mentees, mentors)
        self.lat = [np.array([one["lat"] for one in side], dtype=float) for side in sides]
        self.lon = [np.array([one["lon"] for one in side], dtype=float) for side in sides]
        self.mountain = [np.array([one["mountain"] for one in side], bool) for side in sides]
        self.island = [np.array([one["island"] for one in side], bool) for side in sides]
        self.agreed = [np.array([one["agreed"] for one in side], bool) for side in sides]
        self.online = [np.array([one["online"] for one in side], bool) for side in sides]
        self.pupils = [
            np.array([log(one["pupils"]) if one["pupils"] else np.nan for one in side], float)
            for side in sides
        ]
        self.region = _numbers(sides, lambda one: one["region"])
        self.owner = _numbers(sides, lambda one: one["owner"])
        self.no_owner = [np.array([not one["owner"] for one in side], bool) for side in sides]
        self.levels = _masks(sides, "levels")
        self.languages = _masks(sides, "languages")
        topics = sorted({topic for one in mentees for topic in one["needs"]})
        self.needs = np.array(
            [[one["needs"].get(topic, 0) for topic in topics] for one in mentees], float
        ).reshape(len(mentees), len(topics))
        self.offers = np.array(
            [[topic in one["offers"] for topic in topics] for one in mentors], float
        ).reshape(len(mentors), len(topics))
        self.ranks = [_ranks(mentees), _ranks(mentors)]
        self.ids = [[one["id"] for one in side] for side in sides]
        self.has_list = [
            np.array([bool(one["wishes"]) for one in side], bool) for side in sides
        ]

    def minutes(self, s: Any, h: Any) -> Any:
        return travel_minutes(
            self.lat[0][s], self.lon[0][s], self.lat[1][h], self.lon[1][h],
            mountain1=self.mountain[0][s], mountain2=self.mountain[1][h],
            island1=self.island[0][s], island2=self.island[1][h],
        )  # fmt: skip

    def met(self, s: Any, h: Any) -> Any:
        asked = self.needs[s].sum(axis=1)
        met = (self.needs[s] * self.offers[h]).sum(axis=1)
        return np.where(asked > 0, met / np.maximum(asked, 1), 0.5)

    def alike(self, s: Any, h: Any) -> Any:
        apart = np.abs(self.pupils[0][s] - self.pupils[1][h]) / log(8)
        size = np.where(np.isnan(apart), 0.5, 1 - np.minimum(apart, 1))
        mine, theirs = self.levels[0][s], self.levels[1][h]
        shared, either = np.bitwise_count(mine & theirs), np.bitwise_count(mine | theirs)
        unknown = (mine == 0) | (theirs == 0)
        return (size + np.where(unknown, 0.5, shared / np.maximum(either, 1))) / 2

    def unwished(self, s: Any, h: Any) -> Any:
        mine = self._rank(0, s, 1, h)
        theirs = self._rank(1, h, 0, s)
        has, have = self.has_list[0][s], self.has_list[1][h]
        return np.where(has & have, (mine + theirs) / 2, np.where(has, mine, theirs))

    def _rank(self, side: int, rows: Any, other: int, columns: Any) -> Any:
        lost = np.where(self.has_list[side][rows], 1.0, 0.5)
        for at in np.flatnonzero(self.has_list[side][rows]):
            wanted = self.ranks[side][rows[at]]
            lost[at] = wanted.get(self.ids[other][columns[at]], 1.0)
        return lost

    def allowed(self, rules: Any, s: Any, h: Any, minutes: Any, *, online: bool) -> Any:
        musts, fine = set(rules["musts"]), np.ones(len(s), bool)
        mine, theirs = self.levels[0][s], self.levels[1][h]
        if "language" in musts:
            fine &= (self.languages[0][s] & self.languages[1][h]) != 0
        if "level" in musts:
            fine &= (mine == 0) | (theirs == 0) | ((mine & theirs) != 0)
        if "owner" in musts:
            fine &= self.no_owner[0][s] | (self.owner[0][s] != self.owner[1][h])
        if "agreement" in musts:
            fine &= self.agreed[0][s] & self.agreed[1][h]
        if online:
            return fine & self.online[0][s] & self.online[1][h]
        if "region" in musts:
            fine &= self.region[0][s] == self.region[1][h]
        if "travel" in musts:
            fine &= minutes <= rules["travel_limit"]
        return fine


def _numbers(sides: Any, of: Any) -> list[Any]:
    at = {word: n for n, word in enumerate(sorted({of(one) for side in sides for one in side}))}
    return [np.array([at[of(one)] for one in side], dtype=np.int64) for side in sides]


def _masks(sides: Any, name: str) -> list[Any]:
    words = sorted({word for side in sides for one in side for word in one[name]})
    bit = {word: 1 << n for n, word in enumerate(words)}
    return [
        np.array([sum(bit[word] for word in one[name]) for one in side], dtype=np.int64)
        for side in sides
    ]


def _ranks(side: Any) -> list[dict[str, float]]:
    return [
        {wanted: rank / len(one["wishes"]) for rank, wanted in enumerate(one["wishes"])}
        for one in side
    ]


def _sphere(lat: Any, lon: Any) -> Any:
    a, b = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(a) * np.cos(b), np.cos(a) * np.sin(b), np.sin(a)], axis=1)
