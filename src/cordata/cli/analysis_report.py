"""What an analysis found, as a page of Markdown that reads without any other file."""

from collections.abc import Iterator, Mapping
from typing import Any

from cordata.evidence.queries.words import remedy, sentence

SHOWN = 6  # significant digits; result.json has all of them


def report(found: Mapping[str, Any]) -> str:
    """The page; after a refusal the reasons stand where the numbers would."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Mapping[str, Any]) -> Iterator[str]:
    result = found["result"]
    yield f"# {result['method']}: {result['estimand']}"
    yield ""
    yield from _refusal(result) if result["refused"] else _numbers(result)
    yield from _sizes(result)
    yield from _checks(result)
    yield from _more(result)
    yield "## Where it comes from"
    yield ""
    yield f"Cordata {found['code']}, seed {result['seed']}. " + ", ".join(
        f"{name} {version}" for name, version in found["environment"].items()
    )
    yield ""
    yield from (f"- {name}: `{address}`" for name, address in found["addresses"].items())
    yield ""
    yield "Asked:"
    yield ""
    yield from (f"- {name}: {_value(value)}" for name, value in found["ask"]["spec"].items())


def _refusal(result: Mapping[str, Any]) -> Iterator[str]:
    yield "**No number is shown.** The inputs do not allow it:"
    yield ""
    yield from (_check(one) for one in result["checks"] if one["level"] == "refuse")
    yield ""


def _numbers(result: Mapping[str, Any]) -> Iterator[str]:
    yield "| estimate | value | error | interval | df | p |"
    yield "|---|---:|---:|---|---:|---:|"
    for name, one in result["estimates"].items():
        interval = "not to be said"
        if one["low"] is not None or one["high"] is not None:
            share = f"{100 * one['level']:g} %"
            interval = f"{_value(one['low'])} to {_value(one['high'])} ({share})"
        cells = (_value(one[key]) for key in ("value", "error"))
        tail = (_value(one[key]) for key in ("df", "p"))
        yield "| " + " | ".join((name, *cells, interval, *tail)) + " |"
    yield ""


def _sizes(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## How many stand behind it"
    yield ""
    for arm, size in result["sizes"].items():
        yield f"- {arm}: {size['rows']} rows, {size['schools']} schools, {size['groups']} groups"
    yield ""


def _checks(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## What was looked at"
    yield ""
    yield from (_check(one) for one in result["checks"])
    yield ""


def _check(one: Mapping[str, Any]) -> str:
    words = " ".join(filter(None, (sentence(one), remedy(one))))
    return f"- {one['level']}: {words} `{one['code']}`"


def _more(result: Mapping[str, Any]) -> Iterator[str]:
    if not result["more"]:
        return
    yield "## Diagnostics"
    yield ""
    yield from (f"- {name}: {_value(value)}" for name, value in result["more"].items())
    yield ""


def _value(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.{SHOWN}g}"
    if isinstance(value, list):
        return ", ".join(_value(one) for one in value) or "none"
    return str(value)
