"""A school's rounds, a cluster's questions and a country's waves, through the pages."""

import datetime as dt
import re
from dataclasses import replace
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from cordata.analysis.forms.definition import Question
from cordata.analysis.forms.document import to_document
from cordata.clusters.actions.founding import found_cluster
from cordata.kit import days
from cordata.notices.models import Letter
from cordata.surveys.actions.closing import close_round
from cordata.surveys.actions.waves import start_wave
from cordata.surveys.models import Answers, Instrument, Round, Slip, Wave
from tests.surveys import making

IN_TWO_WEEKS = (timezone.localdate() + dt.timedelta(days=14)).isoformat()


@pytest.fixture
def version(cast):
    return making.instrument()


@pytest.fixture
def team(sign_in):
    return sign_in("team")


@pytest.fixture
def round_(cast, version):
    return making.started(cast.theirs, cast.people["team"], version=version)


def page(name, *arguments):
    return reverse(f"surveys:{name}", args=arguments)


def html(answer):
    return answer.content.decode()


def test_a_round_is_set_up_from_what_is_known(cast, version, team):
    cast.theirs.school.pupils = 412
    cast.theirs.school.save()
    start = page("start", cast.theirs.public_id)
    assert 'value="412"' in html(team.get(start))
    facts = {"instrument": version.public_id, "occasion": "baseline", "leaders": 2,
             "teachers": 31, "students": 400, "closes_at": IN_TWO_WEEKS}  # fmt: skip
    wrong = team.post(start, facts | {"closes_at": "2020-01-01", "teachers": ""})
    assert wrong.status_code == 422
    assert "This day has passed." in html(wrong)
    assert "400" in html(wrong)
    shown = html(team.post(start, facts, follow=True))
    assert "It has begun." in shown
    assert shown.count('class="qr"') == 3
    assert "0 of 31" in shown
    [made] = Round.objects.all()
    assert (made.closes_at - timezone.now()).days in {13, 14}
    again = team.post(start, facts, follow=True)  # pressed twice: it is the one that has begun
    assert "asked this on that occasion already" in html(again)
    assert again.redirect_chain[-1][0] == page("round", made.public_id)
    assert page("round", made.public_id) in html(team.get(page("rounds")))


def test_rounds_of_two_years_are_told_apart(cast, round_, team):
    shown = html(team.get(page("rounds")))
    cohort = cast.theirs.cohort
    assert f"{cohort.programme.name}, {cohort.name} · " in shown
    assert days.day(round_.opens_at) in shown
    assert days.day(round_.closes_at) in shown


def test_without_a_questionnaire_the_page_says_so(cast, team):
    assert "No questionnaire is published" in html(
        team.get(page("start", cast.theirs.public_id))
    )


def test_the_coordinator_sees_numbers_and_no_link(cast, round_, marta):
    shown = html(marta.get(page("round", round_.public_id)))
    assert "0 of 31" in shown
    assert making.link(round_) not in shown


def test_the_day_the_numbers_and_the_level_change(cast, round_, team, sign_in):
    here, change = page("round", round_.public_id), page("change", round_.public_id)
    facts = {
        "version": 1,
        "leaders": 2,
        "teachers": 33,
        "students": 300,
        "closes_at": IN_TWO_WEEKS,
    }
    assert "Saved." in html(team.post(change, facts, follow=True))
    assert "0 of 33" in html(team.get(here))
    late = sign_in("head").post(change, facts)
    assert late.status_code == 409
    assert "A colleague changed this round meanwhile." in html(late)


def test_an_edition_of_ones_own_comes_first_and_is_told_apart(cast, version, team):
    edition = making.instrument("small-it")
    Instrument.objects.filter(pk=edition.instrument_id).update(
        country="IT", adapted_from=version
    )

    shown = html(team.get(page("start", cast.theirs.public_id)))

    offered = re.findall(r'<option value="(inv_[^"]+)"[^>]*>([^<]+)<', shown)
    assert offered == [
        (edition.public_id, "Our digital school (Italy)"),
        (version.public_id, "Our digital school (For every country)"),
    ]


