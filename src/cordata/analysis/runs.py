"""One computation from what was asked to what came out, each step with its address."""

from collections.abc import Mapping
from typing import Any

from cordata.analysis.address import Json
from cordata.analysis.columns import Frame
from cordata.analysis.datasets import dataset_address
from cordata.analysis.methods import Ask
from cordata.analysis.specs import plain
from cordata.analysis.thread import result_address, run_address, spec_address, written


def computed(
    ask: Ask, frame: Frame, *, code: str, environment: Mapping[str, str]
) -> dict[str, Any]:
    """The run as an object of JSON: ask, code, environment, result, addresses.

    Raises SpecError.
    """
    result = written(ask.of(frame))
    spec, data = spec_address(ask.method.title, ask.spec), dataset_address(frame)
    # Where records know nothing of a scale, addresses are what they were before any did.
    known: dict[str, Json] = {}
    if ask.reliability is not None:
        known["reliability"] = ask.reliability
    if ask.unfit:
        known["unfit"] = list(ask.unfit)
    if ask.differing:
        known["differing"] = list(ask.differing)
    at = run_address(
        spec=spec, data=data, code=code, environment=environment, seed=ask.seed, **known
    )
    return {
        "ask": {"method": ask.method.name, "seed": ask.seed, **known, "spec": plain(ask.spec)},
        "code": code,
        "environment": dict(environment),
        "result": result,
        "addresses": {
            "spec": spec,
            "data": data,
            "run": at,
            "result": result_address(at, result),
        },
    }
