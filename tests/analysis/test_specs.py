"""A spec is read from plain values, or it is said where it is wrong."""

from dataclasses import dataclass
from typing import Literal

import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.specs import plain, read_spec

type Kind = Literal["simple", "event"]


@dataclass(frozen=True, slots=True)
class Plan:
    outcome: str
    draws: int = 999
    level: float = 0.95
    covariates: tuple[str, ...] = ()
    kind: Kind = "event"
    randomised: bool = False
    stratum: str | None = None
    pair: tuple[float, float] = (0.0, 1.0)


def test_it_is_read_and_written_back():
    given = {"outcome": "y", "covariates": ["a", "b"], "level": 1, "pair": [0, 2]}
    spec = read_spec(Plan, given)
    assert (spec.covariates, spec.level, spec.pair) == (("a", "b"), 1.0, (0.0, 2.0))
    assert read_spec(Plan, plain(spec)) == spec
    assert plain(spec)["covariates"] == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "where", "what"),
    [
        ({}, "outcome", "it is missing"),
        ({"outcome": "y", "outcom": "y"}, "outcom", "there is no such field"),
        ({"outcome": 3}, "outcome", "3 is not text"),
        ({"outcome": "y", "draws": 9.5}, "draws", "9.5 is not a whole number"),
        ({"outcome": "y", "level": float("nan")}, "level", "nan is not a number"),
        ({"outcome": "y", "pair": [0.0, float("-inf")]}, "pair", "-inf is not a number"),
        ({"outcome": "y", "level": 10**400}, "level", f"{10**400} is not a number"),
        ({"outcome": "y", "draws": True}, "draws", "True is not a whole number"),
        ({"outcome": "y", "covariates": "a"}, "covariates", "'a' is not a list"),
        ({"outcome": "y", "covariates": [1]}, "covariates", "1 is not text"),
        ({"outcome": "y", "kind": "other"}, "kind", "'other' is none of the choices"),
        ({"outcome": "y", "pair": [1.0]}, "pair", "it has 1 values"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(given, where, what):
    with pytest.raises(SpecError) as wrong:
        read_spec(Plan, given)
    assert (wrong.value.where, wrong.value.what) == (where, what)
    assert wrong.value.do


def test_a_spec_of_things_that_are_not_plain_is_a_mistake_of_ours():
    @dataclass(frozen=True)
    class Odd:
        thing: object

    with pytest.raises(TypeError, match="plain values"):
        read_spec(Odd, {"thing": 1})
