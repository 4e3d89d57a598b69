"""Answers without a name: saved once however often they arrive, whole before the closing."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.analysis.forms.definition import Question
from cordata.history.models import Entry
from cordata.surveys.actions import answering as actions
from cordata.surveys.actions.closing import close_round
from cordata.surveys.actions.paper import NotOnTheSheet, enter_sheet, print_slips
from cordata.surveys.models import Answers, Invited, Round, Slip
from cordata.surveys.queries.answering import sheet_to_resume
from cordata.surveys.queries.codes import link_digest, resume_code
from tests import factories as make
from tests.surveys import asking, making

FIRST = {"A1": ["4"], "A2": ["5"], "A3": ["na"], "A4": [], "A5": ["pns"]}


def saved(token, receipt, given=FIRST, *, turn=0, page=1, **how):
    return actions.save_answers(
        token, receipt, given, language="it", turn=turn, page=page, **how
    )


def test_a_page_is_kept_as_it_was_chosen_and_writes_nothing_else(round_):
    lines = Entry.objects.count()
    receipt = uuid4()
    saved(making.link(round_), receipt)
    sheet = Answers.objects.get()
    assert sheet.answers == {"A1": "4", "A2": "5", "A3": "na", "A5": "pns"}
    assert (sheet.pk, sheet.page, sheet.language, sheet.source) == (receipt, 1, "it", "screen")
    assert sheet.begun_on == timezone.localdate()
    assert Entry.objects.count() == lines


def test_the_same_page_twice_is_one_sheet(round_):
    receipt = uuid4()
    for _ in range(2):
        saved(making.link(round_), receipt)
    assert Answers.objects.count() == 1


def test_a_page_that_comes_late_overwrites_nothing_newer(round_):
    token, receipt = making.link(round_), uuid4()
    saved(token, receipt)
    saved(token, receipt, {"A1": ["1"], "A2": []}, turn=1)  # went back, and changed their mind
    saved(token, receipt)  # the first page once more, out of a dead line
    assert Answers.objects.get().answers == {"A1": "1", "A3": "na", "A5": "pns"}


def test_pages_may_come_in_any_order(round_):
    token, receipt = making.link(round_), uuid4()
    saved(token, receipt, {"A6": ["5"], "A7": ["2"]}, page=2)
    saved(token, receipt)
    assert Answers.objects.get().answers["A7"] == "2"
    assert Answers.objects.get().answers["A1"] == "4"
    assert Answers.objects.get().page == 2


def test_what_is_wrong_is_told_and_the_rest_is_kept(round_):
    token, receipt = making.link(round_), uuid4()
    told = saved(token, receipt, {"A1": [], "A2": ["9"], "A3": ["3"], "B9": ["x"]})
    assert {name: one.code for name, one in told.faults.items()} == {
        "A1": "missing", "A2": "not_a_choice",
    }  # fmt: skip
    assert told.given == {"A2": "9", "A3": "3"}
    sheet = Answers.objects.get()
    assert (sheet.answers, sheet.page) == ({"A3": "3"}, 0)
    back = saved(token, receipt, {"A1": []}, turn=1, strict=False)
    assert back.faults == {}


def test_sent_answers_stay_and_their_code_is_forgotten(round_):
    token, receipt = making.link(round_), uuid4()
    saved(token, receipt, {**FIRST, "A6": ["4"], "A7": ["2"]})
    assert sheet_to_resume(round_.invited.get(voice="teachers"), resume_code(receipt))
    for _ in range(2):
        sheet = actions.send_answers(token, receipt, link=[])
    assert sheet.is_finished
    assert "A7" not in sheet.answers  # asked only after a 5
    assert (sheet.resume, sheet.turns, sheet.link) == (None, {}, "")
    with pytest.raises(actions.AlreadySent):
        saved(token, receipt, {"A1": ["1"]}, turn=5)
    assert Answers.objects.get().answers["A1"] == "4"


def test_all_pages_at_once_are_sent_at_once(round_):
    token, receipt = making.link(round_), uuid4()
    saved(token, receipt, send_with=["", "", "", ""])
    assert Answers.objects.get().is_finished
    with pytest.raises(actions.AlreadySent):
        saved(token, receipt, send_with=[])


def test_nothing_is_taken_before_the_first_and_after_the_last_day(round_):
    token, receipt = making.link(round_), uuid4()
    saved(token, receipt)
    Round.objects.update(opens_at=making.in_days(1))
    with pytest.raises(actions.NotOpenYet):
        saved(token, receipt, {"A6": ["1"]}, turn=1)
    Round.objects.update(opens_at=making.in_days(-9), closes_at=making.in_days(-1))
    for verb in (
        lambda: saved(token, receipt, {"A6": ["1"]}, turn=1),
        lambda: saved(token, uuid4()),
        lambda: actions.send_answers(token, receipt, link=[]),
    ):
        with pytest.raises(actions.RoundOver):
            verb()
    assert Answers.objects.get().answers == {"A1": "4", "A2": "5", "A3": "na", "A5": "pns"}


def test_closing_keeps_what_was_begun_and_forgets_when(round_, anna):
    token = making.link(round_)
    saved(token, uuid4())
    saved(token, uuid4(), send_with=[])
    Round.objects.update(opens_at=timezone.now() - dt.timedelta(days=10))
    round_.refresh_from_db()
    close_round(round_, by=anna)
    with pytest.raises(actions.RoundOver):
        saved(token, uuid4())
    opened = timezone.localtime(round_.opens_at).date()
    days = set(Answers.objects.values_list("begun_on", "finished_on", "resume"))
    assert days == {(opened, None, None), (opened, opened, None)}


def test_another_schools_link_does_not_open_a_sheet(cast, round_, anna):
    other = making.started(cast.others, anna, version=round_.instrument)
    receipt = uuid4()
    saved(making.link(round_), receipt)
    for turn in range(2):
        with pytest.raises(Invited.DoesNotExist):
            saved(making.link(other), receipt, {"A1": ["1"]}, turn=turn)
    assert Answers.objects.get().invited.round == round_


def test_two_sheets_with_the_same_code_do_not_open_each_other(round_, monkeypatch):
    monkeypatch.setattr(actions, "resume_code", lambda _receipt: "AAAAAA")
    for _ in range(2):
        saved(making.link(round_), uuid4())
    assert Answers.objects.filter(resume=None).count() == 1


def test_a_slip_opens_one_sheet_and_does_not_know_which(cast, anna):
    round_ = making.started(cast.theirs, anna, needs_slips=True)
    invited = round_.invited.get(voice="teachers")
    codes = print_slips(invited, 3, by=anna)
    with pytest.raises(actions.SlipNeeded):
        saved(invited.token, uuid4())
    receipt = uuid4()
    for _ in range(2):  # the answer was lost on its way
        actions.open_by_slip(invited.token, receipt, f" {codes[0].lower()} ", language="it")
    with pytest.raises(actions.SlipUsed):
        actions.open_by_slip(invited.token, uuid4(), codes[0], language="it")
    with pytest.raises(actions.SlipUsed):
        actions.open_by_slip(invited.token, uuid4(), "AAAAAAAA", language="it")
    saved(invited.token, receipt)
    assert Answers.objects.count() == 1
    assert Slip.objects.filter(used=True).count() == 1
    assert codes[0] not in str(list(Slip.objects.values()))


# --- A limit that asks for the day ------------------------------------------------


@pytest.fixture
def dated(db):
    """A round that asks for a day which may not lie ahead."""
    day = Question("day", "date", {"en": "When?"}, required=True, constraint=". <= today()")
    form = replace(asking.form(areas="A"), children=(day,))
    return asking.ask(
        make.mentee(make.cohort()),
        instrument=asking.version(form, slug="dated"),
        invited={"teachers": 20},
        opens=timezone.now() - dt.timedelta(days=2),
    )


def test_a_limit_that_asks_for_today_knows_the_day(dated):
    token = dated.invited.get().token
    today = timezone.localdate()

    kept = saved(token, uuid4(), {"day": [today.isoformat()]})
    ahead = saved(token, uuid4(), {"day": [(today + dt.timedelta(days=3)).isoformat()]})

    assert kept.faults == {}
    assert [fault.code for fault in ahead.faults.values()] == ["constraint"]


def test_on_paper_too(dated):
    invited, by = dated.invited.get(), make.person()
    ahead = (timezone.localdate() + dt.timedelta(days=3)).isoformat()

    assert enter_sheet(invited, uuid4(), {"day": ["2020-01-01"]}, language="en", by=by)
    with pytest.raises(NotOnTheSheet):
        enter_sheet(invited, uuid4(), {"day": [ahead]}, language="en", by=by)


# --- Numbers as they are written where one lives ---------------------------------


@pytest.fixture
def counted(db):
    """A round that asks for hours; most telephones of its languages have no point to type."""
    hours = Question("hours", "decimal", {"en": "Hours?"}, constraint=". <= 40")
    form = replace(asking.form(areas="A"), children=(hours,))
    return asking.ask(
        make.mentee(make.cohort()),
        instrument=asking.version(form, slug="counted"),
        invited={"teachers": 20},
        opens=timezone.now() - dt.timedelta(days=2),
    )


@pytest.mark.parametrize(
    ("typed", "stands", "faults"),
    [
        ("3,5", "3.5", []),
        ("3.5", "3.5", []),
        ("0,125", "0.125", []),
        ("-2,0", "-2.0", []),
        ("55,5", None, ["constraint"]),
        ("1,000", None, ["not_a_number"]),  # one, or a thousand?
        ("1.234,5", None, ["not_a_number"]),
    ],
)
def test_a_number_may_have_a_comma(counted, typed, stands, faults):
    receipt = uuid4()
    found = saved(counted.invited.get().token, receipt, {"hours": [typed]})
    assert [one.code for one in found.faults.values()] == faults
    assert Answers.objects.get().answers.get("hours") == stands


def test_a_number_with_a_comma_on_paper(counted):
    invited, by = counted.invited.get(), make.person()
    assert enter_sheet(invited, uuid4(), {"hours": ["3,5"]}, language="it", by=by)
    assert Answers.objects.get().answers == {"hours": "3.5"}


def test_a_day_of_one_digit_is_the_same_day():
    one, other = (link_digest("salt", ["Ma", day, "To", "a"]) for day in ("7", "07"))
    assert one == other
    assert link_digest("salt", ["Ma", "17", "To", "a"]) != one
