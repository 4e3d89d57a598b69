"""What a school tells: kept with holes, sent whole, withdrawn at any time."""

import uuid
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.practices.actions import telling
from cordata.practices.models import Practice
from cordata.practices.queries.published import published, withdrawn
from tests.kit.test_pictures import SMALL_PNG
from tests.practices import making


def test_a_draft_may_have_holes_and_has_its_number(cast):
    head = cast.people["head"]

    kept = telling.start_practice(cast.theirs, telling.Told(), language="it", by=head)

    assert kept.number == kept.pk
    assert kept.sent_at is None
    with pytest.raises(telling.NotWhole) as refused:
        telling.send_practice(kept, by=head)
    assert refused.value.empty == [
        "title", "situation", "done", "effort", "worked", "failed", "advice", "outcome",
    ]  # fmt: skip


def test_the_same_page_sent_twice_is_one_practice(cast):
    head, receipt = cast.people["head"], uuid.uuid4()
    first, second = (
        telling.start_practice(
            cast.theirs, making.TOLD, language="it", receipt=receipt, by=head
        )
        for _time in range(2)
    )

    assert first == second
    assert Practice.objects.count() == 1


def test_what_did_not_work_needs_nothing_that_worked_and_is_never_left_out(cast):
    failed = making.sent(cast, outcome="did_not", worked="")
    assert failed.sent_at is not None

    silent = making.draft(cast, failed="")
    with pytest.raises(telling.NotWhole) as refused:
        telling.send_practice(silent, by=cast.people["head"])
    assert refused.value.empty == ["failed"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=failed.pk).update(failed="")


def test_sixty_words_are_enough(cast):
    long = making.draft(cast, done="uno " * 61)
    with pytest.raises(telling.NotWhole) as refused:
        telling.send_practice(long, by=cast.people["head"])
    assert refused.value.long == ["done"]
    making.sent(cast, done="uno " * 60)


def test_a_picture_is_not_sent_without_its_rights(cast):
    head = cast.people["head"]
    kept = telling.start_practice(
        cast.theirs, making.TOLD, language="it", upload=("a.png", SMALL_PNG), by=head
    )
    with pytest.raises(telling.NotWhole) as refused:
        telling.send_practice(kept, by=head)
    assert refused.value.empty == ["picture_says", "picture_rights", "picture_pupils"]

    told = replace(
        making.TOLD, picture_says="Un’aula", picture_rights="open", picture_pupils="nobody"
    )
    telling.change_practice(kept, told, version=kept.version, by=head)
    telling.send_practice(kept, by=head)
    with pytest.raises(IntegrityError), transaction.atomic():
        Practice.objects.filter(pk=kept.pk).update(picture_rights="")


def test_a_colleague_who_was_faster_is_not_written_over(cast):
    mine, head = making.draft(cast), cast.people["head"]
    yours = Practice.objects.get(pk=mine.pk)
    telling.change_practice(mine, replace(making.TOLD, title="Mia"), version=1, by=head)

    with pytest.raises(ChangedBySomebody):
        telling.change_practice(yours, replace(making.TOLD, title="Tua"), version=1, by=head)
    assert Practice.objects.get().title == "Mia"


def test_once_sent_its_words_stay_as_they_are(cast):
    practice, head = making.sent(cast), cast.people["head"]

    with pytest.raises(telling.SentAlready):
        telling.change_practice(practice, making.TOLD, version=None, by=head)
    with pytest.raises(telling.SentAlready):
        telling.send_practice(practice, by=head)


def test_a_page_of_the_draft_is_behind_what_was_sent(cast, monkeypatch):
    practice, head, claim = making.draft(cast), cast.people["head"], telling.claim

    def sent_first(thing, version, **facts):
        monkeypatch.setattr(telling, "claim", claim)
        telling.send_practice(Practice.objects.get(pk=practice.pk), by=head)
        claim(thing, version, **facts)

    monkeypatch.setattr(telling, "claim", sent_first)
    with pytest.raises(ChangedBySomebody):
        telling.change_practice(
            practice, replace(making.TOLD, done=""), version=practice.version, by=head
        )

    assert Practice.objects.get().done == making.TOLD.done


def test_a_school_takes_a_published_practice_back_and_the_reason_stays(cast):
    practice, head = making.published(cast).practice, cast.people["head"]
    assert published().count() == 1

    telling.withdraw_practice(practice, why="Non la facciamo più.", by=head)

    assert not published().exists()
    assert withdrawn(practice.number).withdrawn_why == "Non la facciamo più."
    assert Entry.objects.filter(verb="practice.withdrawn", thing=practice.public_id).exists()
    with pytest.raises(telling.WithdrawnAlready):
        telling.withdraw_practice(practice, why="Ancora.", by=head)


def test_what_was_never_public_leaves_no_page_behind(cast):
    practice = making.sent(cast)
    telling.withdraw_practice(practice, why="No.", by=cast.people["head"])

    assert withdrawn(practice.number) is None