def test_only_the_voices_of_the_chosen_questionnaire_are_invited(cast, version, team):
    own = making.instrument("z-teachers", voices=("teachers",))
    start = page("start", cast.theirs.public_id)
    facts = {"instrument": own.public_id, "occasion": "mid", "leaders": 2, "teachers": 31,
             "students": 300, "closes_at": IN_TWO_WEEKS}  # fmt: skip

    team.post(start, facts)

    asked = Round.objects.get().invited.values_list("voice", "people")
    assert dict(asked) == {"teachers": 31}


def test_the_next_round_begins_at_the_level_of_the_last(cast, team):
    made = making.instrument("levels")
    own = (Question("B1", "text", {"en": "Well?", "hr": "I?"}, voices=("teachers",),
                    levels=("upper", "vocational")),)  # fmt: skip
    made.document = to_document(replace(making.form(), children=own))
    made.save()
    making.started(cast.theirs, cast.people["team"], version=made, level="vocational")

    shown = html(team.get(page("start", cast.theirs.public_id)))

    assert '<option value="vocational" selected>' in shown


def test_the_reminder_is_sent_once(round_, team):
    remind = page("remind", round_.public_id)
    assert "some of you have not answered yet" in html(
        team.get(page("round", round_.public_id))
    )
    assert "2 letters are on their way" in html(team.post(remind, follow=True))
    assert "there is only one" in html(team.post(remind, follow=True))


def test_it_is_closed_after_a_second_look_and_then_stays(round_, team):
    close = page("close", round_.public_id)
    assert "never opens again" in html(team.get(close))
    shown = html(team.post(close, follow=True))
    assert "Closed. Nothing can be added" in shown
    assert "Choose up to three goals" in shown  # the report is there at once
    assert making.link(round_) not in html(team.get(page("round", round_.public_id)))
    told = "The round has closed; it stays as it was."
    assert told in html(team.post(close, follow=True))
    assert told in html(team.get(close, follow=True))
    assert told in html(team.post(page("remind", round_.public_id), follow=True))
    assert told in html(team.get(page("entry", round_.public_id, "teachers"), follow=True))
    slips = page("slips", round_.public_id, "teachers")
    assert told in html(team.post(slips, {"number": 3}, follow=True))
    facts = {
        "version": "",
        "leaders": 2,
        "teachers": 1,
        "students": 1,
        "closes_at": IN_TWO_WEEKS,
    }
    assert told in html(team.post(page("change", round_.public_id), facts, follow=True))


def test_how_many_answer_again_is_told_only_if_it_points_at_nobody(cast, round_, team, version):
    from tests.surveys.test_rounds import answered

    mid = making.started(cast.theirs, cast.people["team"], version=version, occasion="mid")
    Round.objects.filter(pk=round_.pk).update(opens_at=making.in_days(-200))
    for day in range(1, 7):
        for which in (round_, mid):
            answered(which, link=("Ma", f"{day:02}", "To", "a"))
    answered(mid, voice="leaders", link=("Xa", "01", "To", "a"))
    for which in (round_, mid):
        close_round(which, by=cast.people["team"])
    shown = html(team.get(page("round", mid.public_id)))
    assert "6 of 6 answers with a code belong to people" in shown
    assert "too few to say how many" in shown


def test_paper_is_printed_in_every_language_of_the_questions(round_, team):
    answer = team.get(page("sheet", round_.public_id, "teachers", "hr"))
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content
    english = PdfReader(
        BytesIO(team.get(page("sheet", round_.public_id, "teachers", "en")).content)
    )
    paper = " ".join(" ".join(one.extract_text() for one in english.pages).split())
    assert "none that rests on fewer than five people" in paper
    assert paper.count("in own words is read by the head and the team of the school") == 2
    assert "A7 Only if it fits what you answered before" in paper
    assert paper.count("Only if it fits") == 1
    assert team.get(page("sheet", round_.public_id, "teachers", "xx")).status_code == 404
    assert team.get(page("sheet", round_.public_id, "parents", "hr")).status_code == 404


