"""Pages of a network: processor time, queries, and what goes over the wire at the first view.

    python3 run.py bench pages            1,000 members, 24 clusters, a thread of 50 posts
    python3 run.py bench pages --large    100,000 members, 2,500 clusters, 5 million answers

Each page is asked for by a client within this process, through the whole middleware and as it
is set for real: the median of the processor's time and the 75th percentile of the clock's,
after a warm-up. Others at work on the machine lengthen the second, not the first. The first
view is the page and what it draws in before it stands, compressed as it is served. The code to
leave with is 1 if anything is over its budget (ux.md 5.3; issue 4, section 4).
"""

import argparse
import datetime as dt
import gzip
import os
import random
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
os.environ |= {
    "CORDATA_DEBUG": "no",
    "CORDATA_SECRET_KEY": "only for this bench, " * 4,
    "CORDATA_HOSTS": "localhost",
    "CORDATA_ADDRESS": "http://localhost",
    "CORDATA_HTTPS": "no",
    "CORDATA_FILES": f"{FOLDER.name}/files",
    "CORDATA_STATIC": f"{FOLDER.name}/static",
    "DJANGO_SETTINGS_MODULE": "cordata.settings",
}
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.text import slugify  # noqa: E402

from bench import alerts, closing_round  # noqa: E402 - they set Django up
from cordata.accounts.models import Role, User  # noqa: E402
from cordata.analysis.forms.document import to_document  # noqa: E402
from cordata.cli import serve  # noqa: E402
from cordata.clusters.models import Cluster, Membership  # noqa: E402
from cordata.cycles.models import DiaryEntry, Goal, Post, Thread  # noqa: E402
from cordata.documents.queries.html import html_of  # noqa: E402
from cordata.networks.models import Cohort, Participation  # noqa: E402
from cordata.schools.models import School, Site  # noqa: E402
from cordata.surveys.actions.closing import close_rounds  # noqa: E402
from cordata.surveys.models import Answers, Invited, Round, Wave  # noqa: E402
from cordata.surveys.queries.rounds import with_owners  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.surveys import making  # noqa: E402

SECURE = {
    "SERVER_NAME": "localhost",
    "HTTP_ACCEPT_ENCODING": "gzip, br",
    "HTTP_ACCEPT": "text/html",
}
QUERIES, REQUESTS, BYTES, WALL, VIEW = 15, 8, 60_000, 200, 40
# Milliseconds of the processor on the small network; 25 where nothing else is promised.
BUDGETS = {"a thread of 50 posts": 20, "public home": 6}
TEXT = "Cari colleghi,\n\nda noi **due** classi provano i robot:\n\n- un'ora alla settimana\n- a coppie\n\n"
MORE = "Ci interessa come si trovano gli alunni che leggono con fatica. " * 6
kept = alerts.kept


def seed(clusters, sheets):
    """A country in the middle of its year, in which every school has asked its people."""
    alerts.seed(clusters)
    Cohort.objects.update(name="2026/27")
    sites()
    people()
    talk()
    diary()
    asked(sheets)
    make.coordinator()


def sites():
    draw = random.Random(1)
    schools = list(School.objects.order_by("pk"))
    for n, one in enumerate(schools):
        one.levels, one.pupils = ["1", "2"], 80 + n % 900
        one.search_text = f"{one.name} {one.national_code} torino".lower()
        one.name = f"Istituto comprensivo {n}"
    made = kept(Site, [
        Site(school=one, site_code=one.national_code, name=one.name, municipality="Torino",
             region="Piemonte", lat=44 + draw.random(), lon=7 + draw.random(), precision="site")
        for one in schools
    ])  # fmt: skip
    for one, site in zip(schools, made, strict=True):
        one.main_site = site
    School.objects.bulk_update(
        schools, ["name", "main_site", "levels", "pupils", "search_text"], batch_size=2000
    )


