"""Every school of a cohort on one occasion, scored by the query that scores a country's."""

import numpy as np
import pytest
from django.utils import timezone

from cordata.analysis.contract import SpecError
from cordata.analysis.forms.document import to_document
from cordata.analysis.methods import METHODS
from cordata.analysis.specs import read_spec
from cordata.evidence.actions.analyses import freeze_table
from cordata.evidence.queries import tables
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import InstrumentVersion, Round
from cordata.surveys.queries import frozen_answers
from cordata.surveys.queries.scores import scores_in
from tests import cast as casting
from tests import factories as make
from tests.evidence import making
from tests.surveys import asking

KIND = "scores-of-schools/1"


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def research(cast):
    return making.project(cast)


def told(cast, **changes):
    return {
        "cohorts": [cast.cohort.public_id], "instrument": "whole-school", "voice": "teachers",
        "area": "A", "occasion": "baseline",
    } | changes  # fmt: skip


def asked(participation, *rows, **fields):
    which = asking.ask(participation, **fields)
    asking.answer(which, "teachers", *rows)
    asking.answer(which, "students", "111111")
    freeze([which])
    return which


def test_three_schools_by_hand(cast, research, monkeypatch):
    monkeypatch.setattr(frozen_answers, "AT_ONCE", 2)
    one, two, three = (make.mentee(cast.cohort, name=name) for name in "abc")
    asked(one, "444555", "55n111", "5nn111")  # 4, 5, and one of three is no score
    asked(two, "333---", invited={"teachers": 0, "students": 5})
    asked(three)  # no teacher answered

    frame = tables.build(research, KIND, told(cast)).frame

    assert {name: column.tolist() for name, column in frame.items() if name != "invited"} == {
        "school": [one.school.public_id, two.school.public_id],
        "cohort": [cast.cohort.public_id] * 2,
        "country": [cast.cohort.country_id] * 2,
        "level": ["", ""],
        "side": ["mentee", "mentee"],
        "mean": [4.5, 3],
        "variance": pytest.approx([0.5, np.nan], nan_ok=True),
        "n": [2, 1],
        "people": [3, 1],
        "asked": [9, 3],
        "answered": [6, 3],
        "not_applicable": [3, 0],
    }
    assert frame["invited"].tolist() == pytest.approx([30, np.nan], nan_ok=True)


def test_scores_are_those_of_the_rounds_to_the_last_digit(cast, research):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=2))

    made = tables.build(research, KIND, told(cast, occasion="end"))

    rounds = list(Round.objects.filter(occasion="end").order_by("pk"))
    scores = scores_in(rounds, "teachers", "A")
    assert made.frame["mean"].tolist() == [scores[one.pk].mean for one in rounds]
    assert made.frame["variance"].tolist() == [scores[one.pk].variance for one in rounds]
    assert len(made.sources) == 4


def test_only_statements_of_every_version_count(cast, research):
    asked(make.mentee(cast.cohort, name="a"), "444---")
    shorter = InstrumentVersion.objects.create(
        instrument=asking.version().instrument, number=2, state="retired",
        document=to_document(asking.form(items=2)), address="sha256:shorter",
        published_at=timezone.now(),
    )  # fmt: skip
    other = asking.ask(make.mentee(cast.cohort, name="b"), instrument=shorter)
    asking.answer(other, "teachers", "22--", items=("A1", "A2", "B1", "B2"))
    freeze([other])

    frame = tables.build(research, KIND, told(cast)).frame

    assert (frame["asked"].tolist(), frame["mean"].tolist()) == ([2, 2], [4, 2])


def test_nothing_that_fits_is_an_empty_table(cast, research):
    asked(make.mentee(cast.cohort, name="a"), "444---")

    assert len(tables.build(research, KIND, told(cast, area="Z")).frame["school"]) == 0
    assert len(tables.build(research, KIND, told(cast, occasion="mid")).frame["school"]) == 0


@pytest.mark.parametrize(
    ("changes", "where"),
    [({"cohorts": []}, "cohorts"), ({"cohorts": ["coh_x"]}, "cohorts"),
     ({"voice": "nobody"}, "voice"), ({"occasion": "never"}, "occasion")],
)  # fmt: skip
def test_what_cannot_be_says_where(cast, research, changes, where):
    with pytest.raises(SpecError) as wrong:
        tables.build(research, KIND, told(cast, **changes))

    assert wrong.value.where == where


def test_frozen_it_keeps_its_address(cast, research):
    asked(make.mentee(cast.cohort, name="a"), "444---", "555---")

    table = freeze_table(research, KIND, told(cast), by=cast.people["researcher"])

    assert tables.is_intact(table)
    assert table.rows == 1


def test_its_method_reads_it_and_does_not_compare_countries_where_there_is_one(cast, research):
    for name, rows in (("a", ["444---", "555---"]), ("b", ["333---"])):
        asked(make.mentee(cast.cohort, name=name), *rows)
    frame = tables.build(research, KIND, told(cast)).frame
    ((method, spec),) = tables.KINDS[KIND].fits.items()

    found = METHODS[method].run(read_spec(METHODS[method].spec, spec), frame, 1)

    assert "one_group" in [one.code for one in found.refusals]
    assert not found.estimates
