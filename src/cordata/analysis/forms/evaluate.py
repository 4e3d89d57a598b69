"""What an expression comes to, for the answers of one person. Never fails once it is read."""

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cordata.analysis.forms.expression import Answer, Constant, Node, Own

type Value = str | float | bool

EPOCH = dt.date(1970, 1, 1)
NUMBER = re.compile(r"\s*-?(?:\d+(?:\.\d*)?|\.\d+)\s*")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
LONGEST_MATCHED = 500  # a pattern looks at no more


@dataclass(frozen=True)
class Facts:
    """What an expression may ask: all answers, the own one, and the day."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    own: Any = ""
    today: dt.date | None = None


def evaluate(node: Node, facts: Facts) -> Value:
    """The value of an expression."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Answer):
        return written(facts.answers.get(node.name))
    if isinstance(node, Own):
        return written(facts.own)
    if node.name in LAZY:
        return LAZY[node.name](node.parts, facts)
    return KNOWN[node.name](*(evaluate(part, facts) for part in node.parts))


def written(answer: Any) -> str:
    """An answer as a form stores it: several choices parted by blanks, nothing as ""."""
    if answer is None:
        return ""
    if isinstance(answer, list | tuple):
        return " ".join(str(one) for one in answer)
    return text(answer)


def text(value: Any) -> str:
    """Any value as text; whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return "NaN" if math.isnan(value) else f"{value:.15g}"
    return str(value)


def number(value: Any) -> float:
    """Any value as a number; NaN for what is none."""
    if isinstance(value, str):
        if NUMBER.fullmatch(value):
            return float(value)
        return _days(value.strip()[:10]) if DAY.match(value.strip()) else math.nan
    return float(value)


def truth(value: Value) -> bool:
    """Whether a value counts as yes."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def _days(day: str) -> float:
    try:
        return float((dt.date.fromisoformat(day) - EPOCH).days)
    except ValueError:
        return math.nan


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return truth(one) == truth(other)
    if isinstance(one, float) or isinstance(other, float):
        return number(one) == number(other)
    return one == other


def _differs(one: Value, other: Value) -> bool:
    return not _same(one, other)


def _divided(one: Value, other: Value) -> float:
    top, bottom = number(one), number(other)
    if bottom:
        return top / bottom
    return math.nan if top == 0 or math.isnan(top) else math.copysign(math.inf, top)


def _rest(one: Value, other: Value) -> float:
    top, bottom = number(one), number(other)
    return math.fmod(top, bottom) if bottom and math.isfinite(top) else math.nan


def _rounded(value: Value, places: Value) -> float:
    what, to = number(value), number(places)
    if not math.isfinite(what) or not math.isfinite(to):
        return math.nan
    factor = 10.0 ** min(max(int(to), -12), 12)
    return math.floor(what * factor + 0.5) / factor


def _matches(value: Value, pattern: Value) -> bool:
    given = text(value)
    return len(given) <= LONGEST_MATCHED and bool(re.fullmatch(text(pattern), given))


KNOWN: dict[str, Callable[..., Value]] = {
    "=": _same,
    "!=": _differs,
    "<": lambda one, other: number(one) < number(other),
    "<=": lambda one, other: number(one) <= number(other),
    ">": lambda one, other: number(one) > number(other),
    ">=": lambda one, other: number(one) >= number(other),
    "+": lambda one, other: number(one) + number(other),
    "-": lambda one, other: number(one) - number(other),
    "*": lambda one, other: number(one) * number(other),
    "div": _divided,
    "mod": _rest,
    "selected": lambda several, one: text(one) in text(several).split(),
    "count-selected": lambda several: float(len(text(several).split())),
    "not": lambda value: not truth(value),
    "string-length": lambda value: float(len(text(value))),
    "regex": _matches,
    "true": lambda: True,
    "false": lambda: False,
    "number": number,
    "round": _rounded,
    "concat": lambda *parts: "".join(text(part) for part in parts),
}
# These do not look at all of their parts, or look at the day.
LAZY: dict[str, Callable[[tuple[Node, ...], Facts], Value]] = {
    "and": lambda parts, facts: all(truth(evaluate(part, facts)) for part in parts),
    "or": lambda parts, facts: any(truth(evaluate(part, facts)) for part in parts),
    "if": lambda parts, facts: evaluate(
        parts[1] if truth(evaluate(parts[0], facts)) else parts[2], facts
    ),
    "coalesce": lambda parts, facts: evaluate(parts[0], facts) or evaluate(parts[1], facts),
    "today": lambda _parts, facts: facts.today.isoformat() if facts.today else "",
}
