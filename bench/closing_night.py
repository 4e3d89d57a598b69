"""The last minutes of a call: many schools save and send at once, to a really served Cordata.

    python3 run.py bench closing_night --clients 200

Each client opens its application, saves eight times and sends. A new SQLite file, unless
CORDATA_DATABASE names another database, which must be empty.
"""

import argparse
import http.cookiejar
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import urllib.request
from pathlib import Path

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("CORDATA_DEBUG", "yes")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cordata.settings")
os.environ.setdefault("CORDATA_DATABASE", f"sqlite:///{Path(FOLDER.name).as_posix()}/b.sqlite3")
os.environ.setdefault("CORDATA_FILES", f"{FOLDER.name}/files")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402

from cordata.calls.models import Application  # noqa: E402
from tests import factories as make  # noqa: E402
from tests.calls import making  # noqa: E402

SAVES = 8


def prepare(clients):
    """A call with one filled application for each client; their links' secrets."""
    call_command("migrate", verbosity=0)
    cohort, marta = make.cohort(), make.coordinator()
    make.topic("stem")
    call = making.published(cohort, marta)
    schools = [make.mentee(cohort, name=f"IC {number}").school for number in range(clients)]
    return [making.filled(call, school)[1] for school in schools]


def serve():
    """Cordata on a free port, as it is served for real."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cordata.cli.main", "serve", "--port", str(port)]
    server = subprocess.Popen(
        [*command, "--processes", "2"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    for _ in range(300):
        if answers(f"{address}/health"):
            return server, address
        time.sleep(0.2)
    raise SystemExit("it never answered")


def answers(address):
    """Whether somebody is there."""
    try:
        with urllib.request.urlopen(address, timeout=1) as answer:
            return answer.status == 200
    except OSError:
        return False


class Client(threading.Thread):
    """One school in a hurry."""

    def __init__(self, address, token):
        super().__init__()
        self.base = f"{address}/it/apply/{token}/"
        self.took, self.faults = [], []
        jar = http.cookiejar.CookieJar()
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))

    def run(self):
        try:
            page = self.ask(self.base)
            for number in range(SAVES):
                page = self.ask(
                    self.base, page, motivation=f"Salvataggio {number}", seen=seen_in(page)
                )
            self.ask(f"{self.base}check/", self.ask(f"{self.base}check/"), sent_by="Anna")
        except OSError as fault:
            self.faults.append(str(fault))

    def ask(self, address, page="", **fields):
        data = None
        if fields:
            fields["csrfmiddlewaretoken"] = re.search(
                r'csrfmiddlewaretoken" value="(\w+)"', page
            )[1]
            data = urllib.parse.urlencode(fields).encode()
        began = time.perf_counter()
        with self.browser.open(address, data, timeout=60) as answer:
            html = answer.read().decode()
        self.took.append(time.perf_counter() - began)
        return html


def seen_in(page):
    """The versions that the page showed, as the form sends them back."""
    return re.search(r'name="seen" value="([^"]*)"', page)[1].replace("&quot;", '"')


def main():
    """Prepare, serve, hurry, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clients", type=int, default=200)
    given = parser.parse_args()
    tokens = prepare(given.clients)
    server, address = serve()
    try:
        clients = [Client(address, token) for token in tokens]
        began = time.perf_counter()
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        whole = time.perf_counter() - began
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
    tell(clients, whole)


def tell(clients, whole):
    """One line of figures; and whether every school got in, with numbers without gaps."""
    took = sorted(one for client in clients for one in client.took)
    faults = [fault for client in clients for fault in client.faults]
    numbers = sorted(
        int(number[-3:])
        for number in Application.objects.exclude(number="").values_list("number", flat=True)
    )
    print("clients | requests | faults | whole s | per s | median ms | 95 % ms | longest ms")
    print(
        f"{len(clients):>7} | {len(took):>8} | {len(faults):>6} | {whole:7.1f} | "
        f"{len(took) / whole:5.0f} | {statistics.median(took) * 1000:9.0f} | "
        f"{took[int(len(took) * 0.95)] * 1000:7.0f} | {took[-1] * 1000:10.0f}"
    )
    print("sent:", len(numbers), "- without gaps:", numbers == list(range(1, len(clients) + 1)))
    for fault in faults[:5]:
        print(fault)


if __name__ == "__main__":
    main()
