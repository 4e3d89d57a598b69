"""Small random networks of schools, and an oracle that tries every plan there is."""

from dataclasses import replace
from itertools import product

import numpy as np

from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.problem import HARD, build_problem
from cordata.analysis.matching.rules import Bound, Model, Must, Rules
from cordata.analysis.matching.schools import Forbidden, Mentee, Mentor, Pin

TOPICS = ("stem", "inclusion", "reading", "devices")
STRATA = ("town", "valley")


def mentor(name, *, places=2, at_least=0, east=0.0, **facts):
    """A mentor near Turin; ``east`` in degrees, a tenth of which is about 16 minutes."""
    facts = {"languages": frozenset({"it"}), "levels": frozenset({"2"})} | facts
    return Mentor(
        id=name, name=name, lat=45.0, lon=7.6 + east,
        min_places=at_least, max_places=places, **facts,
    )  # fmt: skip


def mentee(name, *, east=0.0, **facts):
    """A mentee near Turin."""
    facts = {"languages": frozenset({"it"}), "levels": frozenset({"2"})} | facts
    return Mentee(id=name, name=name, lat=45.0, lon=7.6 + east, **facts)


def network(seed, *, model=None, bounds=True, pins=True, mentees=(2, 7), mentors=(2, 4)):
    """A random network whose demands may or may not all hold."""
    rng = np.random.default_rng(seed)
    leading = [_mentor(rng, at) for at in range(rng.integers(*mentors))]
    led = [_mentee(rng, at, leading) for at in range(rng.integers(*mentees))]
    leading = [replace(one, wishes=_some(rng, [s.id for s in led], 0.2)) for one in leading]
    rules = _rules(rng, model, len(led), bounds=bounds)
    pairs = [(s.id, h.id) for s in led for h in leading if rng.random() < 0.08]
    tied = {s: h for s, h in pairs if rng.random() < 0.5} if pins else {}
    return Inputs(
        mentors=tuple(leading),
        mentees=tuple(led),
        rules=rules,
        pins=tuple(Pin(s, h, online=bool(rng.random() < 0.3)) for s, h in tied.items()),
        forbidden=tuple(Forbidden(s, h) for s, h in pairs if tied.get(s) != h),
        travel={
            (s.id, h.id): int(rng.integers(5, 90))
            for s in led
            for h in leading
            if rng.random() < 0.2
        },
    )


def _mentor(rng, at):
    most = int(rng.integers(1, 4))
    return mentor(
        f"h{at}", places=most, at_least=int(rng.integers(0, most + 1)) * int(rng.random() < 0.4),
        offers=frozenset(_some(rng, TOPICS, 0.5)), **_place(rng),
    )  # fmt: skip


def _mentee(rng, at, leading):
    return mentee(
        f"s{at}",
        needs={topic: int(rng.integers(1, 4)) for topic in _some(rng, TOPICS, 0.5)},
        wishes=_some(rng, [one.id for one in leading], 0.4),
        priority=bool(rng.random() < 0.3),
        **_place(rng),
    )


def _place(rng):
    return {
        "east": float(rng.uniform(-0.4, 0.4)),
        "stratum": str(rng.choice(STRATA)),
        "region": str(rng.choice(["north", "south"])),
        "languages": frozenset(_some(rng, ("it", "sl"), 0.8)),
        "levels": frozenset(_some(rng, ("1", "2", "3"), 0.6)),
        "owner": str(rng.choice(["", "a", "b"])),
        "pupils": int(rng.integers(40, 900)) if rng.random() < 0.8 else None,
        "mountain": bool(rng.random() < 0.2),
        "agreed": bool(rng.random() < 0.95),
        "online": bool(rng.random() < 0.8),
    }


def _some(rng, words, share):
    chosen = [word for word in words if rng.random() < share]
    return tuple(str(word) for word in rng.permutation(chosen))


def _rules(rng, model, size, *, bounds):
    cuts = np.sort(rng.integers(0, 101, 3))
    weights = np.diff([0, *cuts, 100]).tolist()
    bound = []
    for word in STRATA if bounds else ():
        low = int(rng.integers(0, size + 1)) * int(rng.random() < 0.3)
        high = int(rng.integers(low, size + 1)) if rng.random() < 0.3 else None
        bound.append(Bound(word, low, high))
    rules = Rules(
        travel_limit=int(rng.integers(20, 70)),
        musts=frozenset(must for must in Must if rng.random() < 0.4),
        model=model or Model(rng.choice(["top_down", "virtual", "hybrid"])),
        left_out=int(rng.integers(100, 400)),
        priority_left_out=int(rng.integers(400, 900)),
        online_extra=int(rng.integers(0, 40)),
        bounds=tuple(bound),
    )
    return rules.with_weights(*weights)


def slowly(inputs):
    """Units of the best plan, found by trying every one. Obviously right, hopelessly slow."""
    problem = build_problem(inputs)
    options = [
        [(int(problem.h[arc]), int(problem.cost[arc])) for arc in range(first, last)]
        for first, last in zip(problem.start[:-1], problem.start[1:], strict=True)
    ]
    best = None
    for plan in product(*options):
        load = np.bincount([place for place, _cost in plan], minlength=problem.places)
        missing = np.maximum(problem.low - load, 0) + np.maximum(load - problem.high, 0)
        total = sum(cost for _place, cost in plan) + HARD * int(missing.sum())
        best = total if best is None else min(best, total)
    return best
