"""A registered analysis as ``cordata analyse`` reads it."""

import json
from typing import Any

from cordata.evidence.models import Analysis


def as_toml(analysis: Analysis) -> str:
    """Method, seed and every field of the spec that is set."""
    ask = analysis.ask
    lines = [f"method = {_value(ask['method'])}", f"seed = {ask['seed']}", "", "[spec]"]
    fields = [
        f"{name} = {_value(value)}" for name, value in ask["spec"].items() if value is not None
    ]
    return "\n".join([*lines, *fields])


def _value(value: Any) -> str:
    # Text, numbers, true and false, and lists of them are written in TOML as in JSON.
    return json.dumps(value, ensure_ascii=False)
