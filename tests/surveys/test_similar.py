"""Beside its own report a school sees a band of similar schools, and nobody else does."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.analysis.forms.document import to_document
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import InstrumentVersion, Round
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from tests import cast as casting
from tests import factories as make
from tests.surveys import asking


@pytest.fixture
def cast(db):
    return casting.gather()


def closed(participation, *rows, days=5, **fields):
    which = asking.ask(participation, **fields)
    asking.answer(which, "teachers", *rows)
    when = timezone.now() - dt.timedelta(days=days)
    Round.objects.filter(pk=which.pk).update(closed_at=when, closes_at=when)
    which.refresh_from_db()
    freeze([which])
    return which


def rows_of(mean):
    """Ten sheets with this mean in area A, and one more point in area B; not all alike."""
    return [f"{low}{low}{low}{low + 1}{low + 1}{low + 1}" for low in (mean - 1, mean + 1) * 5]


@pytest.fixture
def others(cast):
    means = [2, 2, 2, 2, 3, 3, 3, 3, 3, 3]
    return [closed(make.mentee(cast.cohort), *rows_of(mean)) for mean in means]


def test_the_band_is_the_middle_half_of_the_other_schools(cast, others):
    own = closed(cast.theirs, *rows_of(3))

    similar = report_of(own, Audience.SCHOOL, "en").similar

    assert {cell: (one.low, one.high, one.schools) for cell, one in similar.items()} == {
        ("A", "teachers"): (2.0, 3.0, 10),
        ("B", "teachers"): (3.0, 4.0, 10),
    }
    assert report_of(own, Audience.WIDER, "en").similar == {}


def test_no_band_stands_where_the_figure_of_the_school_itself_is_not_told(cast, others):
    few = rows_of(3)[:4]
    own = closed(cast.theirs, *few)

    report = report_of(own, Audience.SCHOOL, "en")

    assert {one.hidden for one in report.found.figures if one.voice == "teachers"} == {"few"}
    assert report.similar == {}


def test_other_levels_countries_and_long_ago_are_not_similar(cast, others):
    own = closed(cast.theirs, *rows_of(3))
    assert report_of(own, Audience.SCHOOL, "en").similar

    last = Round.objects.filter(pk=others[-1].pk)
    for other in ({"level": "upper"}, {"closed_at": own.opens_at - dt.timedelta(days=600)}):
        before = last.values(*other).get()
        last.update(**other)
        assert report_of(own, Audience.SCHOOL, "en").similar == {}  # nine are too few
        last.update(**before)


def test_what_others_said_afterwards_does_not_move_an_old_report(cast, others):
    own = closed(cast.theirs, *rows_of(3))
    then = report_of(own, Audience.SCHOOL, "en").similar
    assert then

    for one in others:
        later = timezone.now() - dt.timedelta(days=2)
        closed(one.participation, *rows_of(2), days=1, occasion="end", opens=later)

    assert report_of(own, Audience.SCHOOL, "en").similar == then


def test_another_version_is_beside_it_only_where_it_asks_the_same(cast, others):
    own = closed(cast.theirs, *rows_of(3))
    first = asking.version()
    document = to_document(asking.form(areas="AB", items=3))
    children = [one for one in document["children"] if one["name"] != "A3"]
    other = InstrumentVersion.objects.create(
        instrument=first.instrument, number=2, state="retired", address="sha256:two",
        document=document | {"children": children}, published_at=timezone.now(),
    )  # fmt: skip
    Round.objects.filter(pk=others[-1].pk).update(instrument=other)

    cells = report_of(own, Audience.SCHOOL, "en").similar

    assert set(cells) == {("B", "teachers")}  # for area A nine schools are left


def test_each_school_counts_once_with_its_last_round(cast, others):
    own = closed(cast.theirs, *rows_of(3))
    for one in others[:3]:
        closed(one.participation, *rows_of(3), days=1, occasion="mid")

    similar = report_of(own, Audience.SCHOOL, "en").similar[("A", "teachers")]

    assert (similar.low, similar.high, similar.schools) == (3.0, 3.0, 10)
