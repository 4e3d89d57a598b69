"""Whatever the method: a scale that measures no one thing is no outcome."""

import pytest

from cordata.analysis.contract import Level, SpecError
from cordata.analysis.crates.spelling import ask_as_toml
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from tests.analysis.effects.network import network

FRAME = network(alone=0)
CHANGE = {"school": "school", "mentor": "mentor", "before": "y0", "after": "y1"}
MIXED = {"outcome": "y1", "fixed": ["y0"], "groups": ["mentor"], "estimand": "D0"}


def ask(method, spec, reliability):
    return {"method": method, "seed": 3, "reliability": reliability, "spec": spec}


def ran(document):
    return read_ask(document).of(FRAME)


def level(found):
    (one,) = (one.level for one in found.checks if one.code == "unreliable_scale")
    return one


@pytest.mark.parametrize(("method", "spec"), [("change", CHANGE), ("mixed", MIXED)])
def test_below_60_no_number_below_70_a_warning(method, spec):
    plain = ran(ask(method, spec, None))
    low, middle, good = (ran(ask(method, spec, alpha)) for alpha in (0.59, 0.6, 0.7))

    assert plain.estimates
    assert (low.estimates, low.more, level(low)) == ({}, {}, Level.REFUSE)
    assert low.sizes == plain.sizes
    assert level(middle) is Level.WARN
    assert middle.estimates == plain.estimates == good.estimates
    assert "unreliable_scale" not in {one.code for one in good.checks}


def test_what_records_know_takes_the_place_of_what_nobody_knew():
    assert "reliability_unknown" in {
        one.code for one in ran(ask("change", CHANGE, None)).checks
    }
    known = {one.code for one in ran(ask("change", CHANGE, 0.8)).checks}

    assert "reliability_unknown" not in known


@pytest.mark.parametrize(("said", "known"), [(0.9, 0.5), (0.5, 0.9), (0.65, 0.5), (0.5, 0.65)])
def test_a_plan_does_not_talk_a_scale_up(said, known):
    found = ran(ask("change", CHANGE | {"alpha": said}, known))

    assert found.is_refused
    assert level(found) is Level.REFUSE


def test_it_travels_with_what_was_asked_and_has_a_part_in_the_address():
    made = [
        computed(read_ask(ask("change", CHANGE, alpha)), FRAME, code="1", environment={})
        for alpha in (None, 0.5, 0.8)
    ]

    assert [one["ask"].get("reliability") for one in made] == [None, 0.5, 0.8]
    assert len({one["addresses"]["run"] for one in made}) == 3
    assert len({one["addresses"]["spec"] for one in made}) == 1
    assert "reliability" not in made[0]["ask"]
    assert "reliability = 0.5\n" in ask_as_toml(made[1]["ask"])


@pytest.mark.parametrize("odd", [1.2, float("nan"), "good", True])
def test_what_is_no_reliability_is_refused(odd):
    with pytest.raises(SpecError, match="reliability"):
        read_ask(ask("change", CHANGE, odd))
