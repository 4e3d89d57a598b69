"""A closed round: frozen, scored once, read by the school, and by others only as far as said."""

import datetime as dt
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from django.utils import timezone

from cordata.analysis.address import address
from cordata.analysis.forms.document import from_document, to_document
from cordata.clusters.actions.founding import found_cluster
from cordata.surveys import rules
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.sharing import share_report, stop_sharing
from cordata.surveys.models import InstrumentVersion, Round, Snapshot
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.recompute import check
from cordata.surveys.queries.reports import report_of, reports_read_by
from cordata.web.reports.words import lines_of
from tests import cast as casting
from tests.surveys import asking

TEACHERS = ["333111"] * 4 + ["555333"] * 4 + ["444222"] * 4


@pytest.fixture
def cast(db):
    found = casting.gather()
    marta = found.people["coordinator"]
    found_cluster(found.cohort, found.leading, [found.theirs], name="Valli", by=marta)
    return found


def closed(participation, **voices):
    which = asking.ask(participation, **voices.pop("of", {}))
    for voice, rows in voices.items():
        asking.answer(which, voice, *rows)
    freeze([which])
    return Round.objects.select_related("instrument", "participation", "snapshot").get(
        pk=which.pk
    )


def figure(report, area, voice):
    return report.found.figure(area, voice)


def test_means_by_hand(cast):
    report = report_of(closed(cast.theirs, teachers=TEACHERS), Audience.SCHOOL, "en")

    assert [line.label for line in report.lines] == ["Area A", "Area B"]
    a, b = figure(report, "A", "teachers"), figure(report, "B", "teachers")
    assert (a.n, a.mean) == (12, 4.0)  # (4 * 3 + 4 * 5 + 4 * 4) / 12
    assert (b.n, b.mean) == (12, 2.0)
    assert (report.strong.code, report.gap.code) == ("A", "B")


def test_does_not_apply_and_prefer_not_to_say_are_no_points(cast):
    which = closed(cast.theirs, teachers=[*TEACHERS, "nnn555", "pp3555"])

    report = report_of(which, Audience.SCHOOL, "en")

    assert (figure(report, "A", "teachers").n, figure(report, "A", "teachers").mean) == (12, 4)
    assert figure(report, "B", "teachers").n == 14


def test_fewer_than_five_are_not_shown_in_any_way(cast):
    which = closed(cast.theirs, leaders=["555555"] * 4, teachers=TEACHERS)

    report = report_of(which, Audience.SCHOOL, "en")

    hidden = figure(report, "A", "leaders")
    assert (hidden.hidden, hidden.mean, hidden.n) == ("few", None, None)
    assert report.disagree is None  # a hidden voice takes no part


def test_others_need_ten_people_behind_a_figure(cast):
    which = closed(cast.theirs, students=["123123"] * 8, teachers=TEACHERS)

    wider = report_of(which, Audience.WIDER, "en")

    assert figure(wider, "A", "students").hidden == "few"
    assert figure(wider, "A", "teachers").mean == 4.0


def test_the_change_since_the_round_before_has_an_interval(cast):
    before = closed(cast.theirs, teachers=TEACHERS)
    later = asking.ask(cast.theirs, occasion="end", opens=None)
    asking.answer(later, "teachers", *[row.replace("1", "2") for row in TEACHERS])
    freeze([later])
    Round.objects.filter(pk=before.pk).update(opens_at="2025-01-01T00:00Z")
    later = Round.objects.select_related("instrument", "participation", "snapshot").get(
        pk=later.pk
    )

    report = report_of(later, Audience.SCHOOL, "en")

    assert report.before == before
    moved = figure(report, "B", "teachers").moved
    assert moved.points == pytest.approx(1 / 3)  # four of twelve went from 1 to 2
    assert moved.low < moved.points < moved.high


def test_what_was_asked_otherwise_before_is_not_put_on_one_line(cast):
    first, later = asking.version(), dt.timedelta(days=200)
    asked = {"teachers": 20}
    before = asking.ask(cast.theirs, invited=asked, opens=timezone.now() - later)
    asking.answer(before, "teachers", *["225345", "335211"] * 5)
    form = from_document(first.document)
    fewer = replace(form, children=tuple(one for one in form.children if one.name != "A3"))
    second = InstrumentVersion.objects.create(
        instrument=first.instrument, number=2, state="retired", address="sha256:two",
        document=to_document(fewer), published_at=timezone.now(),
    )  # fmt: skip
    after = asking.ask(cast.theirs, invited=asked, occasion="end", instrument=second)
    asking.answer(
        after, "teachers", *["34345", "44211"] * 5, items=("A1", "A2", "B1", "B2", "B3")
    )
    freeze([before, after])

    report = report_of(after, Audience.SCHOOL, "en")

    a, b = figure(report, "A", "teachers"), figure(report, "B", "teachers")
    assert (a.mean, a.moved.points, a.moved.then) == (3.75, 1.25, None)  # 2.5 on A1 and A2
    assert b.moved.then == pytest.approx(b.mean)
    cells = {line.code: line.cells[0] for line in lines_of(report)}
    assert cells["A"].change.endswith(", on the statements asked both times")
    assert (cells["A"].at_before, cells["B"].at_before) == (None, b.moved.then)
    # The round before says of itself what it said: all three statements.
    assert figure(report_of(before, Audience.SCHOOL, "en"), "A", "teachers").mean == (
        pytest.approx(10 / 3)
    )


