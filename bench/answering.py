"""A national round: many people answer at once, to a really served Cordata.

    python3 run.py bench answering --clients 24 --seconds 15

Measures complete answers of 40 statements accepted in a second, in two ways: all statements
in one sending, as a device sends that was without a line, and page by page, as a browser
does it (a page is sent, and the next is fetched). A new SQLite file, and PostgreSQL too if
CORDATA_BENCH_DATABASE_URL names an empty database. Counts what was accepted against what is
stored: none may be lost.
"""

import argparse
import asyncio
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from uuid import uuid4

ROOT = Path(__file__).resolve().parents[1]
ITEMS, SCHOOLS = 40, 50
FORM = re.compile(rb'type="hidden" name="(\w+)" value="([^"]*)"')


def prepare(database, folder):
    """Fifty schools with a round of 40 statements; the tokens of their teachers' links."""
    script = (
        "import django; django.setup();"
        "from bench.answering import seed; print(' '.join(seed()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(database, folder), cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.split()


def seed():
    """Runs in a process that has the database of this bench."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    from cordata.analysis.forms.document import to_document
    from tests import factories as make
    from tests.surveys import making

    version = making.instrument()
    type(version).objects.filter(pk=version.pk).update(document=to_document(form_of_forty()))
    cohort, anna = make.cohort(), make.person("Anna")
    schools = [make.mentee(cohort, name=f"IC {number}") for number in range(SCHOOLS)]
    rounds = [making.started(one, anna, version=version) for one in schools]
    return [making.link(one) for one in rounds]


def form_of_forty():
    """Eight areas of five statements, for three voices."""
    from cordata.analysis.forms.definition import Choice, Form, Group, Question
    from tests.surveys import making

    scale = tuple(Choice(name, {"en": name}) for name in making.SCALE)
    groups = tuple(
        Group(
            f"g{area}",
            tuple(
                Question(f"{area}{n}", "select_one", {"en": f"In our school {n}"},
                         choices="scale", area=area, core=True, voices=making.VOICES)
                for n in range(1, 6)
            ),
        )
        for area in "ABCDEFGH"
    )  # fmt: skip
    return Form({"en": "Bench"}, ("en",), groups, {"scale": scale})


def environment(database, folder):
    """Served for real, but for the secret."""
    return os.environ | {
        "CORDATA_DATABASE": database,
        "CORDATA_DEBUG": "no",
        "CORDATA_SECRET_KEY": "only for this bench, " * 4,
        "CORDATA_HOSTS": "127.0.0.1",
        "CORDATA_ADDRESS": "http://127.0.0.1",
        "CORDATA_HTTPS": "no",
        "CORDATA_FILES": f"{folder}/files",
        "CORDATA_STATIC": f"{folder}/static",
        "DJANGO_SETTINGS_MODULE": "cordata.settings",
    }


def serve(database, folder):
    """Cordata on a free port, with two processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "cordata.cli.main", "serve", "--port", str(port),
         "--processes", "2", "--no-worker"],
        env=environment(database, folder), cwd=ROOT,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    for _ in range(300):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=1):
                return server, port
        except OSError:
            time.sleep(0.2)
    raise SystemExit("it never answered")