def test_paper_says_what_a_question_says_on_the_screen(cast, team):
    made = making.instrument("hints")
    hint = {"en": "Write no names.", "hr": "Ne pišite imena."}
    own = tuple(
        replace(one, hints=hint, required=False)
        for one in making.form().children[0].children
        if one.name in {"A2", "more"}
    )
    made.document = to_document(replace(making.form(), children=own))
    made.save()
    which = making.started(cast.theirs, cast.people["team"], version=made, occasion="mid")

    printed = team.get(page("sheet", which.public_id, "teachers", "en")).content

    paper = " ".join(
        " ".join(one.extract_text() for one in PdfReader(BytesIO(printed)).pages).split()
    )
    assert paper.count("Write no names.") == 2


def test_slips_are_printed_and_their_codes_forgotten(round_, team):
    slips = page("slips", round_.public_id, "teachers")
    answer = team.post(slips, {"number": 12})
    assert answer.content.startswith(b"%PDF")
    assert Slip.objects.count() == 12
    assert "1 to 500" in html(team.post(slips, {"number": 9000}, follow=True))


def test_sheets_are_typed_in_by_their_printed_numbers(round_, team):
    entry = page("entry", round_.public_id, "teachers")
    shown = html(team.get(entry))
    assert "1 not at all · 2 a little" in shown
    receipt = re.search(r'name="receipt"[^>]* value="([^"]+)"', shown)[1]
    typed = {"receipt": receipt, "A1": "4", "A2": "7", "A3": "", "A4": "3", "more": "Più tempo"}
    wrong = team.post(entry, typed | {"A2": "9", "A3": "1 2", "A4": "x"})
    assert wrong.status_code == 422
    assert html(wrong).count("not on the sheet</span>") == 3
    assert "Più tempo" in html(wrong)
    for _ in range(2):  # sent twice
        assert "1 sheet of paper is in." in html(team.post(entry, typed, follow=True))
    kept = {"A1": "4", "A2": "pns", "A4": "3", "more": "Più tempo"}
    assert Answers.objects.get().answers == kept
    most = {"A1": "1", "A4": "2", "A5": "2", "A6": "4"}
    team.post(entry, {"receipt": "no number", **most})
    assert Answers.objects.count() == 2
    team.post(entry, typed | most)  # other numbers are another sheet, and none is lost
    assert Answers.objects.count() == 3


def test_a_sheet_of_which_most_is_open_is_looked_at_once_more(round_, team):
    entry = page("entry", round_.public_id, "teachers")
    early = team.post(entry, {"A1": "4"})  # Enter instead of Tab
    assert early.status_code == 422
    assert "7 of 8 questions are left open." in html(early)
    assert 'value="4"' in html(early)
    assert not Answers.objects.exists()
    more = team.post(entry, {"A1": "4", "A2": "5", "left": "7"})
    assert "6 of 8 questions are left open." in html(more)
    shown = html(team.post(entry, {"A1": "4", "A2": "5", "left": "6"}, follow=True))
    assert "1 sheet of paper is in." in shown
    for left in ("", "8"):
        empty = team.post(entry, {"left": left})
        assert empty.status_code == 422
        assert "Nothing is typed in yet." in html(empty)
    assert Answers.objects.count() == 1


def test_the_mentor_school_asks_its_cluster(cast, sign_in, marta):
    visit = making.instrument("visit", voices=())
    cluster = found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    feedback = page("feedback", cluster.public_id)
    mentor = sign_in("mentor_team")
    shown = html(mentor.get(reverse("clusters:cluster", args=[cluster.public_id])))
    assert feedback in shown
    facts = {"instrument": visit.public_id, "people": 0, "closes_at": IN_TWO_WEEKS}
    shown = html(mentor.post(feedback, facts, follow=True))
    assert "Pass the link on." in shown
    assert shown.count('class="qr"') == 1
    team = html(sign_in("team").get(feedback))
    assert "Our digital school" in team
    assert "Ask the cluster" not in team


