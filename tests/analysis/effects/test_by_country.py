"""Countries beside each other: counts at their limits, and a next country."""

import numpy as np
import pytest

from cordata.analysis.advice.results import rate_result
from cordata.analysis.effects.ancova import ancova
from cordata.analysis.effects.by_country import by_country
from cordata.analysis.effects.looking import look
from cordata.analysis.specs import plain
from cordata.analysis.synthesis.pooling import pool
from cordata.analysis.thread import written
from tests.analysis.effects.network import network, spec

WITH_PEOPLE = {"answers": "people", "deviation": "sd"}


def turned(countries, by=-1.5):
    """The network, where mentored schools of some countries fell instead."""
    frame = network()
    there = np.isin(frame["country"], countries)
    return frame | {"y1": frame["y1"] + by * frame["mentored"] * there}


def of(frame, least=0.2):
    return by_country(look(spec(), frame).schools, least)


def own(frame, country):
    """The line of one country alone."""
    mine = frame["country"] == country
    x = np.column_stack([frame["mentored"], frame["y0"], np.ones(len(mine))])[mine]
    return np.linalg.lstsq(x, frame["y1"][mine], rcond=None)[0][0]


def test_countries_that_agree():
    found = of(network())
    assert (found.looked, found.below, found.above) == (6, 0, 6)
    assert found.falls == 0
    assert found.following.low > -0.2


def test_one_that_falls_is_counted_and_a_next_country_may_see_either():
    found = of(turned(["IT"]))
    assert (found.below, found.above, found.falls) == (1, 5, 1)
    assert found.following.low < -0.2 < 0.2 < found.following.high


def test_a_country_counts_from_the_least_effect_on():
    frame = turned(["IT"], by=-1.2)
    effect = own(frame, "IT")
    assert effect < 0
    assert of(frame, least=abs(effect) - 1e-6).below == 1
    assert of(frame, least=abs(effect) + 1e-6).below == 0


def test_countries_with_three_mentors_are_not_looked_at():
    assert of(network(mentors=3)) is None
    assert of(network(countries=1)) is None
    few = of(network(countries=3))
    assert (few.looked, few.following) == (3, None)


def test_the_next_country_is_that_of_the_synthesis():
    frame = network()
    values = np.array([own(frame, one) for one in np.unique(frame["country"])])
    found = of(frame).following
    middle = (found.low + found.high) / 2
    assert values.min() < middle < values.max()
    assert found.high - found.low > pool(values, np.full(6, 1e-4)).prediction().high - middle


@pytest.mark.parametrize(
    ("frame", "by", "reason"),
    [(network(), -1, "prediction_both_sides"), (turned(["IT"]), -2, "opposite_effects")],
)
def test_a_run_feeds_its_rating(frame, by, reason):
    ask = spec(**WITH_PEOPLE)
    document = {"method": "ancova", "seed": 1, "spec": plain(ask)}
    result = written(ancova(ask, frame, 1))
    for name in ("effect", "pomp", "g", "did"):
        found = rate_result(document, result, name)
        [step] = [one for one in found.rating.steps if one.domain == "inconsistency"]
        assert (step.by, step.reasons) == (by, (reason,))
        assert found.unseen == ("volunteers",)