class Person:
    """Somebody who answers, over one connection that stays open; then the next person."""

    def __init__(self, port):
        self.port = port
        self.took = []
        self.cookie = ""
        self.accepted = self.faults = self.requests = 0

    async def work(self, tokens, until, answer):
        """One sheet after the other, at another school each time."""
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        at = id(self) % len(tokens)
        while time.perf_counter() < until:
            began = time.perf_counter()
            if await answer(self, tokens[at % len(tokens)]):
                self.accepted += 1
                self.took.append(time.perf_counter() - began)
            else:
                self.faults += 1
            at += 1
        self.writer.close()

    async def ask(self, method, path, body=""):
        """Status, headers and body."""
        head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {self.cookie}\r\n"
        if body:
            head += "Content-Type: application/x-www-form-urlencoded\r\n"
        self.writer.write(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
        headers = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        length = re.search(r"content-length: (\d+)", headers, re.IGNORECASE)
        content = await self.reader.readexactly(int(length[1])) if length else b""
        self.requests += 1
        held = re.search(r"set-cookie: ([^;]*)", headers, re.IGNORECASE)
        self.cookie = held[1] if held else self.cookie
        return int(headers[9:12]), headers, content


async def at_once(person, token):
    """All statements in one sending."""
    names = [f"{area}{n}" for area in "ABCDEFGH" for n in range(1, 6)]
    chosen = "&".join(f"{name}=4" for name in names)
    body = f"receipt={uuid4()}&turn=0&asked={','.join(names)}&{chosen}"
    status, headers, _page = await person.ask("POST", f"/en/a/{token}/all/", body)
    return status == 302 and "/end/" in headers


async def by_page(person, token):
    """Eight pages: each fetched, filled and sent; then sent off."""
    person.cookie, path = "", f"/en/a/{token}/1/"
    while True:
        status, _headers, page = await person.ask("GET", path)
        if status != 200:
            return False
        hidden = "&".join(
            f"{name.decode()}={value.decode()}" for name, value in FORM.findall(page)
        )
        asked = re.search(rb'name="asked" value="([^"]*)"', page)
        if asked is None:
            status, headers, _page = await person.ask("POST", path, f"{hidden}&go=plain")
            return status == 302 and "/end/" in headers
        chosen = "&".join(f"{name}=4" for name in asked[1].decode().split(","))
        status, headers, _page = await person.ask("POST", path, f"{hidden}&go=next&{chosen}")
        if status != 302:
            return False
        path = re.search(r"location: (\S+)", headers, re.IGNORECASE)[1]


async def hurry(port, tokens, clients, seconds, answer):
    """Everybody at once, for so many seconds."""
    people = [Person(port) for _ in range(clients)]
    until = time.perf_counter() + seconds
    await asyncio.gather(*(one.work(tokens, until, answer) for one in people))
    return people


def measure(database, clients, seconds):
    """Both ways on one database; a line of figures for each."""
    with tempfile.TemporaryDirectory() as folder:
        tokens = prepare(database or f"sqlite:///{folder}/b.sqlite3", folder)
        database = database or f"sqlite:///{folder}/b.sqlite3"
        server, port = serve(database, folder)
        try:
            stored = 0
            for way in (at_once, by_page):
                began = time.perf_counter()
                people = asyncio.run(hurry(port, tokens, clients, seconds, way))
                whole = time.perf_counter() - began
                now = sent_in(database, folder)
                tell(database, way, people, whole, now - stored)
                stored = now
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.wait(timeout=20)


def sent_in(database, folder):
    """How many sheets have been sent, as the database says."""
    script = (
        "import django; django.setup();"
        "from cordata.surveys.models import Answers;"
        "print(Answers.objects.exclude(finished_on=None).count())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(database, folder), cwd=ROOT,
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(done.stdout)


def tell(database, way, people, whole, stored):
    """Accepted and stored must be the same number."""
    took = sorted(one for person in people for one in person.took)
    accepted = sum(one.accepted for one in people)
    print(
        f"{database.partition(':')[0]:>10} | {way.__name__:>7} | {len(people):>7} | "
        f"{accepted:>8} | {stored:>6} | {accepted - stored:>4} | "
        f"{sum(one.faults for one in people):>6} | {accepted / whole:>9.1f} | "
        f"{sum(one.requests for one in people) / whole:>10.0f} | "
        f"{statistics.median(took) * 1000:>9.0f} | {took[int(len(took) * 0.95)] * 1000:>7.0f}",
        flush=True,
    )


def main():
    """SQLite, then PostgreSQL if there is one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=24)
    parser.add_argument("--seconds", type=float, default=15)
    given = parser.parse_args()
    print(
        "  database |     way | clients | accepted | stored | lost | faults | answers/s | "
        "requests/s | median ms | 95 % ms"
    )
    measure("", given.clients, given.seconds)
    if os.environ.get("CORDATA_BENCH_DATABASE_URL"):
        measure(os.environ["CORDATA_BENCH_DATABASE_URL"], given.clients, given.seconds)


if __name__ == "__main__":
    main()
