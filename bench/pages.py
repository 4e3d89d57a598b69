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
import gzip
import os
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

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402
from django.utils.text import slugify  # noqa: E402

from bench.seeding.network import seed  # noqa: E402
from cordata.accounts.models import Role, User  # noqa: E402
from cordata.cli import serve  # noqa: E402
from cordata.clusters.models import Cluster  # noqa: E402
from cordata.cycles.models import Goal, Thread  # noqa: E402
from cordata.surveys.models import Answers, Round  # noqa: E402

SECURE = {
    "SERVER_NAME": "localhost",
    "HTTP_ACCEPT_ENCODING": "gzip, br",
    "HTTP_ACCEPT": "text/html",
}
QUERIES, REQUESTS, BYTES, WALL, VIEW = 15, 8, 60_000, 200, 40
PICTURES = 200_000  # those too that are drawn when somebody scrolls
# Milliseconds of the processor on the small network, 25 where nothing is said. Two pages draw more
# (a map, a band of similar schools); for them, as for all, the first view counts.
BUDGETS = {
    "a thread of 50 posts": 20, "public home": 6,
    "clusters of a country": VIEW, "report of a self-assessment": VIEW,
}  # fmt: skip


def pages():
    """Name, who asks, address."""
    cluster = Cluster.objects.order_by("pk").first()
    ours, leading = _first(cluster, "mentee"), _first(cluster, "mentor")
    head = _head(ours)
    marta = User.objects.filter(roles__kind="coordinator").order_by("pk").first()
    thread = Thread.objects.order_by("pk").first()
    closed, running = Round.objects.filter(participation=ours).order_by("opens_at")
    token = running.invited.get(voice="teachers").token
    goal = Goal.objects.filter(participation=ours).first()
    inside = {"cluster": cluster.public_id}
    for name, person, route, at in (
        ("a thread of 50 posts", head, "talk:thread", {"thread": thread.public_id}),
        ("this week", head, "home:this-week", {}),
        ("this week, mentor", _head(leading), "home:this-week", {}),
        ("this week, coordinator", marta, "home:this-week", {}),
        ("a cluster's workspace", head, "clusters:cluster", inside),
        ("overview", marta, "networks:overview", {"cc": "it"}),
        ("clusters that would like a call", marta, "coordinating:to-call", {"cc": "it"}),
        ("clusters of a country", marta, "clusters:coordinated", {"cc": "it"}),
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


def _first(cluster, side):
    members = cluster.memberships.filter(side=side).select_related("participation__school")
    return members.order_by("pk").first().participation


def _head(participation):
    return Role.objects.get(kind="head", place=participation.school.public_id).person


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
        _quarter, self.half, self.wall = statistics.quantiles(self.walls, n=4)
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
        later = re.findall(r'<img(?=[^>]*loading="lazy")[^>]* src="([^"]+)"', html)
        self.later = sum(len(b"".join(self.ask(one).streaming_content)) for one in set(later))
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
            f"{PICTURES // 1000} kB with its pictures": self.bytes + self.later > PICTURES,
            f"{WALL} ms": large and self.wall > WALL,
            f"view {VIEW} ms": not large and self.view > VIEW,
        }
        return [name for name, is_over in told.items() if is_over]

    def tell(self, large):
        budget = "" if large else BUDGETS.get(self.name, 25)
        told = ", ".join(f"over {one}" for one in self.over(large)) or "ok"
        print(
            f"{self.name:31} | {self.work:6.1f} | {min(self.works):5.1f} | {budget:>6} | {self.view:7.1f} | "
            f"{self.half:6.0f} | {self.wall:6.0f} | {self.queries:7} | {self.html / 1000:7.1f} | "
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
    print(f"{'page':31} | CPU ms | least | budget | view ms | p50 ms | p75 ms | queries | HTML kB | "
          "requests | view kB | ")  # fmt: skip
    with translation.override("it"):
        measured = [Page(*one, given.times) for one in pages()]
    for page in measured:
        page.tell(given.large)
    raise SystemExit(any(page.over(given.large) for page in measured))


if __name__ == "__main__":
    main()
