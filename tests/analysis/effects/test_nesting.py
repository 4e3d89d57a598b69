"""The cluster of a mentee is its mentor: by hand, and what it costs to forget it."""

import numpy as np
import pytest

from cordata.analysis.effects.nesting import groups, per_arm
from cordata.analysis.inference.least_squares import fit
from cordata.analysis.inference.robust import coefficient


def test_mentees_stand_with_their_mentor_and_others_alone():
    treated = np.array([True, True, False, False, True])
    mentor = np.array(["b", "a", "", "", "b"])

    found = groups(treated, mentor, np.array([1, 2, 3, 4, 5]))

    assert found[0] == found[4]
    assert len(np.unique(found)) == 4
    assert per_arm(treated, found) == (2, 2)


def test_a_school_called_like_a_mentor_is_not_its_group():
    treated = np.array([True, False])

    assert len(np.unique(groups(treated, np.array([7, 7]), np.array([3, 7])))) == 2


def rejected(share, *, simulations=800, seed=11):
    """24 mentors with four schools, 96 schools alone; ``share`` of a mean's variance is the
    mentor's. False alarms with schools as clusters, and with mentors."""
    chance = np.random.default_rng(seed)
    treated = np.arange(192) < 96
    mentor = np.where(treated, np.arange(192) // 4, -1)
    x = np.stack([np.ones(192), treated], axis=1).astype(float)
    schools = np.arange(192)
    by_mentor = groups(treated, mentor, schools)
    wrong, right = [], []
    for _ in range(simulations):
        y = chance.normal(size=192)
        together = chance.normal(size=24)[mentor[:96]]
        y[:96] = share**0.5 * together + (1 - share) ** 0.5 * y[:96]
        found = fit(y, x)
        wrong.append(coefficient(found, schools, 1).p < 0.05)
        right.append(coefficient(found, by_mentor, 1).p < 0.05)
    return np.mean(wrong), np.mean(right)


@pytest.mark.parametrize(
    ("share", "by_school", "by_mentor"),
    [(0.0, 0.046, 0.046), (0.2, 0.088, 0.053), (0.4, 0.134, 0.057)],
)
def test_counting_by_school_calls_chance_an_effect(share, by_school, by_mentor):
    wrong, right = rejected(share)

    # Four standard errors of 800 and of the 4,000 simulations of the reference.
    assert wrong == pytest.approx(by_school, abs=4 * (by_school * (1 / 800 + 1 / 4000)) ** 0.5)
    assert right == pytest.approx(by_mentor, abs=4 * (by_mentor * (1 / 800 + 1 / 4000)) ** 0.5)
