"""How fast and how large: matching with a checked proof, from real positions.

    python3 run.py bench matching --sizes 24/96,2500/10000,25000/100000,40000/160000

Positions are those of the Italian register's municipalities, resampled with jitter and a fixed
seed; names, needs and sizes are drawn. Beside it, where they fit, SciPy's dense and sparse
assignment on the same costs. Each size runs in a process of its own, so that its peak memory
is its own.
"""

import argparse
import json
import resource
import subprocess
import sys
import time

import numpy as np

from cordata.analysis.matching.document import plan_to_dict
from cordata.analysis.matching.flow import solve
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import Must, Rules
from cordata.analysis.matching.schools import Mentee, Mentor
from cordata.analysis.matching.verify import verify
from cordata.analysis.matching.why import Explainer
from cordata.schools.queries.places import places_of_country

SIZES = "24/96,2500/10000,25000/100000,40000/160000"
DENSE_MOST, SPARSE_MOST = 12_000, 40_000  # mentees
TOPICS = [f"topic-{number}" for number in range(12)]
HEAD = "mentors mentees |  solve s | verify s | proof    | why-not ms | peak MB | dense s | sparse s"


def instance(mentors, mentees, seed=2026):
    """Schools drawn around real municipalities, with a travel limit that leaves some choice."""
    rng = np.random.default_rng(seed)
    points = np.array(sorted(places_of_country("IT").by_code.values()))

    def draw(count):
        where = points[rng.integers(0, len(points), count)] + rng.normal(0, 0.02, (count, 2))
        return where, rng.integers(40, 1200, count)

    places, sizes = draw(mentors)
    lead = tuple(
        Mentor(
            id=f"m{at}", name="", lat=float(lat), lon=float(lon), languages=frozenset({"it"}),
            pupils=int(sizes[at]), max_places=4,
            offers=frozenset(rng.choice(TOPICS, 4, replace=False).tolist()),
        )
        for at, (lat, lon) in enumerate(places)
    )  # fmt: skip
    places, sizes = draw(mentees)
    follow = tuple(
        Mentee(
            id=f"s{at}", name="", lat=float(lat), lon=float(lon), languages=frozenset({"it"}),
            pupils=int(sizes[at]), priority=bool(rng.random() < 0.25),
            needs=dict(zip(rng.choice(TOPICS, 3, replace=False).tolist(), (3, 2, 1), strict=True)),
        )
        for at, (lat, lon) in enumerate(places)
    )  # fmt: skip
    # Smaller networks look farther: about the same number of mentors within reach.
    limit = int(np.clip(9 + 1500 / np.sqrt(mentors), 15, 90))
    rules = Rules(travel_limit=limit, musts=frozenset({Must.LANGUAGE, Must.TRAVEL}))
    return Inputs(lead, follow, rules)


def measure(mentors, mentees):
    """One line of the table."""
    inputs = instance(mentors, mentees)
    began = time.perf_counter()
    # The travel limit leaves some millions of pairs: weigh them all rather than add in rounds.
    plan = solve(inputs, every_pair=True)
    solved = time.perf_counter() - began
    began = time.perf_counter()
    verdict = verify(plan_to_dict(plan))
    verified = time.perf_counter() - began
    proof = "optimal" if verdict.optimal else f"gap {verdict.gap}"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    explainer = Explainer(plan)
    asked = np.random.default_rng(1).integers(0, (mentees, mentors), (20, 2))
    began = time.perf_counter()
    for mentee, mentor in asked:
        explainer.why_not(f"s{mentee}", f"m{mentor}")
    why = (time.perf_counter() - began) / len(asked) * 1000
    return {
        "solve": solved, "verify": verified, "proof": proof, "why": why, "peak": peak,
        "dense": dense(plan) if mentees <= DENSE_MOST else None,
        "sparse": sparse(plan) if mentees <= SPARSE_MOST else None,
    }  # fmt: skip


def seats(plan):
    """Arcs with each mentor's places as columns of their own, then one seat to be left out."""
    problem = plan.problem
    mentors, mentees = len(problem.inputs.mentors), len(problem.inputs.mentees)
    tie = problem.h < mentors
    s, h, cost = problem.s[tie], problem.h[tie], problem.cost[tie]
    rows = np.concatenate([np.repeat(s, 4), np.arange(mentees)])
    columns = np.concatenate(
        [(h[:, None] * 4 + np.arange(4)).ravel(), mentors * 4 + np.arange(mentees)]
    )
    out = problem.cost[~tie]
    return (
        rows,
        columns,
        np.concatenate([np.repeat(cost, 4), out]),
        mentees,
        mentors * 4 + mentees,
    )


def dense(plan):
    """SciPy's dense assignment on the same costs; must cost the same."""
    from scipy.optimize import linear_sum_assignment

    rows, columns, costs, height, width = seats(plan)
    table = np.full((height, width), 1e12)
    table[rows, columns] = costs
    began = time.perf_counter()
    chosen = linear_sum_assignment(table)
    took = time.perf_counter() - began
    assert int(table[chosen].sum()) == plan.objective
    return took


def sparse(plan):
    """SciPy's sparse assignment on the same costs; must cost the same."""
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    rows, columns, costs, height, width = seats(plan)
    table = csr_matrix((costs + 1.0, (rows, columns)), shape=(height, width))
    began = time.perf_counter()
    chosen = min_weight_full_bipartite_matching(table)
    took = time.perf_counter() - began
    assert int(np.asarray(table[chosen]).sum()) - height == plan.objective
    return took


def main():
    """Run each size in its own process and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default=SIZES)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.one:
        print(json.dumps(measure(*(int(part) for part in given.one.split("/")))))
        return
    print(HEAD)
    for size in given.sizes.split(","):
        command = [sys.executable, __file__, "--one", size]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            print(f"{size}: failed\n{done.stderr[-600:]}")
            continue
        row = json.loads(done.stdout)
        mentors, mentees = size.split("/")
        others = "".join(
            f" | {row[name]:7.2f}" if row[name] is not None else " |       -"
            for name in ("dense", "sparse")
        )
        print(
            f"{mentors:>7} {mentees:>7} | {row['solve']:8.2f} | {row['verify']:8.2f} | "
            f"{row['proof']:<8} | {row['why']:10.1f} | {row['peak']:7.0f}{others}",
            flush=True,
        )


if __name__ == "__main__":
    main()
