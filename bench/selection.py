"""A call with thousands of applications: list, filters, ranking, decision, letters, tables.

    python3 run.py bench selection --applications 5000

Pages are asked for as a browser would, after one visit to warm up; each time is the median of
seven. A new SQLite file, unless CORDATA_DATABASE names another database, which must be empty.
"""

import argparse
import gzip
import os
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
os.environ.setdefault("CORDATA_FILES", f"{FOLDER.name}/files")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from cordata.calls.actions import deciding  # noqa: E402
from cordata.calls.models import (  # noqa: E402
    Application,
    Assessment,
    Assessor,
    Mark,
    Outcome,
)
from cordata.schools.models import School, Site  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.calls import making  # noqa: E402

ASSESSORS = 40
BUDGET = {"page": 300}  # milliseconds for a list, ux.md 5.3


def prepare(count):
    """A closed call: so many applications, each assessed by two of forty."""
    call_command("migrate", verbosity=0)
    cohort, marta = make.cohort(), make.coordinator()
    make.topic("stem")
    call = making.published(cohort, marta)
    schools = School.objects.bulk_create(
        School(name=f"Istituto {n:05d}", country="IT", national_code=f"XXIC{n:05d}",
               levels=["1"], pupils=50 + n % 900, search_text=f"istituto {n:05d} torino")
        for n in range(count)
    )  # fmt: skip
    sites = Site.objects.bulk_create(
        Site(school=one, site_code=one.national_code, name=one.name, municipality="Torino",
             region="Piemonte", lat=45.0, lon=7.6, precision="site")
        for one in schools
    )  # fmt: skip
    for school, site in zip(schools, sites, strict=True):
        school.main_site = site
    School.objects.bulk_update(schools, ["main_site"], batch_size=2000)
    small, others = call.strata.order_by("position")
    now = timezone.now()
    applications = Application.objects.bulk_create(
        Application(
            call=call, school=school, side="mentor" if n % 5 == 0 else "mentee",
            state="sent", number=f"{call.reference}-{n + 1:04d}", sent_at=now, sent=_sent(n),
            stratum=small if school.pupils <= 200 else others, language="it",
            contact_name="Anna", contact_email=f"a{n}@example.org", token_digest=f"{n:064d}",
        )
        for n, school in enumerate(schools)
    )  # fmt: skip
    _assess(call, applications, now)
    call.strata.update(mentor_places=count // 20, mentee_places=count // 6)
    return making.closed(call), marta


def _sent(n):
    return {
        "topics": {"stem": 3}, "places": [1, 4] if n % 5 == 0 else None, "online": False,
        "declarations": [], "motivation": "Vogliamo imparare insieme.", "evidence": {},
    }  # fmt: skip


def _assess(call, applications, now):
    people = [make.person(f"Assessor {n}") for n in range(ASSESSORS)]
    assessors = Assessor.objects.bulk_create(
        Assessor(call=call, person=one, stated_at=now) for one in people
    )
    assessments = Assessment.objects.bulk_create(
        Assessment(application=one, assessor=assessors[(n + turn * 7) % ASSESSORS],
                   confidence=2, given_at=now)
        for n, one in enumerate(applications)
        for turn in (0, 1)
    )  # fmt: skip
    criteria = list(call.criteria.all())
    Mark.objects.bulk_create(
        (
            Mark(assessment=one, criterion=criterion, points=(n * 7 + at * 3 + n // 11) % 5)
            for n, one in enumerate(assessments)
            for at, criterion in enumerate(criteria)
        ),
        batch_size=5000,
    )


def timed(work, *, times=1):
    """What the last run returned, and the median of milliseconds."""
    took = []
    for _time in range(times):
        start = time.perf_counter()
        result = work()
        took.append(time.perf_counter() - start)
    return result, statistics.median(took) * 1000


def page(client, name, address):
    """One line of the table: time, queries, bytes."""
    client.get(address)  # the first visit notes when a person was last seen
    counted = []

    def count(execute, *arguments):
        counted.append(1)
        return execute(*arguments)

    with connection.execute_wrapper(count):
        client.get(address)
    answer, took = timed(lambda: client.get(address), times=7)
    body = getattr(answer, "content", b"") or b"".join(answer.streaming_content)
    size = len(gzip.compress(body)) / 1000
    over = " over 300 ms" if took > BUDGET["page"] else ""
    print(f"{name:34} {took:8.0f} ms {len(counted):4d} queries {size:7.1f} kB gz{over}")
    assert answer.status_code == 200, (address, answer.status_code)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--applications", type=int, default=5000)
    options = parser.parse_args()
    (call, marta), took = timed(lambda: prepare(options.applications))
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    print(f"{options.applications} applications, {engine}; made in {took / 1000:.0f} s\n")
    client = Client(SERVER_NAME="localhost")
    client.force_login(marta)
    arguments = ["it", call.public_id]
    applications = reverse("applications:applications", args=arguments)
    ranking = reverse("selection:ranking", args=arguments)
    key = f"{call.strata.order_by('position').last().public_id}.mentee"
    page(client, "the call", reverse("calls:call", args=arguments))
    page(client, "applications", applications)
    page(client, "applications, page 150", f"{applications}?page=150")
    page(client, "applications, by words", f"{applications}?words=istituto+04")
    page(client, "applications, by stratum, role", f"{applications}?side=mentor&state=sent")
    page(client, "assessors", reverse("selection:assessors", args=arguments))
    page(client, "ranking, as it opens", ranking)
    page(client, "ranking, one list, page 40", f"{ranking}?list={key}&page=40")
    selection, took = timed(lambda: deciding.prepare(call, by=marta))
    print(f"{'the draft of the decision':34} {took:8.0f} ms")
    draft = ["it", selection.public_id]
    page(client, "the decision, drafted", reverse("selection:selection", args=draft))
    page(client, "letters before they go", reverse("selection:decide", args=draft))
    for one in selection.ranking["lists"]:  # equals on the edge: told apart by a person
        edge = selection.outcomes.filter(application__number__in=one["edge"])
        for at, outcome in enumerate(edge.order_by("application__number")):
            result = Outcome.Result.ACCEPTED if at < one["left"] else Outcome.Result.RESERVE
            selection.refresh_from_db()
            outcome.selection.version = selection.version
            deciding.override(
                outcome, result=result, reasons="Sorteggio in seduta pubblica.",
                version=selection.version, by=marta,
            )  # fmt: skip
    selection.refresh_from_db()
    _done, took = timed(lambda: deciding.decide(
        selection, reference="D-1", decided_on=timezone.localdate(), signatory="Marta",
        reasons="Secondo i punti.", version=selection.version, by=marta,
    ))  # fmt: skip
    print(f"{'decided, schools in, letters out':34} {took / 1000:8.1f} s")
    page(client, "the decision, signed", reverse("selection:selection", args=draft))
    page(client, "waiting list", reverse("selection:waiting", args=arguments))
    for kind in ("csv", "xlsx", "pdf"):
        table = reverse("selection:table", args=[*draft, kind])
        _answer, took = timed(lambda table=table: client.get(table))
        print(f"{'table of places, ' + kind:34} {took:8.0f} ms")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\nmost memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
