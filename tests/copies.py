"""A migrated database is made once for each set of migrations; tests work on copies of it.

To migrate takes half a minute, to copy a moment. Copies of SQLite lie in memory, those of PostgreSQL
are made by the server from a template.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import psycopg
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "migrated"


def _fingerprint() -> str:
    """Of everything that decides what a migrated database is; texts stand beside migrations."""
    source = ROOT / "src" / "cordata"
    files = sorted([*source.glob("**/migrations/*.py"), *source.glob("*/*/*.md")])
    content = b"".join(file.read_bytes() for file in [*files, ROOT / "uv.lock"])
    return hashlib.sha256(content).hexdigest()[:16]


def _migrate(address: str) -> None:
    env = os.environ | {"CORDATA_DATABASE": address, "CORDATA_DEBUG": "yes"}
    env |= {"DJANGO_SETTINGS_MODULE": "cordata.settings"}
    command = [sys.executable, "-m", "django", "migrate", "--verbosity", "0"]
    subprocess.run(command, env=env, check=True, cwd=ROOT)


def migrated_file() -> Path:
    """The migrated database of SQLite; made, if there is none of these migrations."""
    file = FOLDER / f"{_fingerprint()}.sqlite3"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / "lock"):
        if not file.exists():
            for old in FOLDER.glob("*.sqlite3*"):
                old.unlink()
            unfinished = file.with_suffix(".unfinished")
            unfinished.unlink(missing_ok=True)
            _migrate(f"sqlite:///{unfinished.as_posix()}")
            unfinished.rename(file)
    return file


def fill(connection: sqlite3.Connection) -> None:
    """Put a copy of the migrated database where ``connection`` leads."""
    source = sqlite3.connect(migrated_file())
    source.backup(connection)
    source.close()


def copy_file(to: Path) -> None:
    """A copy of its own, which other processes can open."""
    shutil.copy(migrated_file(), to)


def template(server: str) -> str:
    """The name of the migrated database on a server; made, if there is none of these migrations."""
    name = f"cordata_migrated_{_fingerprint()}"
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / "lock"):
        if not administer(server, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            old = "SELECT datname FROM pg_database WHERE datname LIKE 'cordata_migrated_%'"
            for database in administer(server, old):
                administer(server, f'DROP DATABASE "{database}"')
            administer(server, f'CREATE DATABASE "{name}_unfinished"')
            _migrate(f"{server.rpartition('/')[0]}/{name}_unfinished")
            administer(server, f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return name


def administer(server: str, statement: str) -> list[str]:
    """Run a statement outside of any transaction; the first column of what it found."""
    with psycopg.connect(server, autocommit=True) as connection:
        done = connection.execute(statement)  # type: ignore[arg-type]  # names of our own
        return [row[0] for row in done.fetchall()] if done.description else []
