"""Every step of a number has an address, and what moved is said with its place."""

from dataclasses import dataclass

import pytest

from cordata.analysis.contract import Check, Estimate, Interval, Level, Result, Size
from cordata.analysis.thread import (
    Difference,
    differences,
    result_address,
    run_address,
    spec_address,
    written,
)


@dataclass(frozen=True, slots=True)
class Ask:
    outcome: str
    draws: int = 99


def result(value=0.25, **more):
    return Result(
        "ancova/1",
        "E1",
        {"effect": Estimate(value, 0.1, Interval(0.05, 0.45), 22.0, 0.02)},
        {"treated": Size(960, 96, 24)},
        (Check("few_groups", Level.WARN, {"groups": 6, "names": ("a", "b")}),),
        {"r2": float("nan"), **more},
        seed=7,
    )


def run(**changed):
    facts = {
        "spec": "sha256:a", "data": "sha256:b", "code": "1", "environment": {"numpy": "2"},
        "seed": 1,
    }  # fmt: skip
    return run_address(**facts | changed)


def test_what_was_asked_has_an_address_with_every_field():
    assert spec_address("ancova/1", Ask("y")) == spec_address("ancova/1", Ask("y", 99))
    assert spec_address("ancova/1", Ask("y")) != spec_address("ancova/2", Ask("y"))
    assert spec_address("ancova/1", Ask("y")) != spec_address("ancova/1", Ask("y", 98))


@pytest.mark.parametrize(
    "changed",
    [{"spec": "x"}, {"data": "x"}, {"code": "2"}, {"environment": {"numpy": "3"}}, {"seed": 2}],
)
def test_a_run_is_known_by_all_that_it_came_from(changed):
    assert run(**changed) != run()
    assert run() == run()


def test_the_eleventh_digit_leaves_no_mark_on_a_result():
    same = result_address("r", written(result(0.25 * (1 + 1e-13))))
    assert same == result_address("r", written(result()))
    assert result_address("r", written(result(0.2500001))) != same


def test_a_result_is_written_with_all_that_stands_beside_it():
    told = written(result())
    assert told["estimates"]["effect"] == {
        "value": 0.25, "error": 0.1, "low": 0.05, "high": 0.45, "level": 0.95, "df": 22.0,
        "p": 0.02,
    }  # fmt: skip
    assert told["checks"] == [
        {"code": "few_groups", "level": "warn", "facts": {"groups": 6, "names": ["a", "b"]}}
    ]
    assert told["more"] == {"r2": None}
    assert (told["refused"], told["seed"]) == (False, 7)


def test_what_moved_is_said_with_its_place():
    before, now = written(result()), written(result(0.2500001, n=3))
    assert differences(before, before) == []
    assert differences(before, written(result(0.25 + 1e-12))) == []
    assert differences(before, now) == [
        Difference("estimates/effect/value", 0.25, 0.2500001),
        Difference("more/n", None, 3),
    ]


def test_truth_and_one_are_not_the_same_and_lists_of_other_lengths_differ():
    assert differences({"a": True}, {"a": 1}) == [Difference("a", True, 1)]
    assert differences({"a": [1]}, {"a": [1, 2]}) == [Difference("a", [1], [1, 2])]
    assert differences({"a": [1, 5]}, {"a": [1, 2]}) == [Difference("a/1", 5, 2)]
