"""Which of 2,500 clusters would like a call, and what the country's overview says of its month.

    python3 run.py bench alerts --clusters 2500

Five schools a cluster, ten activities, three goals a mentee school with four moves each, two
people a school, drawn with a fixed seed. Uses a new SQLite file; set CORDATA_DATABASE to measure
PostgreSQL.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench.seeding.year import NOW, ago, seed  # noqa: E402
from cordata.accounts.models import Role  # noqa: E402
from cordata.clusters.models import Cluster  # noqa: E402
from cordata.cycles.models import Activity, Goal, Stand  # noqa: E402
from cordata.cycles.queries.dose import Span, dose_of  # noqa: E402
from cordata.cycles.queries.follow_ups import calls_in  # noqa: E402
from cordata.cycles.queries.month import month_of  # noqa: E402
from cordata.cycles.queries.standing import standing_of  # noqa: E402

TIMES = 7


def measure(name, what):
    what()
    with CaptureQueriesContext(connection) as queries:
        what()
    walls, works = [], []
    for _ in range(TIMES):
        wall, work = time.perf_counter(), time.process_time()
        what()
        walls.append(1000 * (time.perf_counter() - wall))
        works.append(1000 * (time.process_time() - work))
    wall, work = statistics.median(walls), statistics.median(works)
    print(f"{name:34} | {len(queries):7} | {wall:9.0f} | {work:6.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clusters", type=int, default=2500)
    wanted = parser.parse_args()
    call_command("migrate", verbosity=0)
    seed(wanted.clusters)
    every = Cluster.objects.all()
    calls = calls_in(every)
    print(f"{calls.total} clusters, {Activity.objects.count()} activities, {Goal.objects.count()} goals, "
          f"{Stand.objects.count()} moves, {Role.objects.count()} roles: "
          f"{len(calls.waiting)} clusters would like a call")  # fmt: skip
    month, year = Span(ago(28), NOW), Span(ago(120), NOW)
    print("what                               | queries | median ms | CPU ms")
    measure("clusters that would like a call", lambda: calls_in(every, gentle=False))
    measure("and goals that have not moved", lambda: calls_in(every))
    measure("what the month has brought", lambda: month_of(every, month))
    measure("a term's doses, all clusters", lambda: dose_of(every, year))
    measure("a term's goals, all clusters", lambda: standing_of(every, year))


if __name__ == "__main__":
    main()