def people():
    """A head, a team of three and four teachers a school."""
    schools = list(School.objects.order_by("pk"))
    more = kept(User, [
        User(email=f"m{n}@example.org", name=f"Membro {n}", language="it")
        for n in range(6 * len(schools))
    ])  # fmt: skip
    kept(Role, [
        Role(person=one, kind="team", scope="school", place=schools[n // 6].public_id)
        if n % 6 < 2
        else Role(person=one, kind="teacher", scope="platform")
        for n, one in enumerate(more)
    ])  # fmt: skip


def talk():
    """Four threads a cluster; in the first cluster one of fifty posts."""
    html, now = html_of(TEXT + MORE), alerts.NOW
    clusters = list(Cluster.objects.order_by("pk"))
    members = list(Membership.objects.order_by("pk").select_related("participation__school"))
    per = alerts.SCHOOLS
    writers = dict(Role.objects.filter(kind="head").values_list("place", "person_id"))
    heads = [writers[one.participation.school.public_id] for one in members]
    threads = kept(Thread, [
        Thread(cluster=one, title=f"Robotica nelle prime classi {k}", started_by_id=heads[n * per],
               moved_at=now - dt.timedelta(days=k))
        for n, one in enumerate(clusters) for k in range(4)
    ])  # fmt: skip
    kept(Post, [
        Post(thread=one, written_by_id=heads[n // 4 * per + k % per],
             school=members[n // 4 * per + k % per].participation, text=TEXT + MORE, html=html,
             language="it", written_at=now - dt.timedelta(days=3, minutes=-k))
        for n, one in enumerate(threads) for k in range(5 if n else 50)
    ])  # fmt: skip


def diary():
    members = Membership.objects.order_by("pk").values_list("participation", "cluster")
    kept(DiaryEntry, [
        DiaryEntry(participation_id=school, cluster_id=cluster, kind="action", text=TEXT,
                   happened_on=alerts.ago(10 * k).date())
        for school, cluster in members for k in range(3)
    ])  # fmt: skip


def asked(sheets):
    """A round of everybody that has closed, with so many sheets, and one that is open."""
    version = making.instrument()
    version.document = to_document(closing_round.form_of_forty())
    version.save()
    cohort, schools = Cohort.objects.get(), list(Participation.objects.order_by("pk"))
    spans = {"baseline": (-90, -60, sheets), "mid": (-10, 5, sheets // 4)}
    for occasion, (opens, closes, number) in spans.items():
        when = {"opens_at": making.in_days(opens), "closes_at": making.in_days(closes)}
        wave = Wave.objects.create(
            cohort=cohort,
            instrument=version,
            occasion=occasion,
            started_by=make.person(),
            **when,
        )
        rounds = kept(Round, [
            Round(instrument=version, wave=wave, participation=one, occasion=occasion, **when)
            for one in schools
        ])  # fmt: skip
        kept(Invited, [
            Invited(round=one, voice=voice, people=100)
            for one in rounds for voice in closing_round.SHARES
        ])  # fmt: skip
        closing_round.fill(number, random.Random(occasion), rounds)
    close_rounds(with_owners(Round.objects.filter(occasion="baseline")).order_by("pk"), by=None)


def pages():
    """Name, who asks, address."""
    cluster = Cluster.objects.order_by("pk").first()
    member = cluster.memberships.filter(side="mentee").select_related("participation__school")
    ours = member.order_by("pk").first().participation
    head = User.objects.get(
        pk=Role.objects.get(kind="head", place=ours.school.public_id).person_id
    )
    marta = User.objects.filter(roles__kind="coordinator").order_by("pk").first()
    thread = Thread.objects.order_by("pk").first()
    closed, running = Round.objects.filter(participation=ours).order_by("opens_at")
    token = running.invited.get(voice="teachers").token
    goal = Goal.objects.filter(participation=ours).first()
    inside = {"cluster": cluster.public_id}
    for name, person, route, at in (
        ("a thread of 50 posts", head, "talk:thread", {"thread": thread.public_id}),
        ("this week", head, "home:this-week", {}),
        ("this week, coordinator", marta, "home:this-week", {}),
        ("a cluster's workspace", head, "clusters:cluster", inside),
        ("overview", marta, "networks:overview", {"cc": "it"}),
        ("public home", None, "home:home", {}),
        ("answering, five statements", None, "answering:page", {"token": token, "number": 1}),
        ("report of a self-assessment", head, "reports:report", {"rnd": closed.public_id}),
        ("a school", head, "schools:school-named", _named(ours.school)),
        ("agenda", head, "cycles:agenda", inside),
        ("goal plan", head, "cycles:plan", {"par": ours.public_id}),
        ("a goal", head, "cycles:goal", {"goal": goal.public_id}),
        ("diary", head, "diary:cluster", inside),
    ):
        yield name, person, reverse(route, kwargs=at)


def _named(school):
    return {"school": school.public_id, "slug": slugify(school.name)}


class Page:
    """One page, measured."""

    def __init__(self, name, person, address, times):
        self.name, self.address = name, address
        self.client = Client()
        if person is not None:
            self.client.force_login(person)
        for _time in range(5):
            answer = self.ask(address)
        assert answer.status_code == 200, (address, answer.status_code)
        with CaptureQueriesContext(connection) as queries:
            self.ask(address)
        self.queries = len(queries)
        self.works, self.walls = [], []
        for _time in range(times):
            wall, work = time.perf_counter(), time.process_time()
            answer = self.ask(address)
            self.works.append(1000 * (time.process_time() - work))
            self.walls.append(1000 * (time.perf_counter() - wall))
        self.work = statistics.median(self.works)
        self.wall = statistics.quantiles(self.walls, n=4)[2]
        self.html = len(answer.content)
        self.drawn_in(body_of(answer))

    def ask(self, address):
        return self.client.get(address, **SECURE)

    def drawn_in(self, html):
        """What a browser fetches for the first view, each once."""
        files = re.findall(
            r'<(?:link rel="(?:stylesheet|icon)" href|script src)="([^"]+)"', html
        )
        files += re.findall(r'<img(?![^>]*loading="lazy")[^>]* src="([^"]+)"', html)
        files = sorted(set(files))
        work = time.process_time()
        answers = [self.ask(one) for one in files]
        sizes = [len(b"".join(one.streaming_content)) for one in answers]
        self.view = self.work + 1000 * (time.process_time() - work)
        assert {one.status_code for one in answers} <= {200}, files
        self.requests, self.bytes = 1 + len(files), self.html + sum(sizes)

    def over(self, large):
        """What is over its budget, in words."""
        budget = 10_000 if large else BUDGETS.get(self.name, 25)
        told = {
            f"CPU {budget} ms": self.work > budget,
            f"{QUERIES} queries": self.queries > QUERIES,
            f"{REQUESTS} requests": self.requests > REQUESTS,
            f"{BYTES // 1000} kB": self.bytes > BYTES,
            f"{WALL} ms": large and self.wall > WALL,
            f"view {VIEW} ms": not large and self.view > VIEW,
        }
        return [name for name, is_over in told.items() if is_over]

    def tell(self, large):
        budget = "" if large else BUDGETS.get(self.name, 25)
        told = ", ".join(f"over {one}" for one in self.over(large)) or "ok"
        print(
            f"{self.name:28} | {self.work:6.1f} | {min(self.works):5.1f} | {budget:>6} | {self.view:7.1f} | "
            f"{self.wall:6.0f} | {self.queries:7} | {self.html / 1000:7.1f} | "
            f"{self.requests:8} | {self.bytes / 1000:7.1f} | {told}",
            flush=True,
        )


def body_of(answer):
    packed = answer.headers.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--times", type=int, default=41)
    given = parser.parse_args()
    serve.prepare()
    began = time.perf_counter()
    if Cluster.objects.first() is None:  # a database that CORDATA_DATABASE names is filled once
        seed(*((2500, 125_000) if given.large else (25, 12_500)))
    engine = settings.DATABASES["default"]["ENGINE"].rpartition(".")[2]
    print(f"{engine}: {User.objects.count():,} people, {Cluster.objects.count():,} clusters, "
          f"{Answers.objects.count():,} sheets of 40; made in {time.perf_counter() - began:.0f} s\n")  # fmt: skip
    print(f"{'page':28} | CPU ms | least | budget | view ms | p75 ms | queries | HTML kB | "
          "requests | view kB | ")  # fmt: skip
    with translation.override("it"):
        measured = [Page(*one, given.times) for one in pages()]
    for page in measured:
        page.tell(given.large)
    raise SystemExit(any(page.over(given.large) for page in measured))


if __name__ == "__main__":
    main()
