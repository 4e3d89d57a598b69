"""Several effects together: as sure as the weakest, and whether they agree."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.decision import Verdict
from cordata.analysis.advice.overall import overall, within_a_step
from cordata.analysis.advice.rating import Certainty, Design, Rating
from cordata.analysis.advice.results import Rated

VERDICTS = st.sampled_from(["beneficial", "harmful", "practically_equal", "inconclusive"])


def effect(certainty, verdict="beneficial"):
    return Rated(Design.MATCHED, Rating(2, (), Certainty(certainty)), verdict)


RATED = st.builds(effect, st.sampled_from(Certainty), VERDICTS)


def test_it_is_as_sure_as_the_weakest_and_says_what_the_leading_one_says():
    found = overall(effect(4), [effect(2, "practically_equal"), effect(3)])

    assert (found.certainty, found.verdict) == (Certainty.LOW, Verdict.BENEFICIAL)
    assert not found.disagrees


def test_an_effect_the_other_way_is_a_disagreement_nothing_found_is_none():
    assert overall(effect(3), [effect(3, "harmful")]).disagrees
    assert overall(effect(3, "harmful"), [effect(1)]).disagrees
    assert not overall(effect(3), [effect(3, "inconclusive")]).disagrees


def test_without_an_effect_nothing_is_known():
    found = overall(None, [effect(4)])

    assert (found.certainty, found.verdict) == (Certainty.VERY_LOW, Verdict.INCONCLUSIVE)


@given(RATED, st.lists(RATED), RATED)
def test_another_effect_never_makes_it_surer_and_order_does_not_matter(leading, others, more):
    assert overall(leading, [*others, more]).certainty <= overall(leading, others).certainty
    assert overall(leading, others) == overall(leading, others[::-1])


@pytest.mark.parametrize(
    ("computed", "chosen", "may"),
    [(1, 1, True), (1, 2, True), (1, 3, False), (4, 3, True), (4, 2, False)],
)
def test_a_person_moves_it_by_one_step_at_most(computed, chosen, may):
    assert within_a_step(Certainty(computed), Certainty(chosen)) is may
