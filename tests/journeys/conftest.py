"""A served Cordata with its own database, and a real browser in front of it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

from tests import copies

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run",
]  # fmt: skip
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demo, served by the real server on a free port."""
    folder = tmp_path_factory.mktemp("demo")
    copies.copy_file(folder / "cordata.sqlite3")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("CORDATA_")
    } | {
        "CORDATA_DEMO": "yes",
        "CORDATA_DEMO_REGISTER": "no",
        "CORDATA_DEMO_YEAR": "no",
        "CORDATA_CATALOGUE": "yes",
    }
    log = (folder / "log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "cordata.cli.main", "demo", "--port", str(port),
         "--folder", str(folder)],
        env=env, stdout=log, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/en/health/", server, folder / "log")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=20)
        log.close()


def _wait_for(address, server, log):
    patience = time.monotonic() + 300  # it loads a whole year, on slow machines, too
    while time.monotonic() < patience:
        if server.poll() is not None:
            raise AssertionError(f"the demo stopped:\n{log.read_text()[-2000:]}")
        try:
            with urllib.request.urlopen(address, timeout=2) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the demo never answered")


@pytest.fixture(scope="session")
def chromium():
    with sync_playwright() as playwright:
        path = os.environ.get("CORDATA_CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def shut(page):
    """Close a tab, as a person does. Plain ``close`` waits for Chromium to say that the tab is gone,
    which after a sending that outlives its page it at times never says.
    """
    with suppress(Error):  # it is closed already, or while it is asked
        page.close(run_before_unload=True)
        time.sleep(0.2)  # it takes a moment


class Visitor:
    """Somebody with a browser. Notices errors, other hosts, and pages that overflow."""

    def __init__(self, chromium, site, **options):
        self.scripts = options["java_script_enabled"]
        self.context = chromium.new_context(base_url=site, **options)
        self.page = self.context.new_page()
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("console", self._listen)
        self.page.on("request", lambda request: self._leave(request.url, site))

    def _listen(self, message):
        # A line that a test cuts itself is no fault.
        expected = ("status of 4", "ERR_INTERNET_DISCONNECTED", "Failed to fetch")
        if message.type == "error" and not any(one in message.text for one in expected):
            self.faults.append(f"console: {message.text}")

    def _leave(self, url, site):
        if not url.startswith((site, "data:")):
            self.faults.append(f"asked another host: {url}")

    def sign_in(self, email, language="en"):
        """Sign in by the code that the demo shows on its mail page."""
        self.page.goto(f"/{language}/sign-in/")
        self.page.fill("#id_email", email)
        self.page.click("main button.btn")
        self.page.wait_for_selector("#id_code")
        letters = self.context.request.get(f"/{language}/letters/").text()
        code = re.search(r"\b(\d{3}) (\d{3})\b", letters).groups()
        self.page.fill("#id_code", "".join(code))
        self.page.click("main button.btn")
        self.page.wait_for_url(f"**/{language}/home/")

    def check(self):
        """No accessibility fault, no overflow, no error so far."""
        from axe_playwright_python.sync_playwright import Axe

        if self.scripts:
            options = {"runOnly": {"type": "tag", "values": AXE_TAGS}}
            found = Axe().run(self.page, options=options)
            for violation in found.response["violations"]:
                nodes = [node["html"][:120] for node in violation["nodes"][:3]]
                self.faults.append(f"axe {violation['id']}: {nodes}")
        wide = self.page.evaluate(
            "() => document.documentElement.scrollWidth > window.innerWidth + 1"
        )
        if wide:
            self.faults.append(f"overflow on {self.page.url}")
        assert self.faults == [], self.page.url


@pytest.fixture
def visit(chromium, site):
    """Open a browser of some shape: ``visit(width=390, scheme="dark", scripts=False)``."""
    opened = []

    def _visit(width=1280, scheme="light", *, scripts=True):
        visitor = Visitor(
            chromium,
            site,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        opened.append(visitor)
        return visitor

    yield _visit
    # No context is disposed of: Chromium at times never answers when it has a service worker.
    # The browser takes its contexts along when it closes.
    for visitor in opened:
        for page in visitor.context.pages:
            shut(page)


@pytest.fixture
def pictures():
    """Where pictures go when somebody wants to look: CORDATA_PICTURES=folder."""
    folder = os.environ.get("CORDATA_PICTURES")
    return Path(folder) if folder else None
