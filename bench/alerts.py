"""Which of 2,500 clusters would like a call, and what the country's overview says of its month.

    python3 run.py bench alerts --clusters 2500

Five schools a cluster, ten activities, three goals a mentee school with four moves each, two
people a school, drawn with a fixed seed. Uses a new SQLite file; set CORDATA_DATABASE to measure
PostgreSQL.
"""

import argparse
import datetime as dt
import os
import random
import statistics
import tempfile
import time
from pathlib import Path

os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from cordata.accounts.models import Role, User  # noqa: E402
from cordata.clusters.models import Cluster, Membership  # noqa: E402
from cordata.cycles.models import Activity, Attendance, Goal, Stand  # noqa: E402
from cordata.cycles.queries.dose import Span, dose_of  # noqa: E402
from cordata.cycles.queries.follow_ups import calls_in  # noqa: E402
from cordata.cycles.queries.month import month_of  # noqa: E402
from cordata.cycles.queries.standing import standing_of  # noqa: E402
from cordata.networks.models import Cohort, Country, Participation, Programme  # noqa: E402
from cordata.schools.models import School  # noqa: E402

SCHOOLS, ACTIVITIES, GOALS, MOVES, TIMES = 5, 10, 3, 4, 7
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def ago(days):
    return NOW - dt.timedelta(days=days)


def kept(model, rows):
    return model.objects.bulk_create(rows, batch_size=2000)


def seed(clusters):
    """A country in the middle of its year."""
    draw = random.Random(2026)
    country = Country.objects.create(code="IT", languages=["it"], time_zone="Europe/Rome")
    programme = Programme.objects.create(slug="p", name="P", starts_on=TODAY)
    cohort = Cohort.objects.create(
        programme=programme, country=country, name="C",
        starts_on=ago(120).date(), ends_on=ago(-150).date(),
    )  # fmt: skip
    schools = kept(
        School,
        [
            School(name=f"S{n}", country="IT", national_code=f"C{n}")
            for n in range(clusters * SCHOOLS)
        ],
    )
    people = kept(
        User, [User(email=f"p{n}@example.org", name=f"P{n}") for n in range(2 * len(schools))]
    )
    kept(Role, [
        Role(person=one, kind="team" if n % 2 else "head", scope="school", place=schools[n // 2].public_id)
        for n, one in enumerate(people)
        if n % 2 == 0 or draw.random() > 0.03
    ])  # fmt: skip
    pars = kept(Participation, [
        Participation(cohort=cohort, school=one, side="mentee" if n % SCHOOLS else "mentor", max_places=0 if n % SCHOOLS else 4)
        for n, one in enumerate(schools)
    ])  # fmt: skip
    found = kept(
        Cluster,
        [
            Cluster(cohort=cohort, letter=str(n), name=f"K{n}", opened_on=ago(110).date())
            for n in range(clusters)
        ],
    )
    kept(Membership, [
        Membership(cluster=found[n // SCHOOLS], participation=one, side=one.side, code=str(n)[:6], since=ago(110).date())
        for n, one in enumerate(pars)
    ])  # fmt: skip
    activities(found, pars, draw)
    goals(pars, people[0], draw)


def activities(found, pars, draw):
    rows = []
    for n, cluster in enumerate(found):
        for at in range(ACTIVITIES):
            starts = ago(100 - 12 * at + draw.random())
            facts = {}
            if starts < NOW and draw.random() > 0.05:
                went = draw.choices(["well", "partly", "hardly", "not_held"], [60, 28, 6, 6])[0]
                facts = {"told_at": starts + dt.timedelta(days=1), "went": went}
            rows.append(Activity(
                cluster=cluster, kind="visit", starts_at=starts, points=["a"],
                called_by=pars[n * SCHOOLS + draw.randrange(SCHOOLS)], **facts,
            ))  # fmt: skip
    did = [one for one in kept(Activity, rows) if one.went not in {"", "not_held"}]
    index = {one.pk: n for n, one in enumerate(found)}
    kept(Attendance, [
        Attendance(activity=one, participation=pars[index[one.cluster_id] * SCHOOLS + k], teachers=2, travel=60)
        for one in did for k in range(3)
    ])  # fmt: skip


def goals(pars, person, draw):
    rows = kept(Goal, [
        Goal(participation=one, place=place, text="t", why="w", success="s", stop=draw.choice(["trying", "several", "part"]))
        for one in pars if one.side == "mentee" for place in range(1, GOALS + 1)
    ])  # fmt: skip
    Goal.objects.update(set_at=ago(100))
    stands = kept(Stand, [
        Stand(goal=one, stop=stop, sentence="s", said_by=person)
        for one in rows for stop in ("agreed", "trying", "several", one.stop)
    ])  # fmt: skip
    for n, one in enumerate(stands):
        one.said_at = ago(
            80 - 20 * (n % MOVES) - draw.random() * 10 + (25 if n // MOVES % 10 == 0 else 0)
        )
    Stand.objects.bulk_update(stands, ["said_at"], batch_size=2000)


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
