"""Every kind of table, built from records and compared with rows made by hand."""

from dataclasses import replace

import numpy as np
import pytest
from django.utils import timezone

from cordata.analysis.contract import SpecError
from cordata.analysis.datasets import dataset_address
from cordata.analysis.methods import METHODS
from cordata.clusters.actions.changing import withdraw_school
from cordata.clusters.actions.ending import end_cluster
from cordata.cycles.queries.dose import dose_of_school, span_of, visits_of
from cordata.evidence.queries.tables import KINDS, build, changed_cells
from cordata.surveys.models import Snapshot
from cordata.surveys.queries.figures import packed, unpacked
from tests import cast as casting
from tests import factories as make
from tests.calls import making as calling
from tests.cycles.year import activity
from tests.evidence import making, records

ADDRESS = "sha256:168b63488133b7570a00c21b943c9ecf6512ac22253a840a45224c3ff07559f5"


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def project(cast):
    return making.project(cast)


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.fixture
def one(cast, marta):
    """Le Betulle with Valle Alta since 150 days; Quattro Torri waits."""
    records.dated(cast.cohort, began=200, ends=-170)
    return records.cluster(cast.cohort, marta, [cast.theirs], since=150, lead=cast.leading)


def told(cast, **more):
    return {"cohorts": [cast.cohort.public_id], **more}


def id_of(participation):
    return participation.school.public_id


def test_schools_with_what_they_got_by_hand(cast, project, one):
    records.asked(cast.theirs, 2, gain=True)
    making.closed(cast.others, 3, occasion="baseline", days=100)
    records.visited(one, cast.theirs, days=60)  # 90 minutes, two people who travel 30 minutes
    records.visited(one, cast.theirs, days=50, minutes=30, online=True)
    records.visited(one, cast.theirs, days=10)  # the later round had opened: it counts no more

    found = records.rows(project, "schools-with-dose/1", told(cast, **records.MEASURE))

    mine, other = found[id_of(cast.theirs),], found[id_of(cast.others),]
    assert mine == {
        "school": id_of(cast.theirs), "mentor": id_of(cast.leading), "country": "IT",
        "model": "bottom_up", "treated": 1, "before": 2, "after": 3, "change": 1,
        "before_n": 10, "after_n": 10, "after_sd": pytest.approx((10 / 9) ** 0.5),
        "before_sd": pytest.approx((10 / 9) ** 0.5), "response": 10 / 14,
        "sessions": 2, "hours": 2, "people_hours": 4, "travel_hours": 2, "online": 0.5,
        "pupils": None, "priority": 0, "left": 0,
    }  # fmt: skip
    waiting = ("mentor", "treated", "before", "after", "change", "sessions", "online")
    assert [other[name] for name in waiting] == [id_of(cast.others), 0, 3, None, None, 0, None]


@pytest.mark.parametrize("kind", ["change-of-schools/1", "schools-with-dose/1"])
def test_asked_again_what_does_not_apply_counts_as_the_lowest_point(cast, project, one, kind):
    """Six of ten said so of one statement of three at the later moment."""
    making.closed(cast.theirs, 3, occasion="baseline", days=100)
    making.of_people(cast.theirs, [3] * 10, occasion="end", days=5)
    later = Snapshot.objects.order_by("-pk").first()
    table = unpacked(later)
    codes = table.codes.copy()
    codes[:6, 0] = -9
    Snapshot.objects.filter(pk=later.pk).update(content=packed(replace(table, codes=codes)))

    found = [
        records.rows(project, kind, told(cast, **records.MEASURE, not_applicable=how))
        for how in ("missing", "lowest")
    ]

    missing, lowest = (one[id_of(cast.theirs),] for one in found)
    assert (missing["before"], lowest["before"]) == (3, 3)
    assert missing["after"] == 3
    assert lowest["after"] == pytest.approx((6 * (1 + 3 + 3) / 3 + 4 * 3) / 10)
    assert missing["after_n"] == lowest["after_n"] == 10


