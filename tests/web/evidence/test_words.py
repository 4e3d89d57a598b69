"""Numbers as readers meet them: units, ends, what an interval says, where marks stand."""

import pytest

from cordata.analysis.contract import SpecError
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.models import FrozenTable, Run
from cordata.evidence.queries.shown import Shown
from cordata.web.evidence.chart import chart_of
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
         "0.42 of all", "true number lies almost certainly within 0.20 to 0.60"),
        (shown(3.5, name="mean-degree"), "Ties of a school, on average", "3.50",
         "Counted from the table"),
        (shown(0.0123, -0.01, 0.03, "hours"), "hours: for each one more", "0.0123",
         "−0.0100 to 0.0300"),
        (shown(0.2, name="at_-2"), "Rounds since the start: -2", "0.20 points", "No interval"),
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
