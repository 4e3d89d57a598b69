"""A national round closes: answers counted, coded, scored, frozen, and their codes forgotten.

    python3 run.py bench closing_round --schools 10000 --answers 100

Forty statements, three voices, in the order in which answers come in: by chance. Prints seconds
by part, on the wall and of the processor, and the most memory. A new SQLite file, unless
CORDATA_DATABASE names another database, which must be empty.
"""

import argparse
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from bench.seeding import sheets  # noqa: E402
from bench.seeding.pouring import pour  # noqa: E402
from cordata.networks.models import Participation  # noqa: E402
from cordata.schools.models import School  # noqa: E402
from cordata.surveys.actions import closing, freezing  # noqa: E402
from cordata.surveys.models import Answers, Round, Snapshot  # noqa: E402
from cordata.surveys.queries.rounds import with_owners  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.surveys import making  # noqa: E402

BUDGET, MEMORY = 60, 2000  # seconds and megabytes: issue 4, section 4


def seed(schools, answers):
    """Schools that asked; their people's answers, in a mixed order."""
    cohort = make.cohort()
    made = pour(School, [
        {"name": f"S{n}", "national_code": f"C{n}"} for n in range(schools)
    ], country="IT")  # fmt: skip
    taking = pour(Participation, [{"school_id": one} for one in made],
                  cohort_id=cohort.pk, side="mentee")  # fmt: skip
    opens = making.in_days(-21)
    doors = sheets.rounds(
        taking, people=answers, instrument_id=sheets.instrument().pk, occasion="baseline",
        opens_at=opens, closes_at=making.in_days(-0.01),
    )  # fmt: skip
    sheets.fill(schools * answers, doors, opens.date())


class Parts:
    """Seconds of named functions, each without the parts inside it."""

    def __init__(self):
        self.wall, self.work, self.inside = {}, {}, [[0.0, 0.0]]

    def watch(self, module, name, label):
        """Measure a function wherever ``module`` calls it."""
        inner = getattr(module, name)

        def measured(*given, **named):
            self.inside.append([0.0, 0.0])
            began = time.perf_counter(), time.process_time()
            try:
                return inner(*given, **named)
            finally:
                wall = time.perf_counter() - began[0]
                work = time.process_time() - began[1]
                parts = self.inside.pop()
                self.wall[label] = self.wall.get(label, 0) + wall - parts[0]
                self.work[label] = self.work.get(label, 0) + work - parts[1]
                self.inside[-1][0] += wall
                self.inside[-1][1] += work

        setattr(module, name, measured)


def watched():
    parts = Parts()
    for module, name, label in (
        (closing, "_close_some", "closing, writing the snapshots, commit"),
        (closing, "_forget_codes", "forgetting codes"),
        (freezing, "read_answers", "reading answers into codes"),
        (freezing, "scores_of", "scoring"),
        (freezing, "_snapshot", "address, figures and packing"),
    ):
        parts.watch(module, name, label)
    return parts


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schools", type=int, default=10_000)
    parser.add_argument("--answers", type=int, default=100)
    given = parser.parse_args()
    call_command("migrate", verbosity=0)
    began = time.perf_counter()
    seed(given.schools, given.answers)
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    print(f"{engine}, {given.schools:,} schools, {Answers.objects.count():,} sheets of "
          f"{len(sheets.NAMES)}; made in {time.perf_counter() - began:.0f} s")  # fmt: skip
    connection.close()
    parts, before = watched(), peak()
    began, worked = time.perf_counter(), time.process_time()
    due = with_owners(Round.objects.filter(closed_at=None)).order_by("pk")
    closed = closing.close_rounds(due.iterator(chunk_size=1000), by=None)
    wall, work = time.perf_counter() - began, time.process_time() - worked
    print(f"\n{'part':40} | wall s |  CPU s")
    for label, seconds in parts.wall.items():
        print(f"{label:40} | {seconds:6.1f} | {parts.work[label]:6.1f}")
    print(f"{'all':40} | {wall:6.1f} | {work:6.1f}   budget {BUDGET} s")
    print(
        f"{'most memory, MB':40} | {peak():6.0f} |          budget {MEMORY} MB, {before:.0f} before"
    )
    assert closed == given.schools == Snapshot.objects.count(), closed
    raise SystemExit(work > BUDGET or peak() > MEMORY)


def peak():
    """Most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