def test_what_a_cluster_answered_is_read_from_its_round_by_whoever_may(cast, sign_in):
    visit = making.instrument("visit", voices=())
    document = to_document(replace(making.form(voices=()), areas={}, children=(
        Question("Q1", "text", {"en": "What was good?", "hr": "Što je bilo dobro?"}),
    )))  # fmt: skip
    type(visit).objects.filter(pk=visit.pk).update(document=document)
    cluster = found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    asked = making.asked(cluster, cast.people["mentor_team"], version=visit)
    here, report = (
        page("round", asked.public_id),
        reverse("reports:report", args=[asked.public_id]),
    )
    mentor = sign_in("mentor_team")
    assert report not in html(mentor.get(here))

    shown = html(mentor.post(page("close", asked.public_id), follow=True))

    assert "Valli: Our digital school" in shown  # of what; not only that it was once
    assert page("feedback", cluster.public_id) in shown
    assert "How reliable the areas are" not in shown
    assert "Too few have answered" not in shown
    assert "Area</th>" not in shown
    for reader in ("mentor_team", "team", "coordinator"):
        assert report in html(sign_in(reader).get(here))


def test_more_answers_than_people_is_said_while_it_can_be_mended(cast, round_, team):
    from tests.surveys.test_rounds import answered

    said = (
        "Teachers: 3 answers, 2 invited. Correct how many are invited before the round closes"
    )
    round_.invited.filter(voice="teachers").update(people=2)
    answered(round_, times=2)
    answered(round_, sent=False)
    here, close = page("round", round_.public_id), page("close", round_.public_id)
    assert said in html(team.get(here))
    assert said in html(team.get(close))

    round_.invited.filter(voice="teachers").update(people=3)

    assert "Correct how many" not in html(team.get(here)) + html(team.get(close))


def test_a_wave_is_opened_and_watched(cast, version, marta):
    assert "Open a round" in html(marta.get(page("waves", "it")))
    start = page("start-wave", "it", cast.cohort.public_id)
    assert "3 schools get a round each" in html(marta.get(start))
    today = timezone.localdate().isoformat()
    facts = {"instrument": version.public_id, "occasion": "baseline", "opens_on": today,
             "closes_at": IN_TWO_WEEKS}  # fmt: skip
    wrong = marta.post(start, facts | {"opens_on": "2099-01-01"})
    assert "It must be after the first day." in html(wrong)
    check = html(marta.post(start, facts))
    assert not Wave.objects.exists()  # nothing is sent without a look
    assert "3 schools get a round each." in check
    assert "3 people get it" in check
    assert "Your school&#x27;s self-assessment is ready" in check
    assert "IC Valle Alta" in check
    assert html(marta.post(start, facts | {"change": "yes"})).count(IN_TWO_WEEKS) == 1
    late = marta.post(start, facts | {"readers": 2})
    assert late.status_code == 409
    assert "have changed since you looked" in html(late)
    facts |= {"readers": 3}
    shown = html(marta.post(start, facts, follow=True))
    assert "0 of 3 schools have answers" in shown
    assert "IC Valle Alta" in shown
    again = marta.post(start, facts, follow=True)
    assert "asked this on that occasion already" in html(again)
    wave = page("wave", "it", Wave.objects.get().public_id)
    assert again.redirect_chain[-1][0] == wave
    assert wave in html(marta.get(page("waves", "it")))
    assert '<option value="mid" selected>' in html(marta.get(start))  # the next that is due


