"""The thread of a number: data, spec, run and result, each with an address; and what moved since.

Formulas: docs/methods/addresses.md. A run's address names its code and its environment. Two runs
on other machines have other addresses and must still agree in every number, see ``differences``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from math import isclose, isfinite
from typing import Any

from cordata.analysis.address import Json, address
from cordata.analysis.contract import Check, Estimate, Result
from cordata.analysis.specs import plain

DIGITS = 10  # of a number, significant: what an address of a result is made of
TOLERANCE = 1e-9  # relative: what two machines may differ by


def spec_address(method: str, spec: Any) -> str:
    """The address of what was asked: the method with its version, and every field."""
    return address({"method": method, "spec": plain(spec)})


def run_address(
    *,
    spec: str,
    data: str,
    code: str,
    environment: Mapping[str, str],
    seed: int,
    **known: Json,
) -> str:
    """The address of one computation.

    spec, data   addresses
    code         version of Cordata
    environment  versions of Python and of what computes, by name
    known        what records say of the outcome, where they do
    """
    return address(
        {
            "spec": spec,
            "data": data,
            "code": code,
            "environment": dict(environment),
            "seed": seed,
            **known,
        }
    )


def result_address(run: str, result: Mapping[str, Json]) -> str:
    """The address of what came out of a run: numbers to ten significant digits."""
    return address({"run": run, "result": _rounded(result)})


def written(result: Result) -> dict[str, Any]:
    """A result as an object of JSON; what cannot be said (NaN, infinity) is null."""
    return {
        "method": result.method,
        "estimand": result.estimand,
        "refused": result.is_refused,
        "estimates": {name: _estimate(one) for name, one in result.estimates.items()},
        "sizes": {arm: asdict(size) for arm, size in result.sizes.items()},
        "checks": [_check(one) for one in result.checks],
        "more": {name: _number(one) for name, one in result.more.items()},
        "seed": result.seed,
    }


@dataclass(frozen=True, slots=True)
class Difference:
    """What stands elsewhere than before: "estimates/effect/value", 0.21, 0.24."""

    where: str
    before: Json
    now: Json


def differences(before: Json, now: Json, *, at: str = "") -> list[Difference]:
    """Every place where two results are not the same; numbers within 1e-9 of each other are."""
    return list(_compare(before, now, at))


def _compare(before: Json, now: Json, at: str) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(now, Mapping):
        for name in sorted({*before, *now}):
            yield from _compare(before.get(name), now.get(name), f"{at}/{name}".lstrip("/"))
    elif _are_lists(before, now):
        for place, (one, other) in enumerate(zip(before, now, strict=True)):  # type: ignore[arg-type]  # _are_lists says so
            yield from _compare(one, other, f"{at}/{place}")
    elif not _same(before, now):
        yield Difference(at, before, now)


def _are_lists(one: Json, other: Json) -> bool:
    return isinstance(one, list) and isinstance(other, list) and len(one) == len(other)


def _same(one: Json, other: Json) -> bool:
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=TOLERANCE, abs_tol=1e-12)
    return one == other


def _estimate(one: Estimate) -> dict[str, Any]:
    interval, likely = one.interval, one.likely
    return {
        "value": _number(one.value),
        "error": _number(one.error),
        "low": _number(interval.low) if interval else None,
        "high": _number(interval.high) if interval else None,
        "level": interval.level if interval else None,
        "df": _number(one.df),
        "p": _number(one.p),
        **({"likely": [_number(likely.low), _number(likely.high)]} if likely else {}),
    }


def _check(one: Check) -> dict[str, Any]:
    facts = {name: _fact(value) for name, value in one.facts.items()}
    return {"code": one.code, "level": one.level.name.lower(), "facts": facts}


def _fact(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value if isinstance(value, str) else _number(value)


def _number(value: float | None) -> float | int | None:
    if value is None or not isfinite(value):
        return None
    return value if type(value) is int else float(value)


def _rounded(value: Json) -> Json:
    if isinstance(value, float):
        return float(f"{value:.{DIGITS}g}")
    if isinstance(value, Mapping):
        return {name: _rounded(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_rounded(one) for one in value]
    return value