def test_the_same_records_give_the_same_address_on_every_database(cast, project, one):
    """Ids are drawn; with names in their place the content is always this, and so its address."""
    records.asked(cast.theirs, 2, gain=True)
    making.closed(cast.others, 3, occasion="baseline", days=100)
    records.visited(one, cast.theirs, days=60, minutes=50)
    names = {id_of(cast.theirs): "theirs", id_of(cast.others): "others",
             id_of(cast.leading): "leading"}  # fmt: skip

    frame = dict(build(project, "schools-with-dose/1", told(cast, **records.MEASURE)).frame)
    for column in ("school", "mentor"):
        frame[column] = np.array([names[name] for name in frame[column].tolist()])

    assert dataset_address(frame) == ADDRESS


def test_what_is_added_up_of_a_school_is_what_its_report_says(cast, one):
    records.visited(one, cast.theirs, days=60)
    records.visited(one, cast.theirs, days=20, minutes=45, online=True)
    activity(one, 15, "not_held", called_by=cast.leading)

    visits = visits_of([cast.theirs, cast.others])
    year = span_of(cast.cohort.country, cast.cohort.starts_on, timezone.localdate())
    dose = dose_of_school(cast.theirs, year)

    assert list(visits) == [cast.theirs.pk]
    mine = visits[cast.theirs.pk]
    assert (sum(one.minutes for one in mine), sum(one.online for one in mine)) == (
        dose.minutes,
        dose.online,
    )
    assert sum(one.minutes * one.people for one in mine) == dose.attended
    assert sum(one.travel * one.people for one in mine) == dose.travel


def test_schools_by_round_begin_after_the_baseline_of_their_year(cast, project, marta):
    first = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    records.dated(cast.cohort, began=190, ends=-170)
    early, late, never = (make.school(name) for name in ("Early", "Late", "Never"))
    of = {
        cohort: [make.mentee(cohort, school=one) for one in (early, late, never)]
        for cohort in (first, cast.cohort)
    }
    led = records.cluster(first, marta, of[first][:1], since=540)
    lead = make.mentor(cast.cohort, school=records.lead_of(led).school)
    records.cluster(cast.cohort, marta, of[cast.cohort][:2], since=180, lead=lead)
    for cohort, days in ((first, (500, 300)), (cast.cohort, (150, 20))):
        for occasion, ago in zip(("baseline", "end"), days, strict=True):
            for school in of[cohort]:
                making.closed(school, 2, occasion=occasion, days=ago)

    params = {"cohorts": [first.public_id, cast.cohort.public_id], **records.MEASURE}
    found = records.rows(project, "schools-by-round/1", params)

    assert len(found) == 12
    begins = {one["school"]: one["begins"] for one in found.values()}
    assert begins == {early.public_id: 2, late.public_id: 4, never.public_id: None}
    mine = [found[late.public_id, wave] for wave in (1, 2, 3, 4)]
    assert [one["occasion"] for one in mine] == ["baseline", "end", "baseline", "end"]
    assert [one["treated"] for one in mine] == [0, 0, 0, 1]
    assert {one["mentor"] for one in mine} == {lead.school.public_id}
    assert found[never.public_id, 1]["mentor"] == never.public_id


def test_who_was_lost_by_hand(cast, project, one, marta):
    records.asked(cast.theirs, 2, gain=True)
    making.closed(cast.others, 3, occasion="baseline", days=100)
    gone = make.mentee(cast.cohort, name="IC Andata")
    records.cluster(cast.cohort, marta, [gone], since=120)
    withdraw_school(
        gone.memberships.get(), version=gone.memberships.get().cluster.version,
        reason="Accorpata", by=marta,
    )  # fmt: skip

    found = records.rows(project, "drop-out/1", told(cast, **records.MEASURE))

    names = ("treated", "left", "left_day", "answered_before", "answered_after", "kept", "lost")
    assert {key: [row[name] for name in names] for (key,), row in found.items()} == {
        id_of(cast.theirs): [1, 0, None, 1, 1, 1, 0],
        id_of(cast.others): [0, 0, None, 1, None, 0, 1],
        gone.school.public_id: [1, 1, 200, 0, None, 0, 1],
    }


