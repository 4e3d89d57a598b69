"""A database of its own that two processes can open: one of them will be killed."""

import os
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

from tests import copies

HERE = Path(__file__).parent


class Victim:
    """Cordata in other processes, over one database, that may die at any moment."""

    def __init__(self, address):
        self.env = dict(os.environ, CORDATA_DATABASE=address, CORDATA_DEBUG="yes")

    def run(self, script):
        """Run a part of ``scripts.py`` to its end; returns what it says."""
        done = subprocess.run(
            self._command(script), env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip().splitlines()

    def kill_at(self, script, word):
        """Run a part and kill it (no goodbye) as soon as it says ``word``."""
        child = subprocess.Popen(
            self._command(script), env=self.env, stdout=subprocess.PIPE, text=True
        )
        for line in child.stdout:
            if line.strip() == word:
                break
        else:
            raise AssertionError(f"{script} never said {word}")
        time.sleep(0.05)
        child.kill()
        child.wait()

    @staticmethod
    def _command(script):
        return [sys.executable, "-m", "tests.killing.scripts", script]


@pytest.fixture
def victim(tmp_path):
    server = os.environ.get("CORDATA_DATABASE", "")
    if server.startswith("postgres"):
        name = f"victim_{uuid.uuid4().hex[:10]}"
        migrated = copies.template(server)
        copies.administer(server, f'CREATE DATABASE "{name}" TEMPLATE "{migrated}"')
        made = Victim(f"{server.rpartition('/')[0]}/{name}")
        made.run("prepare")
        yield made
        copies.administer(server, f'DROP DATABASE "{name}" WITH (FORCE)')
        return
    copies.copy_file(tmp_path / "victim.sqlite3")
    made = Victim(f"sqlite:///{tmp_path.as_posix()}/victim.sqlite3")
    made.run("prepare")
    yield made
