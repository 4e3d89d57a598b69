"""An ask as the TOML that ``cordata analyse`` reads."""

import json
import tomllib
from collections.abc import Mapping
from typing import Any

from cordata.analysis.methods import KNOWN, read_ask
from cordata.analysis.specs import plain


def ask_as_toml(ask: Mapping[str, Any]) -> str:
    """{"method", "seed", "spec"} as a file. A field that is None is left out: that is its default.

    Raises ValueError if the file would ask anything else.
    """
    lines = [f"method = {_value(ask['method'])}", f"seed = {ask['seed']}"]
    known = [name for name in KNOWN if name in ask]
    lines += [f"{name} = {_value(ask[name])}" for name in known]
    lines += ["", "[spec]"]
    lines += [f"{name} = {_value(one)}" for name, one in ask["spec"].items() if one is not None]
    text = "\n".join(lines) + "\n"
    again, first = read_ask(tomllib.loads(text)), read_ask(ask)
    if plain(again.spec) != plain(first.spec):
        raise ValueError(f"{ask['method']}: its spec cannot be written as TOML")
    return text


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    if isinstance(value, Mapping):
        inside = ", ".join(f"{json.dumps(name)} = {_value(one)}" for name, one in value.items())
        return f"{{{inside}}}"
    return repr(value)