def test_ties_go_from_who_came_to_who_received(cast, project, one):
    records.visited(one, cast.theirs, days=60)
    records.visited(one, cast.theirs, days=50, kind="observation", minutes=30)
    records.visited(one, cast.theirs, days=40, host=cast.theirs)
    activity(
        one, 30, "well", called_by=None, online=True,
        attending=[(cast.leading, 1, 0), (cast.theirs, 1, 0)],
    )  # fmt: skip

    found = records.rows(project, "ties-of-schools/1", told(cast))

    mentor, mentee = id_of(cast.leading), id_of(cast.theirs)
    assert set(found) == {(mentee, mentor), (mentor, mentee)}
    came = found[mentee, mentor]
    assert came == {
        "source": mentee, "target": mentor, "source_country": "IT", "target_country": "IT",
        "source_side": "mentee", "target_side": "mentor", "times": 2, "practice": 1,
        "online": 0, "hours": 2,
    }  # fmt: skip
    assert found[mentor, mentee]["times"] == 1


def test_pairs_after_support_by_hand(cast, project, marta):
    records.dated(cast.cohort, began=560, ends=200)
    made = records.cluster(
        cast.cohort, marta, [cast.theirs, cast.others], since=540, lead=cast.leading
    )
    records.visited(made, cast.theirs, days=300)
    end_cluster(made, version=made.version, by=marta)
    type(made).objects.filter(pk=made.pk).update(closed_on=records.day(200))
    records.visited(made, cast.theirs, days=150, minutes=60)
    records.visited(made, cast.theirs, days=60)
    told_now = told(cast, until=records.day(0).isoformat())

    found = records.rows(project, "pairs-after-support/1", told_now, "pair")
    mine, other = (
        next(row for (key,), row in found.items() if key.startswith(id_of(school)))
        for school in (cast.theirs, cast.others)
    )
    facts = ("mentor", "days", "ended", "met", "sessions", "hours")
    assert [mine[name] for name in facts] == [id_of(cast.leading), 200, 0, 2, 1, 1.5]
    assert [other[name] for name in facts] == [id_of(cast.leading), 1, 1, 0, 0, 0]

    stricter = records.rows(project, "pairs-after-support/1", told_now | {"quiet": 30}, "pair")
    again = next(row for (key,), row in stricter.items() if key.startswith(id_of(cast.theirs)))
    assert (again["days"], again["ended"]) == (140, 1)  # it met last 60 days ago


def test_what_became_of_schools_by_hand(cast, project, marta):
    first = records.dated(make.cohort(name="2025/26"), began=560, ends=200)
    records.dated(cast.cohort, began=190, ends=-170)
    grew, finished, left = (make.mentee(first, name=name) for name in ("Grew", "Done", "Left"))
    made = records.cluster(first, marta, [grew, finished, left], since=540)
    withdraw_school(left.memberships.get(), version=made.version, reason="Accorpata", by=marta)
    make.mentor(cast.cohort, school=grew.school)

    both = [first.public_id, cast.cohort.public_id]
    params = {"cohorts": both, "until": records.day(0).isoformat()}
    found = records.rows(project, "uptake/1", params)

    names = ("completes", "willing", "stays", "first")
    mine = {
        school: [found[school, first.public_id][name] for name in names]
        for school in (*map(id_of, (grew, finished, left)), id_of(records.lead_of(made)))
    }
    assert mine == {
        id_of(grew): [1, 1, None, 1],
        id_of(finished): [1, 0, None, 1],
        id_of(left): [0, None, None, 1],
        id_of(records.lead_of(made)): [None, None, 0, 1],
    }
    assert found[id_of(grew), cast.cohort.public_id]["first"] == 0
    assert found[id_of(cast.theirs), cast.cohort.public_id]["completes"] is None


