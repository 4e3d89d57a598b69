"""A national round closes: answers counted, coded, scored, frozen, and their codes forgotten.

    python3 run.py bench closing_round --schools 10000 --answers 100

Forty statements, three voices, in the order in which answers come in: by chance. Prints seconds
by part, on the wall and of the processor, and the most memory. A new SQLite file, unless
CORDATA_DATABASE names another database, which must be empty.
"""

import argparse
import json
import os
import random
import resource
import sys
import tempfile
import time
from pathlib import Path
from uuid import uuid4

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from bench.answering import form_of_forty  # noqa: E402
from cordata.analysis.forms.document import to_document  # noqa: E402
from cordata.networks.models import Participation  # noqa: E402
from cordata.schools.models import School  # noqa: E402
from cordata.surveys.actions import closing, freezing  # noqa: E402
from cordata.surveys.models import Answers, Invited, Round, Snapshot  # noqa: E402
from cordata.surveys.queries.rounds import with_owners  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.surveys import making  # noqa: E402

BUDGET, MEMORY = 60, 2000  # seconds and megabytes: issue 4, section 4
SENT = 0.9  # of the sheets; the others were begun
OWN = {"answers", "turns", "finished_on", "resume"}  # of each sheet, with its keys
SHARES = {"leaders": 0.03, "teachers": 0.17, "students": 0.8}
NAMES = [f"{area}{n}" for area in "ABCDEFGH" for n in range(1, 6)]


def seed(schools, answers):
    """Schools that asked; their people's answers, in a mixed order."""
    draw = random.Random(2026)
    version = making.instrument()
    version.document = to_document(form_of_forty())
    version.save()
    cohort = make.cohort()
    made = School.objects.bulk_create(
        [School(name=f"S{n}", country="IT", national_code=f"C{n}") for n in range(schools)]
    )
    taking = Participation.objects.bulk_create(
        [Participation(cohort=cohort, school=one, side="mentee") for one in made]
    )
    rounds = Round.objects.bulk_create(
        Round(instrument=version, participation=one, occasion="baseline",
              opens_at=making.in_days(-21), closes_at=making.in_days(-0.01))
        for one in taking
    )  # fmt: skip
    Invited.objects.bulk_create(
        Invited(round=one, voice=voice, people=answers) for one in rounds for voice in SHARES
    )
    fill(schools * answers, draw, rounds)


def fill(sheets, draw, rounds):
    """So many sheets, in plain SQL: a million objects would take longer than the closing."""
    doors = Invited.objects.values_list("pk", "voice").order_by("pk")
    doors = list(doors.filter(round__gte=rounds[0], round__lte=rounds[-1]))
    weights = [SHARES[voice] for _pk, voice in doors]
    columns = [one for one in Answers._meta.concrete_fields if one.name not in OWN]
    opened = rounds[0].opened_on
    one = Answers(
        invited_id=0, language="it", turn=8, page=8, begun_on=opened, finished_on=opened
    )
    same = [
        column.get_db_prep_save(getattr(one, column.attname), connection) for column in columns
    ]
    names = [column.column for column in columns]
    receipt, invited = names.index("receipt"), names.index("invited_id")
    names += ["answers", "turns", "finished_on", "resume"]
    sql = (
        f"INSERT INTO {Answers._meta.db_table} ({', '.join(names)}) "
        f"VALUES ({', '.join(['%s'] * len(names))})"
    )
    pool = [json.dumps(sheet(draw)) for _ in range(20_000)]
    sent, turns = opened.isoformat(), json.dumps(dict.fromkeys(NAMES, 8))
    for first in range(0, sheets, 50_000):
        rows = []
        for pk, _voice in draw.choices(doors, weights, k=min(50_000, sheets - first)):
            key = uuid4()
            ends = ["{}", sent, None] if draw.random() < SENT else [turns, None, key.hex]
            row = [*same, draw.choice(pool), *ends]
            row[receipt] = Answers._meta.pk.get_db_prep_value(key, connection)
            row[invited] = pk
            rows.append(row)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(sql, rows)


def sheet(draw):
    """Around one level; some does not apply, some is not said."""
    words = draw.choice(("1233", "2334", "3445", "4455"))
    chosen = draw.choices([*words, "na", "pns"], [24, 24, 24, 24, 3, 1], k=len(NAMES))
    return dict(zip(NAMES, chosen, strict=True))


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
          f"{len(NAMES)}; made in {time.perf_counter() - began:.0f} s")  # fmt: skip
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