def test_a_wave_moves_its_last_day_reminds_once_and_adds_its_voices_up(
    cast, round_, marta, sign_in
):
    from tests.surveys.test_rounds import answered

    wave = start_wave(
        cast.cohort, instrument=round_.instrument, occasion="baseline",
        opens_at=timezone.now(), closes_at=making.in_days(20), by=cast.people["coordinator"],
    )  # fmt: skip
    answered(round_)
    here = page("wave", "it", wave.public_id)
    shown = html(marta.get(here))
    assert "1<small>2 schools" in shown  # of 31, and two schools have not told
    assert "2 schools have not told of how many" in shown
    assert "of how many: not told yet" in shown
    assert making.link(round_) not in shown
    assert "/a/…/" in shown
    first = html(marta.get(reverse("networks:overview", args=["it"])))
    assert here in first
    assert "2 schools have not told of how many" in first

    own = round_.closes_at
    told = html(marta.post(here, {"closes_at": IN_TWO_WEEKS}, follow=True))
    assert "The last day has moved for 2 schools." in told
    round_.refresh_from_db()
    assert round_.closes_at == own
    assert marta.post(here, {"closes_at": "2020-01-01"}).status_code == 422

    assert "Send 3 letters" in told
    assert "3 letters are on their way" in html(marta.post(here, {"remind": "y"}, follow=True))
    assert Letter.objects.filter(subject__startswith="Please pass on").count() == 3
    again = html(marta.post(here, {"remind": "y"}, follow=True))
    assert again.count("Every school has had its reminder; there is only one.") == 2

    Wave.objects.update(opens_at=making.in_days(-9), closes_at=making.in_days(-1))
    over = html(marta.post(here, {"closes_at": IN_TWO_WEEKS}, follow=True))
    assert "The round has closed; it stays as it was." in over
    assert sign_in("team").post(here, {"remind": "y"}).status_code == 404


def test_the_week_asks_to_begin_and_then_to_bring_answers_in(cast, version, team, marta):
    found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    week = reverse("home:this-week")
    assert "Start the self-assessment" in html(team.get(week))
    round_ = making.started(
        cast.theirs, cast.people["team"], version=version, closes_at=making.in_days(3),
        people={"leaders": 0, "teachers": 31},
    )  # fmt: skip
    shown = html(team.get(week))
    assert "Start the self-assessment" not in shown
    assert "leaders 0, teachers 0 of 31" in shown
    assert page("round", round_.public_id) in shown
    wave = Wave.objects.create(
        cohort=cast.cohort, instrument=version, occasion="mid", opens_at=making.in_days(-1),
        closes_at=making.in_days(2),
    )  # fmt: skip
    Round.objects.filter(pk=round_.pk).update(wave=wave)
    assert "0 of 1 school has answers" in html(marta.get(week))

    close_round(round_, by=cast.people["team"])
    shown = html(team.get(week))
    assert "Read your report and choose your goals" in shown
    assert reverse("reports:report", args=[round_.public_id]) in shown
    Round.objects.filter(pk=round_.pk).update(closed_at=making.in_days(-15))
    assert "Read your report" not in html(team.get(week))


def test_a_wave_is_taken_back_and_leaves_the_week_until_somebody_answers(
    cast, version, team, marta
):
    from tests.surveys.test_rounds import answered

    def opened(occasion):
        return start_wave(
            cast.cohort, instrument=version, occasion=occasion, opens_at=timezone.now(),
            closes_at=making.in_days(3), by=cast.people["coordinator"],
        )  # fmt: skip

    found_cluster(
        cast.cohort, cast.leading, [cast.theirs], name="Valli", by=cast.people["coordinator"]
    )
    wave = opened("baseline")
    theirs = wave.rounds.get(participation=cast.theirs)
    week, back = reverse("home:this-week"), page("take-back-wave", "it", wave.public_id)
    assert page("round", theirs.public_id) in html(team.get(week))
    assert back in html(marta.get(page("wave", "it", wave.public_id)))
    assert "3 schools lose the round" in html(marta.get(back))
    assert marta.post(back, {"reason": " "}).status_code == 422
    assert "Taken back." in html(marta.post(back, {"reason": "Too early."}, follow=True))
    assert page("round", theirs.public_id) not in html(team.get(week))
    assert team.get(page("round", theirs.public_id)).status_code == 404

    wave = opened("mid")
    back = page("take-back-wave", "it", wave.public_id)
    answered(wave.rounds.get(participation=cast.theirs), sent=False)
    assert back not in html(marta.get(page("wave", "it", wave.public_id)))
    assert "can no longer be taken back" in html(marta.get(back))
    late = html(marta.post(back, {"reason": "Too early."}, follow=True))
    assert "can no longer be taken back" in late
    assert Wave.objects.get() == wave
