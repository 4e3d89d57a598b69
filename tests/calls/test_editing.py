"""A call is drafted, checked, published and frozen; later changes are told in public."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.analysis.selection.lottery import commitment
from cordata.calls.actions import editing, publishing
from cordata.calls.models import Application, Call, CallNote, Criterion, Stratum
from cordata.calls.queries.clock import Phase, phase, takes
from cordata.calls.queries.ready import Lack, lacks
from cordata.history.models import Entry
from cordata.networks.actions import ChangedBySomebody
from tests import factories as make
from tests.calls import making


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def cohort(db):
    return make.cohort()


def test_references_of_a_year_are_told_apart(cohort, marta):
    references = [editing.start_call(cohort, title="C", by=marta).reference for _ in range(3)]

    assert references == ["IT-26", "IT-26-2", "IT-26-3"]


def test_an_empty_call_lacks_everything_and_is_not_published(cohort, marta):
    call = editing.start_call(cohort, title="C", by=marta)

    assert lacks(call) == [Lack.TEXT, Lack.DATES, Lack.STRATA, Lack.CRITERIA]
    with pytest.raises(publishing.NotReady):
        publishing.publish_call(call, version=None, by=marta)
    assert Call.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("spoil", "lack"),
    [
        (lambda call: call.criteria.filter(position=0).update(weight=10), Lack.WEIGHTS),
        (lambda call: call.strata.update(mentor_places=0), Lack.PLACES),
        (lambda call: call.criteria.update(side="mentor"), Lack.CRITERIA),
        (
            lambda call: Call.objects.update(
                opens_at=timezone.now() - dt.timedelta(9),
                closes_at=timezone.now() - dt.timedelta(1),
            ),
            Lack.PAST,
        ),
    ],
)
def test_each_lack_is_found(cohort, marta, spoil, lack):
    call = making.draft(cohort, marta)
    assert lacks(call) == []

    spoil(call)

    assert lacks(Call.objects.get()) == [lack]


def test_a_published_call_is_frozen_and_its_lots_are_promised(cohort, marta):
    call = making.published(cohort, marta, by_lot=True)

    assert commitment(call.seed) == call.seed_digest
    assert [one["mentee_places"] for one in call.frozen["stratums"]] == [2, 2]
    assert call.seed not in str(list(Entry.objects.values_list("facts", flat=True)))
    with pytest.raises(editing.NotADraft):
        editing.change_call(call, version=None, by=marta, grace_hours=0)
    with pytest.raises(editing.NotADraft):
        editing.set_parts(call, Criterion, [], version=None, by=marta)
    assert call.criteria.count() == 2


def test_publishing_is_undone_while_nobody_has_begun(cohort, marta):
    call = making.published(cohort, marta)
    publishing.undo_publication(call, by=marta)
    assert Call.objects.get().state == "draft"

    publishing.publish_call(call, version=None, by=marta)
    school = make.mentee(cohort).school
    Application.objects.create(
        call=call, school=school, side="mentee", language="it", contact_email="a@example.org",
        token_digest="x",
    )  # fmt: skip
    with pytest.raises(publishing.TooLate):
        publishing.undo_publication(call, by=marta)


def test_a_call_closes_later_with_a_note_and_never_earlier(cohort, marta):
    call = making.published(cohort, marta)
    later, earlier = call.closes_at + dt.timedelta(5), call.closes_at - dt.timedelta(5)

    note = publishing.announce_change(
        call, words={"it": "Cinque giorni in più."}, version=call.version, by=marta,
        closes_at=later,
    )  # fmt: skip

    assert Call.objects.get().closes_at == later
    assert note.changes[0][0] == "closes_at"
    for facts, words in (({"closes_at": earlier}, "Prima."), ({"closes_at": later}, "")):
        with pytest.raises(publishing.NothingAnnounced):
            publishing.announce_change(
                call, words={"it": words}, version=None, by=marta, **facts
            )
    assert CallNote.objects.count() == 1


def test_the_later_of_two_editors_is_stopped(cohort, marta):
    call = making.draft(cohort, marta)
    version = call.version
    editing.change_call(call, version=version, by=marta, grace_hours=2)

    with pytest.raises(ChangedBySomebody):
        editing.set_parts(call, Stratum, [], version=version, by=marta)
    assert call.strata.count() == 2


def test_rows_keep_their_ids_when_they_change_places(cohort, marta):
    call = making.draft(cohort, marta)
    first, second = call.strata.order_by("position")
    rows = [
        {"public_id": one.public_id, "names": one.names, "conditions": {}, "mentor_places": 3,
         "mentee_places": 3}
        for one in (second, first)
    ]  # fmt: skip

    editing.set_parts(call, Stratum, rows, version=None, by=marta)

    assert list(call.strata.order_by("position")) == [second, first]


def test_a_copy_asks_the_same_for_another_year_and_leaves_dates_open(cohort, marta):
    call = making.published(cohort, marta, by_lot=True, eligibility={"levels": ["1"]})
    after = make.cohort(name="2027/28")

    copy = editing.copy_call(call, after, title="Di nuovo", by=marta)

    assert (copy.eligibility, copy.by_lot, copy.copied_from) == ({"levels": ["1"]}, True, call)
    assert [one.names for one in copy.criteria.order_by("position")] == [
        {"it": "Motivazione"}, {"it": "Esperienza"},
    ]  # fmt: skip
    assert (copy.opens_at, copy.seed_digest, copy.state) == (None, "", "draft")
    assert lacks(copy) == [Lack.DATES]


@pytest.mark.parametrize(
    ("days", "found"),
    [(-2, Phase.PLANNED), (0, Phase.OPEN), (29, Phase.OPEN), (30.5, Phase.GRACE),
     (32, Phase.CLOSED)],
)  # fmt: skip
def test_where_a_call_stands_follows_from_the_clock(cohort, marta, days, found):
    call = making.published(cohort, marta, grace_hours=24)

    assert phase(call, timezone.now() + dt.timedelta(days)) == found


def test_hours_of_grace_are_for_those_who_had_begun(cohort, marta):
    call = making.published(cohort, marta, grace_hours=24)
    in_grace = call.closes_at + dt.timedelta(hours=1)
    early = Application(call=call, started_at=call.closes_at - dt.timedelta(minutes=1))
    late = Application(call=call, started_at=call.closes_at + dt.timedelta(minutes=1))

    assert takes(early, in_grace)
    assert not takes(late, in_grace)
    assert not takes(early, call.closes_at + dt.timedelta(hours=25))
