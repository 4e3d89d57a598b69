"""What nobody knows yet becomes a criterion of a draft: once, and the weights still fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.calls.actions.editing import NotADraft, copy_call, set_parts
from cordata.calls.actions.gaps import AskedAlready, ask_for_gap
from cordata.calls.models import Criterion, Stratum
from cordata.calls.queries.calls import calls_seen_by
from cordata.calls.queries.ready import lacks
from cordata.calls.queries.weights import WEIGHT, planned, with_room
from cordata.history.models import Entry
from cordata.networks.actions import ChangedBySomebody
from tests import cast as casting
from tests.calls import making

GAP = {"axis": "mode", "level": "virtual", "context": "remote", "outcome": ""}
WORDS = {
    "names": {"it": "Solo in rete, in montagna"},
    "rubric": {"it": ["no", "in parte", "sì"]},
}
weights = st.lists(
    st.tuples(st.sampled_from(("both", "mentor", "mentee")), st.integers(0, 60)), max_size=8
)


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def call(cast, marta):
    return making.draft(cast.cohort, marta)


def test_the_draft_has_it_last_and_still_lacks_nothing(call, marta):
    made = ask_for_gap(call, gap=GAP, version=call.version, by=marta, **WORDS)

    found = list(Criterion.objects.filter(call=call).order_by("position"))
    assert [one.weight for one in found] == [54, 36, WEIGHT]  # 60 and 40 of 90
    assert found[-1] == made
    assert (made.gap, made.most_points, made.side) == (GAP, 2, "both")
    assert lacks(calls_seen_by(marta).get(pk=call.pk)) == []
    entry = Entry.objects.filter(verb="call.gap_asked_for").get()
    assert (entry.by, entry.facts["level"]) == (marta.public_id, "virtual")


def test_it_is_asked_once(call, marta):
    ask_for_gap(call, gap=GAP, version=None, by=marta, **WORDS)

    with pytest.raises(AskedAlready):
        ask_for_gap(call, gap=GAP, version=None, by=marta, **WORDS)
    assert call.criteria.count() == 3


def test_not_over_somebody_elses_change_and_not_once_it_is_public(cast, call, marta):
    set_parts(call, Stratum, making.STRATA, version=None, by=marta)
    with pytest.raises(ChangedBySomebody):
        ask_for_gap(call, gap=GAP, version=1, by=marta, **WORDS)

    public = making.published(cast.cohort, marta)
    with pytest.raises(NotADraft):
        ask_for_gap(public, gap=GAP, version=None, by=marta, **WORDS)


def test_a_copy_keeps_where_it_came_from_and_saving_the_rows_does_not_lose_it(
    cast, call, marta
):
    made = ask_for_gap(call, gap=GAP, version=None, by=marta, **WORDS)
    rows = [{"public_id": made.public_id, "names": {"it": "Altro nome"}, "weight": 100}]
    set_parts(call, Criterion, rows, version=None, by=marta)

    assert call.criteria.get().gap == GAP
    assert copy_call(call, cast.cohort, title="Ancora", by=marta).criteria.get().gap == GAP


@given(weights)
def test_whoever_summed_to_a_hundred_does_so_again(some):
    criteria = [Criterion(side=side, weight=weight) for side, weight in some]
    found = with_room(criteria)

    for role in ("mentor", "mentee"):
        mine = [at for at, one in enumerate(criteria) if one.side in {role, "both"}]
        before, after = (
            sum(each[at] for at in mine) for each in ([w for _s, w in some], found)
        )
        others = {one.side for one in criteria} - {role, "both"}
        if before == 100 and not others:
            assert after == 100 - WEIGHT
        assert after <= max(before, 0)
    assert all(one >= 0 for one in found)


def test_both_roles_fit_again():
    sides = [("both", 50), ("mentor", 50), ("mentee", 30), ("mentee", 20)]
    assert with_room([Criterion(side=side, weight=one) for side, one in sides]) == [
        45,
        45,
        27,
        18,
    ]


def test_a_draft_with_room_keeps_its_weights():
    assert with_room([Criterion(side="both", weight=60)]) == [60]
    assert with_room([]) == []


def test_places_amount_to_clusters(call):
    # Two strata of one mentor school and two mentee schools each.
    assert (planned(call).clusters, planned(call).schools) == (2, 2)
    call.strata.all().delete()
    assert planned(call) is None
