"""One message to many schools: once, in their languages, and taken back in time."""

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.models import Cluster
from cordata.cycles import rules
from cordata.cycles.actions import messages as actions
from cordata.cycles.models import Message
from cordata.cycles.queries.messages import messages_seen_by, sending_of, sent_messages
from cordata.history.models import Entry
from cordata.notices.models import MOST_ATTEMPTS, Letter
from cordata.notices.queries import Fate
from tests import cast as casting
from tests import factories as make
from tests.cycles.year import activity, cluster_of

ITALIAN = {"it": {"subject": "Incontro", "body": " Ci vediamo.\n"}}


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


def send(cast, marta, group="everybody", readers=3, **facts):
    usual = {"clusters": [], "texts": ITALIAN, "receipt": uuid4()}
    return actions.send_message(
        cast.cohort, group=group, readers=readers, by=marta, **(usual | facts)
    )


def names(cast, group, clusters=()):
    sending = sending_of(cast.cohort, group, clusters, ITALIAN)
    return [reader.name for reader, _language in sending.readers]


def test_each_group_is_its_heads_and_teams_each_person_once(cast):
    team = cast.people["team"]
    make.role(team, "head", "school", cast.others.school.public_id)
    cluster = cluster_of(cast)

    assert names(cast, "everybody") == ["Head", "Mentor Team", "Team"]
    assert names(cast, "mentors") == ["Mentor Team"]
    assert names(cast, "mentees") == ["Head", "Team"]
    assert names(cast, "chosen", [cluster]) == ["Head", "Mentor Team", "Team"]
    assert names(cast, "chosen", []) == []


def test_clusters_that_would_like_a_call_are_a_group(cast):
    cluster_of(cast)  # one person is alone in the team that leads
    make.role(make.person("Anna"), "head", "school", cast.leading.school.public_id)
    assert names(cast, "called") == []

    activity(Cluster.objects.get(), 20, "not_held")
    assert names(cast, "called") == ["Anna", "Head", "Mentor Team", "Team"]


def test_who_reads_another_language_gets_the_first_and_it_is_said(cast):
    team, head = cast.people["team"], cast.people["head"]
    for person, language in ((team, "it"), (head, "hr")):
        person.language = language
        person.save()

    sending = sending_of(cast.cohort, "everybody", [], ITALIAN)

    assert sending.by_language == {"it": 3}
    assert sending.missing == {"en": 1, "hr": 1}
    assert sending.schools == 3
    both = ITALIAN | {"hr": {"subject": "S", "body": "T"}}
    assert sending_of(cast.cohort, "everybody", [], both).by_language == {"hr": 1, "it": 2}


def test_its_letters_wait_ten_minutes_signed_by_who_writes(cast, marta):
    message = send(cast, marta)

    letters = list(Letter.objects.filter(about=message.public_id))
    assert len(letters) == 3
    assert {one.send_after for one in letters} == {message.undo_until}
    assert letters[0].body == f"Ci vediamo.\n\n{marta.name}\nRope 2026"
    assert (letters[0].reply_to, letters[0].language) == (marta.email, "it")
    assert Entry.objects.get(verb="message.sent").facts == {"readers": 3, "group": "everybody"}


def test_the_same_receipt_sends_once(cast, marta):
    receipt = uuid4()
    first = send(cast, marta, receipt=receipt)

    assert send(cast, marta, receipt=receipt) == first
    assert Letter.objects.count() == 3


def test_nothing_is_sent_to_others_than_the_check_page_said_or_to_nobody(cast, marta):
    with pytest.raises(actions.ReadersChanged) as changed:
        send(cast, marta, readers=2)
    assert len(changed.value.sending.readers) == 3
    with pytest.raises(actions.NobodyToWriteTo):
        send(cast, marta, group="chosen", readers=0)

    assert not Message.objects.exists()
    assert not Letter.objects.exists()


def test_it_is_taken_back_while_its_letters_wait_and_never_after(cast, marta):
    message, late = send(cast, marta), send(cast, marta)
    Message.objects.filter(pk=late.pk).update(
        undo_until=timezone.now() - dt.timedelta(seconds=1)
    )

    assert actions.withdraw_message(message, by=marta) == 3
    for one in (message, late):
        with pytest.raises(actions.TooLate):
            actions.withdraw_message(one, by=marta)

    fates = {
        one.message: (one.fate, one.may_undo) for one in sent_messages(Message.objects.all())
    }
    assert fates[message] == (Fate(withdrawn=3), False)
    assert fates[late] == (Fate(waiting=3), False)


def test_what_became_of_the_letters_is_counted(cast, marta):
    message = send(cast, marta)
    first, second, _third = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=first.pk).update(sent_at=timezone.now())
    Letter.objects.filter(pk=second.pk).update(attempts=MOST_ATTEMPTS, failure="no such box")

    (sent,) = sent_messages(messages_seen_by(marta))

    assert (sent.message, sent.may_undo) == (message, True)
    assert sent.fate == Fate(sent=1, waiting=1, failed=1)


def test_the_database_refuses_what_no_message_is(cast, marta):
    message = send(cast, marta)
    late = message.undo_until + dt.timedelta(minutes=1)
    for facts in ({"readers": 0}, {"withdrawn_at": late}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**facts)


def test_the_rule_and_the_query_agree_on_who_sees_a_message(cast, marta):
    message = send(cast, marta)
    for name, person in cast.people.items():
        if person:
            seen = messages_seen_by(person).contains(message)
            assert seen == rules.may_write_to(person, cast.cohort), name
