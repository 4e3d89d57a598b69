"""Two validate, one after the other, by public criteria; then it is published."""

import pytest

from cordata.notices.models import Letter
from cordata.practices.actions import documenting, validating
from cordata.practices.actions.contact import TakesNoQuestions, WroteOften, write_to_the_school
from cordata.practices.actions.telling import set_takes_questions, withdraw_practice
from cordata.practices.models import Edition, Stage
from cordata.practices.queries.published import published, title_in, with_ids
from cordata.practices.queries.records import changes_asked, standing_of
from tests.practices import making


def test_published_only_with_the_schools_agreement_and_both_validations(cast):
    edition, paola = making.agreed(cast), cast.people["researcher"]
    with pytest.raises(validating.NotYetValidated):
        validating.publish_record(edition, by=paola)
    making.validate(edition, Stage.PROJECT, making.second(cast))
    with pytest.raises(validating.NotYetValidated):
        validating.publish_record(edition, by=paola)
    making.validate(edition, Stage.EXPERT, making.expert(cast))

    validating.publish_record(edition, by=paola)

    assert [one.pk for one in published()] == [edition.pk]
    assert Letter.objects.filter(purpose="practice_published").count() == 2
    with pytest.raises(documenting.NotAtWork):
        validating.publish_record(edition, by=paola)


def test_the_expert_comes_after_the_project(cast):
    edition = making.agreed(cast)
    with pytest.raises(validating.TooEarly):
        making.validate(edition, Stage.EXPERT, making.expert(cast))


def test_who_stands_for_it_says_that_every_criterion_is_met(cast):
    edition = making.agreed(cast)
    with pytest.raises(validating.CriteriaUnmet) as refused:
        making.validate(edition, Stage.PROJECT, making.second(cast), hours=False)
    assert refused.value.unmet == ["hours"]


def test_a_stage_is_decided_once(cast):
    edition = making.agreed(cast)
    making.validate(edition, Stage.PROJECT, making.second(cast))
    with pytest.raises(validating.ValidatedAlready):
        making.validate(edition, Stage.PROJECT, cast.people["researcher"])


def test_a_change_that_is_asked_for_begins_the_round_again(cast):
    edition = making.agreed(cast)
    making.validate(edition, Stage.PROJECT, making.second(cast), says="change", hours=False)

    assert edition.state == Edition.State.DRAFT
    standing = standing_of(edition)
    assert (standing.agreement, standing.project) == (None, None)
    assert [one.words for one in changes_asked(edition)[1]] == ["Because."]
    assert Letter.objects.get(purpose="practice_changes").to == cast.people["researcher"].email
    with pytest.raises(documenting.NotAtWork):
        making.validate(edition, Stage.PROJECT, making.second(cast))


def test_a_next_edition_takes_the_place_of_the_one_before(cast):
    first, paola = making.published(cast), cast.people["researcher"]
    edition = documenting.start_edition(first.practice, by=paola)
    documenting.ask_agreement(edition, by=paola)
    making.agreeing.agree_with_record(edition, version=edition.version, by=cast.people["head"])
    making.validate(edition, Stage.PROJECT, making.second(cast))
    making.validate(edition, Stage.EXPERT, making.expert(cast))
    validating.publish_record(edition, by=paola)

    first.refresh_from_db()
    assert first.state == Edition.State.REPLACED
    assert [one.number for one in published()] == [2]


def test_what_was_taken_back_is_not_published(cast):
    edition = making.validated(cast)
    withdraw_practice(edition.practice, why="No.", by=cast.people["head"])
    with pytest.raises(documenting.Withdrawn):
        validating.publish_record(edition, by=cast.people["researcher"])


def test_others_tie_to_it_by_its_public_id_and_read_it_in_their_language(cast):
    edition = making.published(cast)
    found = with_ids(["prc_nothing", edition.practice.public_id])

    assert [one.pk for one in found] == [edition.pk]
    said = [
        (one.text, one.language) for one in map(title_in, [edition] * 3, ("it", "en", "hu"))
    ]
    assert said == [("title it", "it"), ("title en", "en"), ("title en", "en")]


def test_an_expert_is_named_once_and_ended(cast):
    named = making.expert(cast)
    programme, ada = cast.cohort.programme, cast.people["administrator"]
    with pytest.raises(validating.NamedAlready):
        validating.name_expert(programme, named, knows="x", by=ada)
    validating.end_expert(programme.experts.get(), by=ada)
    validating.name_expert(programme, named, knows="x", by=ada)


def test_a_message_goes_to_the_team_and_shows_the_writers_address_alone(cast):
    practice, writer = making.published(cast).practice, cast.people["teacher"]
    write_to_the_school(practice, words="Come avete cominciato?", by=writer)

    letters = Letter.objects.filter(purpose="practice_question")
    assert {one.to for one in letters} == {
        cast.people["head"].email, cast.people["team"].email,
    }  # fmt: skip
    assert {one.reply_to for one in letters} == {writer.email}
    for _time in range(4):
        write_to_the_school(practice, words="Ancora", by=writer)
    with pytest.raises(WroteOften):
        write_to_the_school(practice, words="Ancora", by=writer)


def test_a_school_that_closed_its_door_gets_no_message(cast):
    practice, head = making.published(cast).practice, cast.people["head"]
    set_takes_questions(practice, takes=False, by=head)
    with pytest.raises(TakesNoQuestions):
        write_to_the_school(practice, words="Come?", by=cast.people["teacher"])
    assert not Letter.objects.filter(purpose="practice_question").exists()
