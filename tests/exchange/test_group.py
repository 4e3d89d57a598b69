"""Questions, challenges, meetings and the common guide."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.exchange import rules
from cordata.exchange.actions import meeting, profiles, talking
from cordata.exchange.actions.contributing import contribute
from cordata.exchange.models import Answer, Meeting
from cordata.exchange.queries import meetings as seen
from cordata.exchange.queries import profiles as queries
from cordata.exchange.queries import talk
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.notices.models import Letter
from tests import factories as make
from tests.exchange import making

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


@pytest.fixture
def two():
    """Portugal with a position; Croatia that asks."""
    portugal = making.organisation("Portugal", "PT")
    croatia = making.organisation("Croatia", "HR")
    teresa, ivan = making.delegate(portugal), making.delegate(croatia)
    return making.position(portugal, making.recommendation(), by=teresa), croatia, teresa, ivan


def test_croatia_asks_why_and_the_letters_go_to_and_fro(two):
    found, croatia, teresa, ivan = two
    receipt = uuid4()
    asked = {"text": "Why one hour?", "language": "en", "receipt": receipt, "by": ivan}
    question = talking.ask(found, croatia, **asked)
    assert talking.ask(found, croatia, **asked) == question
    assert [one.to for one in Letter.objects.filter(purpose="position-question")] == [
        teresa.email
    ]
    assert list(talk.questions_waiting(type(croatia).objects.all())) == [question]
    assert list(talk.questions_answered(5)) == []

    answered = {"text": "The budget.", "language": "en", "receipt": uuid4(), "by": teresa}
    reply = talking.reply(question, found.organisation, **answered)
    assert talking.reply(question, found.organisation, **answered) == reply
    assert Letter.objects.filter(to=ivan.email, purpose="position-question").count() == 1
    assert list(talk.questions_answered(5)) == [question]
    assert not talk.questions_waiting(type(croatia).objects.all()).exists()
    talking.reply(question, croatia, text="Thank you.", language="en", by=ivan)
    assert Letter.objects.filter(to=teresa.email, purpose="position-question").count() == 2


def test_nobody_asks_itself_and_no_third_one_answers(two):
    found, croatia, teresa, ivan = two
    with pytest.raises(talking.OwnPosition):
        talking.ask(found, found.organisation, text="Why?", language="en", by=teresa)
    question = talking.ask(found, croatia, text="Why?", language="en", by=ivan)
    third = making.organisation("Italy", "IT")

    with pytest.raises(talking.NotOneOfTheTwo):
        talking.reply(
            question, third, text="Because.", language="en", by=making.delegate(third)
        )


def test_a_question_is_taken_back_until_it_is_answered(two):
    found, croatia, teresa, ivan = two
    said = {"text": "Why?", "language": "en"}
    first, second = (talking.ask(found, croatia, by=ivan, **said) for _time in range(2))
    talking.reply(second, found.organisation, by=teresa, **said)
    assert rules.may_take_back(ivan, first)
    assert not rules.may_take_back(teresa, first)

    talking.take_back(first, by=ivan)

    assert list(talk.questions_of(found)) == [second]
    assert not talk.questions_waiting(type(croatia).objects.all()).exists()
    with pytest.raises(talking.TakenBack):
        talking.take_back(first, by=ivan)
    with pytest.raises(talking.TakenBack):
        talking.reply(first, found.organisation, by=teresa, **said)
    with pytest.raises(talking.Answered):
        talking.take_back(second, by=ivan)


@pytest.fixture
def held():
    """A meeting that is over, with minutes that nobody has published."""
    ada = make.administrator()
    challenge = meeting.open_challenge(
        title="Time", question="Who pays?", language="en", by=ada
    )
    now = timezone.now()
    made = meeting.call_meeting(
        challenge, starts_at=now - dt.timedelta(hours=3), ends_at=now - dt.timedelta(hours=1),
        place="https://example.org/room", agenda="- Time", language="en", by=ada,
    )  # fmt: skip
    school = make.school()
    meeting.write_meeting(
        made, facts={"minutes": "We met."}, guests=[school],
        attended=[making.organisation("Italy", "IT")], decisions=["Ask the panel", "Meet again"],
        version=made.version, by=ada,
    )  # fmt: skip
    return made, ada


def test_minutes_are_the_groups_until_they_are_published(held):
    made, ada = held
    meeting.add_output(made, title="Slides", file=("a.pdf", PDF), by=ada)
    teresa = making.delegate(making.organisation("Portugal", "PT"))
    for reader in (None, make.person("Nobody")):
        assert not seen.meetings_seen_by(reader).exists()
        assert not seen.outputs_seen_by(reader).exists()
    for reader in (teresa, ada):
        assert seen.meetings_seen_by(reader).contains(made)
        assert seen.outputs_seen_by(reader).exists()

    meeting.publish_minutes(made, by=ada)

    (shown,) = seen.with_everything(seen.meetings_seen_by(None))
    assert [one.text for one in shown.decisions.all()] == ["Ask the panel", "Meet again"]
    assert [one.organisation.name for one in shown.attendances.all()] == ["Italy"]
    assert seen.outputs_seen_by(None).count() == 1


def test_published_minutes_change_in_the_open(held):
    made, ada = held
    meeting.publish_minutes(made, by=ada)
    first, named = made.published_at, {"guests": [], "attended": []}

    def say(minutes, decisions):
        facts = {"minutes": minutes}
        meeting.write_meeting(
            made, facts=facts, decisions=decisions, version=None, by=ada, **named
        )

    say("We met.\r\nTwice.", ["Ask the panel"])
    say("We met.\nTwice.", ["Ask the panel"])  # as another browser breaks the line
    say("We met.\nTwice.", [])
    meeting.publish_minutes(made, by=ada)

    last, before = seen.minutes_before(made)
    assert (before.minutes, before.decisions, before.attended) == (
        "We met.", ["Ask the panel", "Meet again"], ["Italy"],
    )  # fmt: skip
    assert (last.minutes, last.decisions) == ("We met.\nTwice.", ["Ask the panel"])
    assert (before.from_at, last.from_at) == (first, before.until)
    assert made.published_at == first
    assert Entry.objects.filter(verb="meeting.published").count() == 1
    with pytest.raises(meeting.NoMinutes):
        say(" ", [])


def test_a_meeting_to_come_shows_no_output_and_empty_minutes_are_not_published(held):
    made, ada = held
    with pytest.raises(ChangedBySomebody):
        meeting.write_meeting(
            made, facts={}, guests=[], attended=[], decisions=[], version=1, by=ada
        )
    meeting.write_meeting(
        made, facts={"minutes": ""}, guests=[], attended=[], decisions=[], version=None, by=ada
    )
    with pytest.raises(meeting.NoMinutes):
        meeting.publish_minutes(made, by=ada)
    for wrong in ({}, {"link": "https://example.org", "file": ("a.pdf", PDF)}):
        with pytest.raises(meeting.NothingGiven):
            meeting.add_output(made, title="Slides", by=ada, **wrong)
    assert made.decisions.count() == made.guests.count() == 0
    Meeting.objects.update(ends_at=timezone.now() + dt.timedelta(days=1))
    assert seen.meetings_seen_by(None).contains(made)
    meeting.add_output(made, title="Slides", link="https://example.org", by=ada)
    assert not seen.outputs_seen_by(None).exists()


def test_contributions_stand_under_the_fixed_heads_and_can_be_taken_back(held):
    made, _ada = held
    which = making.organisation("Portugal", "PT")
    teresa = making.delegate(which)
    texts = {"benefits": "Trust.", "technology": "A room."}
    assert contribute(made.challenge, which, texts, language="en", by=teresa) == 2
    assert contribute(made.challenge, which, texts, language="en", by=teresa) == 2

    texts = {"benefits": "Trust, after a year."}
    assert contribute(made.challenge, which, texts, language="en", by=teresa) == 1
    heads = seen.by_head(made.challenge)
    assert [label for label, _said in heads] == [
        "Benefits", "Technology", "Incentives", "Policy support", "Challenges",
    ]  # fmt: skip
    assert [len(said) for _label, said in heads] == [1, 0, 0, 0, 0]
    (challenge,) = seen.challenges()
    assert (challenge.said, challenge.met) == (1, 1)


def test_colleagues_do_not_delete_what_they_have_not_seen(held):
    made, _ada = held
    which = making.organisation("Portugal", "PT")
    teresa, rui = making.delegate(which), making.delegate(which, make.person("Rui"))
    shown = {"benefits": "", "technology": ""}
    contribute(
        made.challenge, which, {"benefits": "Trust."}, seen=shown, language="en", by=teresa
    )

    contribute(
        made.challenge, which, {"technology": "A room."}, seen=shown, language="en", by=rui
    )

    said = list(seen.contribution_of(made.challenge, which))
    assert [(one.text, one.written_by) for one in said] == [
        ("A room.", rui), ("Trust.", teresa),
    ]  # fmt: skip
    with pytest.raises(ChangedBySomebody):
        contribute(
            made.challenge, which, {"benefits": "Money."}, seen=shown, language="en", by=rui
        )
    shown = {one.under: seen.mark_of(one.text) for one in said}
    same = {one.under: one.text for one in said}
    contribute(made.challenge, which, same, seen=shown, language="pt", by=rui)
    found = {
        one.written_by: one.language for one in seen.contribution_of(made.challenge, which)
    }
    assert found == {rui: "pt", teresa: "en"}  # hers stays hers, in the language she wrote
    assert contribute(made.challenge, which, {}, seen=shown, language="en", by=rui) == 0


def test_a_mark_is_of_words_and_not_of_how_lines_were_broken():
    assert seen.mark_of("a\r\nb ") == seen.mark_of("a\nb")
    assert seen.mark_of("a b") != seen.mark_of("a\nb")
    assert seen.mark_of(" ") == ""


def test_an_answer_is_dated_owned_and_kept():
    which = making.organisation("Portugal", "PT")
    teresa = making.delegate(which)
    said = {
        "short": "One hour", "text": "", "language": "en", "said_on": dt.date(2026, 9, 1),
        "organisation": which, "by": teresa,
    }  # fmt: skip
    profiles.answer_guide("PT", "time", after=0, **said)
    profiles.answer_guide("PT", "time", after=1, **said | {"short": "Two hours"})

    with pytest.raises(ChangedBySomebody):
        profiles.answer_guide("PT", "time", after=1, **said)
    with pytest.raises(profiles.WhoseWord):
        profiles.answer_guide("PT", "rules", after=0, **said | {"organisation": None})
    profile = queries.profile_of("PT")
    assert profile.answers["time"].short == "Two hours"
    assert profile.answers["rules"] is None
    assert [one.short for one in queries.answers_before("PT")] == ["Two hours", "One hour"]
    assert queries.profile_of("FR") is None
    assert len(queries.price_table("PT")) == 5
    assert Answer.objects.count() == 2
