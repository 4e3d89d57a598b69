"""What counts when a round closes: only what was asked, by the same rules sent or not."""

import datetime as dt
import uuid
from dataclasses import replace

import pytest
from django.utils import timezone

from cordata.analysis.forms.definition import Group, Question
from cordata.surveys.actions.closing import close_round
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Answers
from cordata.surveys.queries.rounds import round_before
from tests import factories as make
from tests.surveys import asking

GATE = Question("G", "select_one", {"en": "Do you?"}, choices="agree")
ONLY_IF = "${G} = '5'"


@pytest.fixture
def school(db):
    return make.mentee(make.cohort())


def behind_a_gate(*, as_group):
    """A1 to A3 for everybody; A4 to A6 for whoever says 5 to G."""
    plain = asking.form(areas="A", items=6).children
    first, rest = plain[:3], plain[3:]
    if as_group:
        hidden = (Group("more", rest, {"en": "More"}, relevant=ONLY_IF),)
    else:
        hidden = tuple(replace(one, relevant=ONLY_IF) for one in rest)
    return replace(asking.form(areas="A"), children=(GATE, *first, *hidden))


def unsent(round_, **answers):
    return Answers.objects.create(
        invited=round_.invited.get(voice="teachers"), receipt=uuid.uuid4(), language="en",
        page=2, answers=answers, begun_on=timezone.localdate(),
    )  # fmt: skip


def teachers(round_):
    round_.refresh_from_db()
    return round_.snapshot.figures["voices"]["teachers"]


@pytest.mark.parametrize("as_group", [False, True])
def test_what_fell_away_does_not_count_on_a_sheet_that_was_not_sent(school, as_group):
    form = behind_a_gate(as_group=as_group)
    round_ = asking.ask(school, instrument=asking.version(form))
    # They said 5, answered A4, went back and said 1; they never pressed "send".
    one = unsent(round_, G="1", A1="2", A2="2", A3="3", A4="5")
    other = unsent(round_, G="5", A1="2", A2="2", A3="3", A4="5")

    close_round(round_, by=make.person())

    one.refresh_from_db()
    other.refresh_from_db()
    assert one.answers == {"G": "1", "A1": "2", "A2": "2", "A3": "3"}
    assert other.answers["A4"] == "5"
    # Three answers of 2, 2, 3 for the one; four of 2, 2, 3, 5 for the other.
    assert teachers(round_)["mean"] == [pytest.approx((7 / 3 + 3) / 2)]


@pytest.mark.parametrize("as_group", [False, True])
def test_what_a_condition_jumped_over_was_not_asked(school, as_group):
    form = behind_a_gate(as_group=as_group)
    round_ = asking.ask(school, instrument=asking.version(form))
    asking.answer(round_, "teachers", "1234", "1432", items=("G", "A1", "A2", "A3"))

    freeze([round_])

    # Three answers of three that were asked, not three of six.
    assert (teachers(round_)["n"], teachers(round_)["mean"]) == ([2], [3.0])


def test_a_round_is_held_against_the_baseline_not_against_the_one_before(school):
    made = {}
    for occasion, days in (("baseline", 300), ("mid", 150), ("end", 20)):
        opens = timezone.now() - dt.timedelta(days=days)
        made[occasion] = asking.ask(school, occasion=occasion, opens=opens)
        freeze([made[occasion]])

    assert round_before(made["end"]) == made["baseline"]
    assert round_before(made["mid"]) == made["baseline"]
    assert round_before(made["baseline"]) is None


def test_a_countrys_edition_is_held_against_the_baseline_of_the_core(school):
    core = asking.version()
    edition = asking.version(slug="whole-school-it")
    type(edition.instrument).objects.filter(pk=edition.instrument_id).update(adapted_from=core)
    edition.instrument.refresh_from_db()
    asked = [(core, "baseline", 300), (edition, "mid", 150), (core, "end", 20)]
    made = []
    for instrument, occasion, days in asked:
        opens = timezone.now() - dt.timedelta(days=days)
        made.append(asking.ask(school, occasion=occasion, opens=opens, instrument=instrument))
        freeze([made[-1]])

    assert [round_before(one) for one in made] == [None, made[0], made[0]]


def test_without_a_baseline_a_round_is_held_against_the_first(school):
    made = []
    for occasion, days in (("mid", 200), ("end", 100), ("follow_up", 20)):
        opens = timezone.now() - dt.timedelta(days=days)
        made.append(asking.ask(school, occasion=occasion, opens=opens))
        freeze([made[-1]])

    assert round_before(made[-1]) == made[0]


def test_a_round_is_not_held_against_one_that_asked_another_level(school):
    made = []
    for occasion, level, days in (
        ("baseline", "primary", 300), ("mid", "lower", 200), ("end", "lower", 20)
    ):  # fmt: skip
        opens = timezone.now() - dt.timedelta(days=days)
        made.append(asking.ask(school, occasion=occasion, level=level, opens=opens))
        freeze([made[-1]])

    assert [round_before(one) for one in made] == [None, None, made[1]]
