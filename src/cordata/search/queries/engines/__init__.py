"""The two databases behind one small interface."""

from cordata.search.queries.engines.engine import Engine, engine

__all__ = ["Engine", "engine"]
