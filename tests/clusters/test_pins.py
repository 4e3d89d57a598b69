"""Decisions by hand: each has its price before, and survives a new computation."""

import pytest

from cordata.clusters.actions import pins
from cordata.clusters.actions.drafts import compute_draft
from cordata.clusters.actions.stale import ChangedMeanwhile
from cordata.clusters.models import Draft, Pin, Waiting
from cordata.clusters.queries.ties import ties_of
from tests import factories as make
from tests.clusters.conftest import school


def place(draft, mentee):
    return next((tie.mentor for tie in ties_of(draft.chosen) if tie.mentee == mentee), None)


def test_a_moved_school_is_where_it_was_moved_and_the_plan_costs_just_the_price(
    draft, cohort, marta
):
    mentee, sud = school(cohort, "Scuola 0"), school(cohort, "Sud")
    option = pins.price_of_move(draft, mentee, sud, online=False)

    newer = compute_draft(
        pins.move_school(
            draft, mentee, to=sud, online=False, reason="", version=draft.version, by=marta
        )
    )

    assert place(newer, mentee.public_id) == sud.public_id
    assert newer.chosen.objective - draft.chosen.objective == option.price
    assert option.price > 0
    assert Pin.objects.get().price == option.price


def test_who_would_move_is_told_before_and_moves_after(draft, cohort, marta):
    mentee, sud = school(cohort, "Scuola 0"), school(cohort, "Sud")
    option = pins.price_of_move(draft, mentee, sud, online=False)
    version = draft.version

    newer = compute_draft(
        pins.move_school(
            draft, mentee, to=sud, online=False, reason="", version=version, by=marta
        )
    )

    for moved, _before, after in option.moves:
        assert place(newer, moved) == (after or None)
    assert option.moves


def test_a_pin_survives_a_new_computation(draft, cohort, marta):
    mentee = school(cohort, "Scuola 2")
    pins.pin_school(draft, mentee, version=draft.version, by=marta)
    make.mentee(cohort, name="Neu", lat=45.01, needs=["families"], priority=True)

    newer = compute_draft(pins.ask_draft(cohort, by=marta))

    assert place(newer, mentee.public_id) == school(cohort, "Sud").public_id


def test_breaking_a_must_have_needs_a_reason_which_stays(draft, cohort, marta):
    cohort.participations.filter(school__name="Sud").update(working_languages=["hr"])
    fresh = compute_draft(pins.ask_draft(cohort, by=marta))
    mentee, sud = school(cohort, "Scuola 0"), school(cohort, "Sud")

    with pytest.raises(pins.NeedsReason):
        pins.move_school(
            fresh, mentee, to=sud, online=False, reason=" ", version=fresh.version, by=marta
        )
    fresh.refresh_from_db()
    pins.move_school(
        fresh, mentee, to=sud, online=False, reason="Twins", version=fresh.version, by=marta
    )

    pin = Pin.objects.get()
    assert (pin.breaks_rules, pin.reason) == (["language"], "Twins")


def test_a_forbidden_pair_is_not_tied_again(draft, cohort, marta):
    mentee, nord = school(cohort, "Scuola 0"), school(cohort, "Nord")

    newer = compute_draft(
        pins.forbid_pair(
            draft, mentee, nord, reason="Same family", version=draft.version, by=marta
        )
    )

    assert place(newer, mentee.public_id) != nord.public_id


def test_a_waiting_school_is_left_out_until_it_is_called_back(draft, cohort, marta):
    mentee = school(cohort, "Scuola 3")
    without = compute_draft(
        pins.put_on_waiting_list(draft, mentee, reason="", version=draft.version, by=marta)
    )
    assert place(without, mentee.public_id) is None
    assert mentee.public_id not in without.chosen.document["left_out"]

    back = compute_draft(
        pins.take_off_waiting_list(without, mentee, version=without.version, by=marta)
    )

    assert place(back, mentee.public_id) == school(cohort, "Sud").public_id
    assert not Waiting.objects.exists()


def test_a_further_place_lets_one_more_school_in(draft, cohort, marta):
    make.mentee(cohort, name="Quinta", lat=45.39, needs=["stem"])
    crowded = compute_draft(pins.ask_draft(cohort, by=marta))
    assert len(crowded.chosen.document["left_out"]) == 1

    roomy = compute_draft(
        pins.add_place(crowded, school(cohort, "Nord"), version=crowded.version, by=marta)
    )

    assert roomy.chosen.document["left_out"] == []


def test_the_later_of_two_coordinators_is_stopped_and_nothing_is_saved(draft, cohort, marta):
    seen, mentee = draft.version, school(cohort, "Scuola 0")
    pins.pin_school(draft, mentee, version=seen, by=marta)

    with pytest.raises(ChangedMeanwhile):
        pins.unpin_school(
            Draft.objects.get(pk=draft.pk), mentee, version=seen, by=make.coordinator()
        )

    assert Pin.objects.filter(lifted_at=None).count() == 1


def test_an_older_draft_cannot_be_changed_any_more(draft, cohort, marta):
    compute_draft(pins.ask_draft(cohort, by=marta))

    with pytest.raises(ChangedMeanwhile):
        pins.pin_school(draft, school(cohort, "Scuola 0"), version=draft.version, by=marta)
