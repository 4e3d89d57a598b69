"""Turn one address into Django's database settings: SQLite by default, PostgreSQL in earnest."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

SQLITE_PRAGMAS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"


def from_address(address: str) -> dict[str, Any]:
    """Settings for ``sqlite:///path`` or ``postgresql://user:password@host:port/name``.

    A path after three slashes is relative to the working directory; after four, absolute.
    """
    kind, _, rest = address.partition("://")
    if kind == "sqlite":
        return _sqlite(Path(rest.removeprefix("/")))
    if kind in {"postgres", "postgresql"}:
        return _postgresql(address)
    raise ImproperlyConfigured(
        f"CORDATA_DATABASE must start with sqlite:// or postgresql://, not {address!r}."
    )


def _sqlite(path: Path) -> dict[str, Any]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # A writer takes its lock at BEGIN, so that two never wait for each other.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgresql(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        # Compiling a query takes 25 ms or more, and pages ask none that would earn it back.
        "OPTIONS": {"pool": True, "options": "-c jit=off"},
    }