def test_a_change_does_not_tell_a_figure_that_was_missing_for_its_response(cast):
    opened = timezone.now() - dt.timedelta(days=200)
    before = asking.ask(cast.theirs, invited={"teachers": 40}, opens=opened)
    asking.answer(before, "teachers", *["123345", "543211"] * 4)
    after = asking.ask(cast.theirs, occasion="end", invited={"teachers": 40})
    asking.answer(after, "teachers", *["423345", "544411"] * 10)
    freeze([before, after])
    assert figure(report_of(before, Audience.SCHOOL, "en"), "A", "teachers").hidden == (
        "response"
    )

    found = figure(report_of(after, Audience.SCHOOL, "en"), "A", "teachers")

    assert (found.n, found.moved) == (20, None)


def test_frozen_answers_do_not_tell_who_came_first(cast):
    one = closed(cast.theirs, teachers=TEACHERS)
    other = asking.ask(cast.others)
    asking.answer(other, "teachers", *reversed(TEACHERS))
    freeze([other])

    assert bytes(one.snapshot.content) == bytes(other.snapshot.content)


def test_computed_again_it_is_the_same_and_a_changed_byte_is_found(cast):
    snapshot = closed(cast.theirs, teachers=TEACHERS).snapshot
    found = check(snapshot)
    assert (found.intact, found.same) == (True, True)

    forged = closed(cast.others, teachers=[*TEACHERS[:-1], "555555"]).snapshot
    Snapshot.objects.filter(pk=snapshot.pk).update(content=bytes(forged.content))

    found = check(Snapshot.objects.get(pk=snapshot.pk))
    assert (found.intact, found.same) == (False, False)


def test_answers_cannot_be_found_by_trying_them_against_the_address_on_the_report(cast):
    few = asking.form(areas="A")
    version = asking.version(few, slug="few")
    which = asking.ask(cast.theirs, instrument=version, invited={"leaders": 1})
    asking.answer(which, "leaders", "25n", items=("A1", "A2", "A3"))
    freeze([which])

    frozen, codes = which.snapshot, [1, 2, 3, 4, 5, -9, -8, -7]
    voice = np.array([0], dtype=np.int64)
    tried = {
        address(frozen.manifest, {"codes": np.array([one], dtype=np.int8), "voice": voice})
        for one in product(codes, repeat=3)
    }

    assert frozen.address not in tried
    assert frozen.nonce not in str(frozen.manifest)
    assert check(frozen).intact
    again = asking.ask(cast.others, instrument=version, invited={"leaders": 1})
    asking.answer(again, "leaders", "25n", items=("A1", "A2", "A3"))
    freeze([again])
    assert again.snapshot.nonce != frozen.nonce


def test_many_rounds_frozen_together_say_what_each_says_alone(cast):
    alone = closed(cast.theirs, teachers=TEACHERS, students=["123451"] * 9)
    together = [asking.ask(cast.others), asking.ask(cast.leading)]
    asking.answer(together[0], "teachers", *TEACHERS)
    asking.answer(together[0], "students", *["123451"] * 9)
    asking.answer(together[1], "teachers", "111111")

    assert freeze(together) == 2

    assert together[0].snapshot.figures == alone.snapshot.figures
    assert together[1].snapshot.figures["voices"]["teachers"]["n"] == [1, 1]


def test_the_rule_and_the_query_agree_on_who_reads(cast):
    own = closed(cast.theirs, teachers=TEACHERS)
    shared = closed(cast.theirs, teachers=TEACHERS, of={"occasion": "end"})
    share_report(shared, by=cast.people["head"])

    for role, person in cast.people.items():
        if person is None:
            continue
        seen = set(reports_read_by(person))
        assert seen == {one for one in (own, shared) if rules.may_read_report(person, one)}, (
            role
        )
    assert set(reports_read_by(cast.people["mentor_team"])) == {shared}
    assert not reports_read_by(cast.people["coordinator"]).exists()

    stop_sharing(shared, by=cast.people["head"])
    assert not reports_read_by(cast.people["mentor_team"]).exists()


def test_an_instrument_of_local_questions_only_closes_without_a_figure(cast):
    local = asking.form(areas="A")
    children = tuple(replace(one, core=False) for one in local.children)
    version = asking.version(replace(local, children=children), slug="local")
    which = asking.ask(cast.theirs, instrument=version)
    asking.answer(which, "teachers", "555", "444", items=("A1", "A2", "A3"))

    freeze([which])

    assert which.snapshot.figures["areas"] == []