def test_changes_of_clusters_by_hand(cast, project, one, marta):
    records.asked(cast.theirs, 2, gain=True)
    second = make.mentee(cast.cohort, name="IC Due")
    records.cluster(cast.cohort, marta, [second], since=150, name="Due")
    records.asked(second, 3, gain=False)
    records.asked(cast.others, 3, gain=True)  # it has no mentor: not in the table

    found = records.rows(project, "changes-of-clusters/1", told(cast, **records.MEASURE))
    error = (2 * (10 / 9) / 10) ** 0.5  # ten teachers each time, variance 10/9
    mine = found[id_of(cast.leading),]
    assert (mine["effect"], mine["error"], mine["schools"]) == (1, pytest.approx(error), 1)
    assert len(found) == 2

    whole = records.rows(
        project, "changes-of-clusters/1", told(cast, **records.MEASURE, by="countries")
    )
    assert [(key, row["effect"], row["error"]) for (key,), row in whole.items()] == [
        ("IT", 0.5, pytest.approx(error / 2**0.5))
    ]


def answered(school, *, gain=0, people):
    """People at 2 and 3 points by turns in two closed rounds, and ``gain`` higher in the later."""
    for occasion, days, more in (("baseline", 100, 0), ("end", 5, gain)):
        making.of_people(school, [2 + at % 2 + more for at in range(people)],
                         occasion=occasion, days=days)  # fmt: skip


def test_one_person_alone_is_not_without_error(cast, project, marta):
    # People at 2 and 3 by turns: variance 1/2 of two, 5/19 of twenty; pooled over 1 and 19 degrees
    # of freedom 11/40, which stands for the two schools of one.
    records.dated(cast.cohort, began=200, ends=-170)
    four = [cast.theirs, *(make.mentee(cast.cohort) for _one in "abc")]
    records.cluster(cast.cohort, marta, four, since=150, lead=cast.leading)
    for school, people in zip(four, (1, 1, 2, 20), strict=True):
        answered(school, gain=1, people=people)

    def asked(kind, **more):
        return records.rows(project, kind, told(cast, **records.MEASURE, **more))

    (row,) = asked("changes-of-clusters/1").values()
    assert (row["effect"], row["schools"]) == (1, 4)
    assert row["error"] == pytest.approx((2 * (11 / 40 + 11 / 40 + 1 / 4 + 1 / 76) / 16) ** 0.5)
    alone, two = (id_of(four[at]) for at in (0, 2))
    dose, change = asked("schools-with-dose/1"), asked("change-of-schools/1")
    half = pytest.approx(0.5)
    for when in ("before", "after"):
        assert (dose[alone,][f"{when}_n"], dose[alone,][f"{when}_sd"]) == (1, None)
        assert dose[two,][f"{when}_sd"] ** 2 == half
        assert change[alone,][f"{when}_variance"] is None
        assert change[two,][f"{when}_variance"] == half
    by_round = asked("schools-by-round/1")
    assert [by_round[alone, wave]["sd"] for wave in (1, 2)] == [None, None]


def test_where_no_two_people_answered_a_cluster_has_no_error_and_no_row(cast, project, one):
    answered(cast.theirs, people=1)

    assert records.rows(project, "changes-of-clusters/1", told(cast, **records.MEASURE)) == {}


def test_points_of_assessors_by_hand(cast, project, marta):
    make.topic("stem")
    call = calling.published(cast.cohort, marta, papers=False)
    calling.sent(call, cast.theirs.school)
    calling.closed(call)
    calling.assessed(call, {"IT-26-001": [(2, 4), (3, 4)]}, marta)

    found = records.rows(project, "assessments/1", told(cast))

    assert sorted((row["points"], row["share"]) for row in found.values()) == [
        (2, 0.5), (3, 0.75), (4, 1.0), (4, 1.0),
    ]  # fmt: skip
    assert len({row["unit"] for row in found.values()}) == 2
    assert len({row["assessor"] for row in found.values()}) == 2


