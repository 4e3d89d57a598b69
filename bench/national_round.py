"""How long the reports of a national round take, and how much memory.

    python3 run.py bench national_round
    python3 run.py bench national_round --schools 2000

10,000 schools, 100 answers each, 40 items in eight areas, three voices, with the baseline
of the same size: scores, disclosure control, intervals, changes, the report of every school.
"""

import argparse
import resource
import time

import numpy as np

from cordata.analysis.disclosure.rules import first_look
from cordata.analysis.surveys.codes import NOT_APPLICABLE, NOT_SAID
from cordata.analysis.surveys.report import Earlier, school_reports
from cordata.analysis.surveys.scales import Scale
from cordata.analysis.surveys.scoring import score_schools
from cordata.analysis.surveys.shares import point_counts

AREAS, ITEMS = 8, 5
VOICES = ("leaders", "teachers", "students")
SHARES = (0.03, 0.17, 0.8)
SCALES = [
    Scale(f"area {a}", tuple(range(a * ITEMS, (a + 1) * ITEMS)), (False,) * ITEMS)
    for a in range(AREAS)
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--schools", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=100)
    given = parser.parse_args()
    chance = np.random.default_rng(1)
    rounds = [make(chance, given.schools, given.answers) for _round in range(2)]
    before = peak()
    began = time.perf_counter()
    then, now = (score(one, given.schools) for one in rounds)
    scored = time.perf_counter()
    invited = now.respondents * 2
    shown = moved = 0
    hidden, earlier_hidden = (first_look(one.n, point_counts(one)) for one in (now, then))
    reports = school_reports(
        now,
        voices=VOICES,
        invited=invited,
        hidden=hidden,
        earlier=Earlier(now, then, told=earlier_hidden == ""),
    )
    for report in reports:
        shown += sum(not one.hidden for one in report.figures)
        moved += sum(one.moved is not None for one in report.figures)
    ended = time.perf_counter()
    print("schools | answers | score two rounds s | reports s | figures | changes | memory MB")
    print(
        f"{given.schools:7,} | {2 * len(rounds[0][0]):7,} | {scored - began:18.1f} | "
        f"{ended - scored:9.1f} | {shown:7,} | {moved:7,} | {peak():6.0f} ({before:.0f} before)"
    )


def make(chance, schools, answers):
    """Answers with some structure: schools differ, some things do not apply."""
    people = schools * answers
    school = np.repeat(np.arange(schools), answers)
    voice = chance.choice(3, people, p=SHARES)
    level = chance.normal(3.4, 0.4, schools)[school]
    table = np.empty((people, AREAS * ITEMS), dtype=np.int8)
    for item in range(table.shape[1]):
        answer = np.clip(np.rint(level + chance.normal(0, 1, people)), 1, 5).astype(np.int8)
        answer[chance.random(people) < 0.04] = NOT_APPLICABLE
        answer[chance.random(people) < 0.01] = NOT_SAID
        table[:, item] = answer
    return table, school, voice


def score(one, schools):
    table, school, voice = one
    return score_schools(SCALES, table, school, voice, schools=schools, voices=len(VOICES))


def peak():
    """Most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
