"""The two databases behind one small interface."""

from django.db import connection

from cordata.search.queries.engines.engine import Engine

__all__ = ["Engine", "engine"]


def engine() -> Engine:
    """That of the database in use."""
    if connection.vendor == "postgresql":
        from cordata.search.queries.engines.postgresql import PostgreSQL

        return PostgreSQL()
    from cordata.search.queries.engines.sqlite import SQLite

    return SQLite()