def test_answers_of_people_name_nobody(cast, project):
    records.asked(cast.theirs, 2, gain=True)
    made = build(
        project, "answers-of-people/1",
        told(cast, instrument="whole-school", voice="teachers"),
    )  # fmt: skip

    assert sorted(made.frame) == ["A1", "A2", "A3", "B1", "B2", "B3", "country", "moment"]
    assert len(made.frame["A1"]) == 20
    assert set(made.frame["moment"].tolist()) == {"baseline", "end"}
    assert set(made.frame["A1"].tolist()) == {1.0, 2.0, 3.0, 4.0}
    assert len(made.sources) == 2


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_is_declared_wholly(kind):
    declared = KINDS[kind]
    known = declared.columns
    assert str(declared.title)
    if not known:  # they follow from an instrument
        return
    assert {declared.outcome, *declared.keys, *declared.shown} <= known.keys()
    assert all(str(column.says) for column in known.values())
    for method, fields in declared.fits.items():
        spec = METHODS[method].spec.__dataclass_fields__
        assert fields.keys() <= spec.keys(), method


@pytest.mark.parametrize(
    ("kind", "changed", "where"),
    [
        ("schools-with-dose/1", {"cohorts": ["coh_gone"]}, "cohorts"),
        ("schools-with-dose/1", {"voice": "parents"}, "voice"),
        ("drop-out/1", {"after": "baseline"}, "after"),
        ("ties-of-schools/1", {"cohorts": []}, "cohorts"),
        ("pairs-after-support/1", {"until": "soon"}, "until"),
        ("pairs-after-support/1", {"until": "2026-11-28", "quiet": 0}, "quiet"),
        ("uptake/1", {"until": "soon"}, "until"),
        ("answers-of-people/1", {"voice": "parents"}, "voice"),
        ("changes-of-clusters/1", {"by": "moons"}, "by"),
    ],
)
def test_a_table_that_cannot_be_built_says_where(cast, project, kind, changed, where):
    known = KINDS[kind].params.__dataclass_fields__
    params = {name: one for name, one in records.MEASURE.items() if name in known}
    with pytest.raises(SpecError) as wrong:
        build(project, kind, told(cast) | params | changed)
    assert wrong.value.where == where


def test_without_records_a_table_has_its_columns_and_no_row(cast, project):
    for kind, declared in KINDS.items():
        known = declared.params.__dataclass_fields__
        said = records.MEASURE | {"until": "2026-11-28", "axis": "mode", "compared": "virtual"}
        params = {name: one for name, one in said.items() if name in known}
        made = build(project, kind, told(cast) | params)
        assert declared.columns.keys() in ({}.keys(), made.frame.keys())
        assert made.known_at is None or kind == "uptake/1"


def test_changed_cells_are_counted_by_the_keys_of_the_kind():
    before = making.columns({"source": ["a", "a", "b"], "target": ["b", "c", "a"],
                             "times": [1, 2, 3]})  # fmt: skip
    now = making.columns({"source": ["a", "b", "c"], "target": ["b", "a", "a"],
                          "times": [1, 4, 1]})  # fmt: skip
    assert changed_cells("ties-of-schools/1", before, now) == {"rows": 2, "times": 1}


def test_rows_of_people_have_no_key_and_count_as_rows():
    before = making.columns({"A1": [1, 2, 2], "country": ["IT", "IT", "HR"]})
    now = making.columns({"A1": [1, 2, 3], "country": ["IT", "IT", "HR"]})
    assert changed_cells("answers-of-people/1", before, now) == {"rows": 2}
