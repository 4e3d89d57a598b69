"""Numbers as readers meet them: units, ends, what an interval says, where marks stand."""

import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.models import FrozenTable, Run
from cordata.evidence.queries.shown import Shown
from cordata.web.evidence.chart import beside, chart_of
from cordata.web.evidence.forms.register import RegisterForm
from cordata.web.evidence.words import ends, measured, name_of, reading, why_not


def shown(value, low=None, high=None, name="change"):
    return Shown(name, value, low, high, 0.95)


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (shown(0.67, 0.41, 0.92), "0.41 to 0.92: it is above zero"),
        (shown(-0.67, -0.92, -0.41), "−0.92 to −0.41: it is below zero"),
        (shown(0.1, -0.2, 0.4), "−0.20 to 0.40. Zero is within it"),
        (shown(0.1), "No interval can be given"),
    ],
)
def test_an_interval_is_read_out(one, says):
    assert says in reading(one)


def test_a_number_carries_its_unit():
    assert measured(shown(-0.125)) == "−0.12 points"
    assert measured(shown(8.5, name="pomp")) == "8.50 %"
    assert ends(shown(0.1)) == ""


@pytest.mark.parametrize(
    ("one", "name", "number", "says"),
    [
        (shown(0.42, 0.2, 0.6, "going-on@365"), "Pairs that go on, days after support, 365",
         "42 of 100", "true number lies almost certainly within 20 to 60 of 100"),
        (shown(3.5, name="mean-degree"), "Ties of a school, on average", "3.50",
         "Counted from the table"),
        (shown(0.0123, -0.01, 0.03, "hours"), "hours: for each one more", "0.0123",
         "−0.0100 to 0.0300"),
        (shown(0.2, name="at_-2"), "Rounds since the start: -2", "0.20 points", "No interval"),
        (shown(-0.05, name="lost-difference"), "Difference of losses", "−5 of 100", "Counted"),
        (shown(1.25, 1.1, 1.42, "odds:hours"), "Odds of ending, for each one more: hours",
         "1.2500 times", "within 1.1000 to 1.4200: such pairs end sooner"),
        (shown(0.8, 0.7, 0.9, "odds:hours"), "Odds of ending, for each one more: hours",
         "0.8000 times", "such pairs go on longer"),
        (shown(0.8, 0.5, 1.2, "odds:hours"), "Odds of ending, for each one more: hours",
         "0.8000 times", "1 is within it"),
        (shown(2140.4, 1800, 2500, "societal/schools:mentees"),
         "Everybody, own time of staff among it, for each mentored school",
         "2,140\N{NO-BREAK SPACE}PPS", "within 1,800 to 2,500"),
        (shown(12000, name="societal@0.05"),
         "Everybody, own time of staff among it, discounted at 5 % a year",
         "12,000\N{NO-BREAK SPACE}PPS", "Counted"),
        (shown(3.456, name="authority/contact_hours:all"),
         "The authority: ministry, region, municipality, for each hour of mentoring",
         "3.46\N{NO-BREAK SPACE}PPS", "Counted"),
        (shown(12000, name="payer:staff"), "Of it borne by: staff, in their own time",
         "12,000\N{NO-BREAK SPACE}PPS", "Counted"),
        (shown(120, name="category:travel"), "Of it: travel", "120\N{NO-BREAK SPACE}PPS", "Counted"),
        (shown(0.9, name="conservative: A*~B"), "conservative: A*~B", "0.90", "Counted"),
    ],
)  # fmt: skip
def test_numbers_of_every_method_have_a_name_a_unit_and_a_reading(one, name, number, says):
    assert name_of(one.name) == name
    assert measured(one) == number
    assert says in reading(one)
    assert chart_of([one], one.name).rows[0].label == name


def test_marks_stand_on_one_scale_about_zero_and_the_sentence_comes_first():
    chart = chart_of(
        [shown(0.5, 0.0, 1.0), shown(-0.25, name="beyond_selection"), shown(12.5, name="pomp")],
        "beyond_selection",
    )
    assert chart.ticks == ["−1", "−0.50", "0", "0.50", "1"]
    assert [row.is_main for row in chart.rows] == [True, False]
    assert [(row.at, row.thin, row.thick) for row in chart.rows] == [
        ("37.5%", ("", ""), ("", "")), ("75.0%", ("50.0%", "50.0%"), ("", "")),
    ]  # fmt: skip
    assert chart_of([shown(30.0, name="pomp")], "pomp").ticks[-1] == "50"


@pytest.mark.parametrize("kind", ["change-of-schools/1", "costs-of-clusters/1"])
@pytest.mark.parametrize("reason", [one for one in Reason if one != Reason.SHOWN])
def test_every_reason_not_to_release_has_words(reason, kind):
    assert "released" in why_not(reason, Run(table=FrozenTable(kind=kind)))


def test_what_has_no_field_is_said_above_the_form():
    form = RegisterForm({}, cohorts=[], offers=[])
    form.is_valid()
    form.refuse(SpecError("kind", "it is unknown", "Choose another"))
    assert form.non_field_errors() == ["This cannot be computed: it is unknown."]


def test_ratios_stand_on_a_scale_about_one_on_which_twice_is_as_far_as_half():
    chart = chart_of(
        [shown(2.0, 1.0, 4.0, "odds:hours"), shown(0.5, name="odds:online")], "odds:hours"
    )
    assert chart.ticks == ["0.25", "0.50", "1", "2", "4"]
    [row] = chart.rows  # another trait is in a unit of its own
    assert (row.at, row.thin) == ("75.0%", ("50.0%", "50.0%"))
    assert row.ends == "1.0000 to 4.0000"
    assert "1 is no difference" in chart.caption
    assert chart_of([shown(0.0, 0.0, 4.0, "odds:x")], "odds:x").rows[0].at == "0.0%"


def test_what_cannot_be_less_than_nothing_begins_at_zero():
    lost = chart_of([shown(0.4, 0.3, 0.5, "lost")], "lost")
    assert (lost.ticks, lost.zero, lost.rows[0].at) == (
        ["0", "25", "50", "75", "100"],
        "0%",
        "40.0%",
    )

    bill = chart_of([shown(2_676, 2_656, 2_700, "societal")], "societal")
    assert bill.ticks == ["0", "1,000", "2,000", "3,000", "4,000"]

    fewer = chart_of([shown(-0.1, -0.3, 0.1, "lost-difference")], "lost-difference")
    assert (fewer.ticks, fewer.zero) == (["−50", "−25", "0", "25", "50"], "50%")


def test_what_one_costs_is_not_drawn_beside_what_all_cost():
    every = [shown(90_000, name="societal"), shown(2_000, name="societal/schools:mentees")]
    assert [row.value for row in chart_of(every, every[1].name).rows] == [
        "2,000\N{NO-BREAK SPACE}PPS"
    ]
    assert [one.name for one in beside(every, "societal")] == ["societal/schools:mentees"]


def test_ticks_are_whole_where_they_can_be():
    assert chart_of([shown(0.15, 0.1, 0.2, "lost")], "lost").ticks == [
        "0",
        "5",
        "10",
        "15",
        "20",
    ]
    assert chart_of([shown(0.3, name="lost")], "lost").ticks == ["0", "10", "20", "30", "40"]
