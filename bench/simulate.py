"""The simulator: ten thousand futures of a country, as the page asks for them.

    python3 run.py bench simulate

The better of five for each question, nothing kept from one to the next. Promise: 10,000 draws in
under a second.
"""

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cordata.analysis.spread.asked import Ask, Terms
from cordata.analysis.spread.bill import Guess, Prices, Quantities
from cordata.analysis.spread.scaling import project
from cordata.analysis.spread.shares import Known

PROMISE = 1.0  # seconds for 10,000 draws
TERMS = Terms(
    known={"completes": Known(88, 8), "willing": Known(7, 81), "stays": Known(22, 2)},
    used=Quantities(
        mentee=Guess(30, 22, 38), visits=Guess(4, 3, 5), travellers=Guess(2.4, 2, 2.8),
        support=Guess(0.4, 0.2, 0.6), training=Guess(12, 6, 18), pay=Guess(1, 0.65, 1.3),
    ),
    prices=Prices(hours=1720, on_top=0.25, kilometre=0.4, speed=50, weeks=40),
    bears={
        "mentors": (("staff", 0.3), ("ministry", 0.2), ("mentor-school", 0.5)),
        "mentees": (("staff", 0.3), ("ministry", 0.2), ("mentee-school", 0.5)),
        "travel": (("mentee-school", 1.0),), "driving": (("mentee-school", 1.0),),
        "support": (("ministry", 1.0),), "training": (("ministry", 1.0),),
    },
)  # fmt: skip
QUESTIONS = {
    "400 schools in 3 years": Ask(400, 4, 2, 40, 3, 28_000),
    "400 schools in 3 years, a budget": Ask(400, 4, 2, 40, 3, 28_000, budget=150_000),
    "5,000 schools in 5 years": Ask(5_000, 4, 2, 40, 5, 28_000),
    "100,000 schools in 10 years": Ask(100_000, 4, 2, 40, 10, 28_000),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draws", type=int, default=10_000)
    options = parser.parse_args()
    slow = []
    for name, ask in QUESTIONS.items():
        best = float("inf")
        for _time in range(5):
            start = time.perf_counter()
            found = project(ask, TERMS, draws=options.draws)
            best = min(best, time.perf_counter() - start)
        print(f"{name:34}{options.draws:>8,} draws {best:7.3f} s   "
              f"{found.mentors:>6} mentor schools, {100 * found.chance:.0f} of 100 in time")  # fmt: skip
        if best > PROMISE * options.draws / 10_000:
            slow.append(name)
    if slow:
        raise SystemExit(f"over a second: {', '.join(slow)}")


if __name__ == "__main__":
    main()
