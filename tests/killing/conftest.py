"""A database of its own that two processes can open: one of them will be killed."""

import os
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

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


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """An address of a database as every test begins with it, made once; each test gets a copy."""
    address = os.environ.get("CORDATA_DATABASE", "")
    if not address.startswith("postgres"):
        folder = tmp_path_factory.mktemp("prepared")
        made = f"sqlite:///{folder.as_posix()}/prepared.sqlite3"
        Victim(made).run("prepare")
        yield made
        return
    name = f"prepared_{uuid.uuid4().hex[:10]}"
    _administer(address, f'CREATE DATABASE "{name}"')
    made = f"{address.rpartition('/')[0]}/{name}"
    Victim(made).run("prepare")
    yield made
    _administer(address, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def victim(prepared, tmp_path):
    if prepared.startswith("sqlite"):
        copy = tmp_path / "victim.sqlite3"
        shutil.copy(prepared.removeprefix("sqlite:///"), copy)
        yield Victim(f"sqlite:///{copy.as_posix()}")
        return
    base, _slash, original = prepared.rpartition("/")
    name = f"victim_{uuid.uuid4().hex[:10]}"
    _administer(
        os.environ["CORDATA_DATABASE"], f'CREATE DATABASE "{name}" TEMPLATE "{original}"'
    )
    yield Victim(f"{base}/{name}")
    _administer(os.environ["CORDATA_DATABASE"], f'DROP DATABASE "{name}" WITH (FORCE)')


def _administer(address, statement):
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(statement)
