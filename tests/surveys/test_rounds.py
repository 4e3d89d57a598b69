"""Rounds: started in a minute, counted without names, reminded once, closed for good."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.analysis.forms.definition import Question
from cordata.analysis.forms.document import to_document
from cordata.clusters.actions.founding import found_cluster
from cordata.history.models import Entry
from cordata.networks.actions import ChangedBySomebody
from cordata.networks.actions.taking_part import withdraw_participation
from cordata.notices.models import Letter
from cordata.surveys import rules
from cordata.surveys.actions import rounds as actions
from cordata.surveys.actions.answering import RoundOver, save_answers
from cordata.surveys.actions.closing import AlreadyClosed, NotOver, close_round
from cordata.surveys.actions.paper import NotOnTheSheet, TooMany, enter_sheet, print_slips
from cordata.surveys.actions.waves import start_wave
from cordata.surveys.models import Answers, Instrument, Round, Salt, Slip, Snapshot, Wave
from cordata.surveys.queries import rounds as queries
from cordata.surveys.queries.forms import instruments_to_ask
from cordata.surveys.queries.linking import link_rates
from cordata.surveys.queries.waves import to_remind
from cordata.surveys.tasks import close_due_rounds
from tests.surveys import making


def answered(round_, *, voice="teachers", times=1, sent=True, link=()):
    for _ in range(times):
        save_answers(
            making.link(round_, voice), uuid4(), {"A1": ["4"]}, language="it", turn=0, page=1,
            send_with=list(link) if sent else None,
        )  # fmt: skip


def heard(round_):
    return {
        one.invited.voice: (one.sent, one.begun)
        for one in queries.counts_of([round_])[round_.pk]
    }


def test_it_has_a_link_for_each_voice_and_one_line_in_the_trail(round_):
    tokens = set(round_.invited.values_list("token", flat=True))
    assert len(tokens) == 3
    assert all(len(token) == 43 for token in tokens)
    assert round_.invited.get(voice="teachers").people == 31
    assert Entry.objects.filter(verb="round.started", thing=round_.public_id).count() == 1


def test_a_school_is_asked_once_on_an_occasion_and_only_what_is_published(cast, anna, round_):
    with pytest.raises(actions.AlreadyAsked):
        making.started(cast.theirs, anna, version=round_.instrument)
    making.started(cast.theirs, anna, version=round_.instrument, occasion="mid")
    assert Salt.objects.count() == 1
    round_.instrument.state = "draft"
    with pytest.raises(actions.NotPublished):
        making.started(cast.theirs, anna, version=round_.instrument, occasion="end")
    round_.instrument.state = "published"
    with pytest.raises(actions.DayHasPassed):
        making.started(
            cast.theirs, anna, version=round_.instrument, occasion="end",
            closes_at=timezone.now() - dt.timedelta(hours=1),
        )  # fmt: skip


def test_numbers_without_names(round_, django_assert_num_queries):
    answered(round_, times=2)
    answered(round_, sent=False)
    with django_assert_num_queries(1):
        assert heard(round_) == {"leaders": (0, 0), "teachers": (2, 1), "students": (0, 0)}


def test_the_day_and_the_numbers_change_while_it_runs(round_, anna):
    later = making.in_days(30)
    change = {"closes_at": later, "people": {"teachers": 33}, "by": anna}
    actions.change_round(round_, level="lower", version=1, **change)
    round_.refresh_from_db()
    assert (round_.closes_at, round_.level) == (later, "lower")
    assert round_.invited.get(voice="teachers").people == 33
    with pytest.raises(ChangedBySomebody):
        actions.change_round(round_, level="lower", version=1, **change)
    answered(round_)
    with pytest.raises(actions.Begun):
        actions.change_round(round_, level="upper", version=None, **change)
    with pytest.raises(actions.DayHasPassed):
        actions.change_round(
            round_, level="lower", version=None, people={}, by=anna,
            closes_at=making.in_days(-1),
        )  # fmt: skip
    close_round(round_, by=anna)
    with pytest.raises(actions.Over):
        actions.change_round(round_, level="lower", version=None, **change)


def test_one_reminder_to_the_team_in_its_language_with_words_to_pass_on(round_, anna, cast):
    head = cast.people["head"]
    type(head).objects.filter(pk=head.pk).update(language="hr")
    assert actions.remind(round_, by=anna) == 2
    letters = list(Letter.objects.filter(about=round_.public_id))
    assert {letter.language for letter in letters} == {"en", "hr"}
    assert all(making.link(round_, "students") in letter.body for letter in letters)
    round_.refresh_from_db()
    with pytest.raises(actions.AlreadyReminded):
        actions.remind(round_, by=anna)
    Round.objects.update(closes_at=timezone.now())
    round_.refresh_from_db()
    with pytest.raises(actions.Over):
        actions.remind(round_, by=anna)


def test_it_closes_once_is_frozen_and_the_empty_sheets_are_gone(round_, anna):
    answered(round_)
    save_answers(
        making.link(round_), uuid4(), {"A1": []}, language="it", turn=0, page=0, strict=False
    )
    with pytest.raises(NotOver):
        close_round(round_, by=None)
    close_round(round_, by=anna)
    with pytest.raises(AlreadyClosed):
        close_round(round_, by=anna)
    assert Answers.objects.count() == 1
    assert Snapshot.objects.filter(round=round_).count() == 1
    assert Entry.objects.filter(verb="round.closed").count() == 1


def test_rounds_close_by_themselves_and_a_bad_one_stops_no_other(
    cast, anna, round_, monkeypatch
):
    other = making.started(cast.others, anna, version=round_.instrument)
    assert close_due_rounds() == 0
    Round.objects.update(opens_at=making.in_days(-9), closes_at=making.in_days(-1))
    from cordata.surveys import tasks

    real = tasks.close_rounds

    def stumble(rounds, *, by):
        if round_ in rounds:
            raise ValueError
        return real(rounds, by=by)

    monkeypatch.setattr(tasks, "close_rounds", stumble)
    assert close_due_rounds() == 1
    other.refresh_from_db()
    assert other.is_closed
    monkeypatch.undo()
    assert close_due_rounds() == 1
    assert close_due_rounds() == 0


def test_the_rule_and_the_query_agree_on_who_sees_a_round(cast, anna, round_):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    together = making.asked(cluster, marta)
    seeing = {}
    for name, person in cast.people.items():
        if person is None:
            continue
        for which in (round_, together):
            sees = queries.rounds_seen_by(person).contains(which)
            assert sees == rules.may_see_round(person, which), name
            assert not rules.may_run_round(person, which) or sees
            seeing.setdefault(which, set()).update({name} if sees else set())
    coordinators = {"coordinator", "programme_coordinator"}
    assert seeing[round_] == {"team", "head"} | coordinators
    assert seeing[together] == {"team", "head", "mentor_team"} | coordinators


def test_a_cluster_is_asked_by_its_mentor_school_and_closes_like_any_other(cast, anna):
    marta, mentor = cast.people["coordinator"], cast.people["mentor_team"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    assert rules.may_ask_cluster(mentor, cluster)
    assert not rules.may_ask_cluster(anna, cluster)
    round_ = making.asked(cluster, mentor)
    assert list(queries.rounds_of_cluster(cluster)) == [round_]
    answered(round_, voice="all", times=2)
    assert actions.remind(round_, by=mentor) == 3
    assert heard(round_) == {"all": (2, 0)}
    assert queries.round_before(round_) is None
    close_round(round_, by=mentor)


def test_a_wave_gives_every_school_its_round_and_keeps_what_was_begun(
    cast, anna, round_, django_assert_max_num_queries
):
    marta = cast.people["coordinator"]
    cast.others.school.pupils = 250
    cast.others.school.save()
    opens = making.in_days(2)
    with django_assert_max_num_queries(25):
        wave = start_wave(
            cast.cohort, instrument=round_.instrument, occasion="baseline", opens_at=opens,
            closes_at=making.in_days(20), by=marta,
        )  # fmt: skip
    assert wave.rounds.count() == 3
    round_.refresh_from_db()
    assert round_.wave == wave
    theirs = wave.rounds.get(participation=cast.others)
    assert theirs.opens_at == opens
    assert theirs.invited.get(voice="students").people == 250
    letters = Letter.objects.filter(about=wave.public_id)
    assert {one.send_after for one in letters} == {opens}
    assert letters.count() == 3  # two of one team, one of the mentor school
    answered(round_)
    assert queries.heard_in([wave]) == {wave.pk: (1, 3)}
    assert list(queries.waves_of(marta, "IT")) == [wave]
    assert not queries.waves_of(cast.people["coordinator_elsewhere"], "IT").exists()
    with pytest.raises(actions.AlreadyAsked):
        start_wave(
            cast.cohort, instrument=round_.instrument, occasion="baseline", opens_at=opens,
            closes_at=making.in_days(20), by=marta,
        )  # fmt: skip
    with pytest.raises(actions.DayHasPassed):
        start_wave(
            cast.cohort, instrument=round_.instrument, occasion="mid", opens_at=opens,
            closes_at=making.in_days(1), by=marta,
        )  # fmt: skip
    assert Wave.objects.count() == 1


def test_a_wave_asks_each_school_at_the_level_it_was_asked_at_last(cast, anna):
    own = [Question(one, "text", {"en": "Well?", "hr": "I?"}, levels=(one,), voices=("teachers",))
           for one in ("lower", "upper", "vocational")]  # fmt: skip
    made = making.instrument("levels")
    made.document = to_document(replace(making.form(), children=tuple(own)))
    made.save()
    for one in (cast.theirs, cast.others):  # the register knows upper, and nothing vocational
        type(one.school).objects.filter(pk=one.school_id).update(levels=["2", "3"])
    making.started(cast.theirs, anna, version=made, level="lower")
    making.started(cast.theirs, anna, version=made, level="vocational", occasion="mid")

    wave = start_wave(
        cast.cohort, instrument=made, occasion="end", opens_at=timezone.now(),
        closes_at=making.in_days(20), by=cast.people["coordinator"],
    )  # fmt: skip

    asked = dict(wave.rounds.values_list("participation", "level"))
    assert (asked[cast.theirs.pk], asked[cast.others.pk]) == ("vocational", "lower")


def test_a_wave_begins_with_the_numbers_that_a_school_told_last(cast, anna, round_):
    type(cast.theirs.school).objects.filter(pk=cast.theirs.school_id).update(pupils=412)
    told = {"leaders": 2, "teachers": 33, "students": 60}  # of its pupils two classes are asked
    making.started(cast.theirs, anna, version=round_.instrument, occasion="mid", people=told)

    wave = start_wave(
        cast.cohort, instrument=round_.instrument, occasion="end", opens_at=timezone.now(),
        closes_at=making.in_days(20), by=cast.people["coordinator"],
    )  # fmt: skip

    given = wave.rounds.get(participation=cast.theirs).invited.values_list("voice", "people")
    assert dict(given) == {"leaders": 0, "teachers": 33, "students": 60}
    other = wave.rounds.get(participation=cast.others).invited.get(voice="teachers")
    assert other.people == 0


def test_a_school_that_has_left_is_not_reminded(cast, anna, round_):
    wave = start_wave(
        cast.cohort, instrument=round_.instrument, occasion="baseline", opens_at=timezone.now(),
        closes_at=making.in_days(20), by=cast.people["coordinator"],
    )  # fmt: skip
    withdraw_participation(cast.theirs, reason="Moves", by=cast.people["coordinator"])

    asked = to_remind(wave, timezone.now()).values_list("participation", flat=True)

    assert set(asked) == {cast.others.pk, cast.leading.pk}


def test_waves_link_without_a_name_within_a_school_only(cast, anna, round_):
    mid = making.started(cast.theirs, anna, version=round_.instrument, occasion="mid")
    Round.objects.filter(pk=round_.pk).update(opens_at=making.in_days(-200))
    elsewhere = making.started(cast.others, anna, version=round_.instrument)
    codes = [("Ma", f"{day:02}", "To", "a") for day in range(1, 13)]
    for code in codes:
        answered(round_, link=code)
    for code in codes[:6]:
        answered(mid, link=(" mà", *code[1:]))
        answered(elsewhere, link=code)
    for code in (
        *[("Xa", f"{day:02}", "To", "a") for day in range(1, 7)],
        codes[11],
        codes[11],
    ):
        answered(mid, link=code)
    answered(mid, times=2, link=("Ma", "", "To", "a"))
    assert queries.round_before(mid) is None  # the one before is still open
    close_round(round_, by=anna)
    assert queries.round_before(mid) == Round.objects.get(pk=round_.pk)
    [rate] = link_rates(round_, mid)
    assert (rate.coded, rate.linked, rate.is_shown) == (
        12,
        6,
        True,
    )  # made twice, it links nobody
    [apart] = link_rates(round_, elsewhere)
    assert (apart.linked, apart.is_shown) == (0, False)


def test_a_sheet_of_paper_is_typed_in_once_and_only_what_it_offers(round_, anna):
    invited = round_.invited.get(voice="teachers")
    invited.round = round_
    receipt, given = uuid4(), {"A1": ["4"], "A2": [], "A6": ["2"], "A7": ["3"]}
    assert enter_sheet(invited, receipt, given, language="it", by=anna)
    assert not enter_sheet(invited, receipt, given, language="it", by=anna)
    sheet = Answers.objects.get()
    assert (sheet.source, sheet.is_finished, sheet.answers) == (
        "paper",
        True,
        {"A1": "4", "A6": "2"},
    )
    with pytest.raises(NotOnTheSheet) as refused:
        enter_sheet(invited, uuid4(), {"A1": ["9"]}, language="it", by=anna)
    assert refused.value.names == ["A1"]
    with pytest.raises(TooMany):
        print_slips(invited, 501, by=anna)
    close_round(round_, by=anna)
    invited.round.refresh_from_db()
    with pytest.raises(RoundOver):
        enter_sheet(invited, uuid4(), given, language="it", by=anna)
    with pytest.raises(RoundOver):
        print_slips(invited, 1, by=anna)
    assert not Slip.objects.exists()


def test_questionnaires_to_choose_from(round_, db):
    visit = making.instrument("visit", voices=())
    theirs = making.instrument("theirs")
    type(theirs.instrument).objects.filter(pk=theirs.instrument_id).update(country="HR")
    assert instruments_to_ask("IT", whole_school=True) == [round_.instrument]
    assert set(instruments_to_ask("HR", whole_school=True)) == {round_.instrument, theirs}
    assert instruments_to_ask("IT", whole_school=False) == [visit]


def test_what_is_known_stands_there_already(cast, anna, round_):
    assert queries.last_numbers(cast.theirs) == {"leaders": 2, "teachers": 31, "students": 300}
    assert queries.last_numbers(cast.others) == {}
    core = round_.instrument.instrument
    edition = Instrument(slug="small-it", country="IT", adapted_from=round_.instrument)
    for asked in (core, edition):
        left = queries.occasions_left(cast.theirs, asked)
        assert "baseline" not in left
        assert left[0] == "mid"
    schools = {cast.theirs.school.public_id, cast.others.school.public_id}
    at_hand, asked = queries.at_hand_in(schools, closed_since=timezone.now())
    assert (at_hand, asked) == ([round_], {cast.theirs.pk})
