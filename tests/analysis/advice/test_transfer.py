"""Would it work here: the rule by hand, and what holds for every place and every evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.advice.transfer import (
    DIMENSIONS,
    LEAST,
    USUAL,
    Traits,
    shares,
    size_of,
    transfer,
    usual,
)

PLACE = {
    "level": {"1": 80, "2": 17, "3": 3},
    "size": {"small": 60, "middle": 40},
    "rurality": {"remote": 30, "other": 70},
    "language": {"pt": 100},
}


def school(level="1", size="small", rurality="other", language="pt"):
    return Traits(frozenset(level), size, rurality, language)


def test_comparable_is_what_is_usual_in_every_respect():
    evidence = [
        *[school()] * 6,
        *[school(level="3")] * 5,  # 3 of 100 schools there: not usual
        *[school(language="hr")] * 4,
        school(size=""),  # not known: not comparable
        school(level="23"),  # of two levels, one of them usual
    ]
    found = transfer(PLACE, evidence)

    assert (found.schools, found.alike) == (17, 7)
    assert found.by == {"level": 12, "size": 16, "rurality": 17, "language": 13}
    assert found.unknown == {"level": 0, "size": 1, "rurality": 0, "language": 0}
    assert [(one.dimension, one.value, one.schools) for one in found.lacks] == [
        ("size", "middle", 0), ("rurality", "remote", 0), ("level", "2", 1),
    ]  # fmt: skip
    assert [one.share for one in found.lacks] == pytest.approx([0.4, 0.3, 0.17])
    assert found.untold == ()


def test_what_was_studied_only_apart_is_named_together():
    evidence = [*[school(language="it")] * 20, *[school(size="large", language="hr")] * 20]
    place = PLACE | {"size": {"small": 1}, "language": {"hr": 1}, "rurality": {"other": 1}}

    found = transfer(place | {"level": {"1": 1}}, evidence)
    assert (found.alike, found.lacks) == (0, ())
    assert found.apart == (("size", "small"), ("language", "hr"))
    # Of one kind alone too few: that kind is named; where enough are comparable, nothing is.
    assert transfer({"language": {"pt": 1, "fr": 3}}, evidence).apart == (("language", "fr"),)
    assert transfer({"language": {"hr": 1}}, evidence).apart == ()


def test_what_nobody_told_of_the_place_is_left_out():
    found = transfer({"size": {"small": 1}}, [school(language="hr"), school(size="large")])
    assert found.alike == 1
    assert found.untold == ("level", "rurality", "language")
    assert transfer({}, [school()]).alike == 0
    assert transfer({"size": {"small": 0}}, [school()]).untold == DIMENSIONS


def test_five_of_a_hundred_are_usual_and_fewer_are_not():
    assert usual({"size": {"small": 5, "middle": 95}}, "size") == {"small", "middle"}
    assert usual({"size": {"small": 4, "middle": 96}}, "size") == {"middle"}
    assert shares({"size": {"small": 1, "large": 3}}, "size") == {"small": 0.25, "large": 0.75}


@pytest.mark.parametrize(
    ("pupils", "band"),
    [
        (None, ""),
        (0, "small"),
        (200, "small"),
        (201, "middle"),
        (599, "middle"),
        (600, "large"),
    ],
)
def test_bands_of_size(pupils, band):
    assert size_of(pupils) == band


VALUES = {
    "level": ("1", "2", "3"),
    "size": ("small", "middle", "large"),
    "rurality": ("remote", "other"),
    "language": ("pt", "hr"),
}
traits = st.builds(
    Traits,
    st.frozensets(st.sampled_from(VALUES["level"])),
    st.sampled_from(("", *VALUES["size"])),
    st.sampled_from(VALUES["rurality"]),
    st.sampled_from(("", *VALUES["language"])),
)
places = st.fixed_dictionaries(
    {},
    optional={
        one: st.dictionaries(st.sampled_from(values), st.integers(0, 500), min_size=1)
        for one, values in VALUES.items()
    },
)


@given(places, st.lists(traits, max_size=25))
def test_counts_fit_into_each_other(place, evidence):
    found = transfer(place, evidence)

    assert found.schools == len(evidence)
    assert all(found.alike <= number <= found.schools for number in found.by.values())
    assert all(found.by[one] + found.unknown[one] <= found.schools for one in found.by)
    assert set(found.by) | set(found.untold) == set(DIMENSIONS)
    assert all(one.share >= USUAL - 1e-9 and one.schools < LEAST for one in found.lacks)
    assert bool(found.apart) == (found.alike < LEAST and bool(found.by))
    together = [
        one for one in evidence if all(value in one.of(each) for each, value in found.apart)
    ]
    assert not found.apart or len(together) < LEAST
    assert [one.share for one in found.lacks] == sorted(
        (one.share for one in found.lacks), reverse=True
    )


@given(places, st.lists(traits, max_size=25), st.randoms(use_true_random=False))
def test_neither_order_nor_unit_matters(place, evidence, chance):
    shuffled = chance.sample(evidence, len(evidence))
    # Twice as many schools: exact in floats, so that no share moves.
    doubled = {one: {key: 2 * n for key, n in told.items()} for one, told in place.items()}

    assert transfer(place, shuffled) == transfer(place, evidence) == transfer(doubled, evidence)


@given(places, st.lists(traits, max_size=20), traits)
def test_more_evidence_never_makes_it_fit_worse(place, evidence, one):
    before, after = transfer(place, evidence), transfer(place, [*evidence, one])

    assert before.alike <= after.alike <= before.alike + 1
    lacking = {(one.dimension, one.value) for one in before.lacks}
    assert {(one.dimension, one.value) for one in after.lacks} <= lacking


@given(traits.filter(lambda one: all(one.of(each) for each in DIMENSIONS)), st.integers(5, 20))
def test_evidence_of_the_place_itself_is_all_comparable(one, many):
    place = {each: dict.fromkeys(one.of(each), 1) for each in DIMENSIONS}
    found = transfer(place, [one] * many)
    assert found.alike == many
    assert found.lacks == ()


def test_a_school_of_two_levels_is_one_school():
    both = {"level": {"1": 20, "2": 20, "3": 4}, "size": {"small": 20}}
    assert shares(both, "level") == {"1": 1.0, "2": 1.0, "3": 0.2}

    alone = {"level": {"1": 20, "2": 5}}  # nothing else says how many schools there are
    assert shares(alone, "level") == {"1": 0.8, "2": 0.2}
    # In hundredths here and in schools there: what cannot be is not divided by.
    assert shares({"level": {"1": 80, "2": 20}, "size": {"small": 900}}, "level")["2"] == 0.2
    assert shares({"level": {"1": 80, "2": 20}, "size": {"small": 9}}, "level")["2"] == 0.25
