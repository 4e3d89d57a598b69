"""Blind assessment, a ranking anyone can follow, a decision with reasons, appeals."""

import json
import subprocess
import sys

import pytest

from cordata.calls.actions import assessing, deciding
from cordata.calls.actions.taking_in import NotWaiting, call_in
from cordata.calls.models import (
    Appeal,
    Application,
    Assessment,
    Call,
    Mark,
    Outcome,
    SchoolQuestion,
    Selection,
)
from cordata.calls.queries.assessing import assessments_given_to, others_of, progress_of
from cordata.calls.queries.decision import allocation
from cordata.calls.queries.ranking import lists_of
from cordata.calls.queries.waiting import waiting_list
from cordata.networks.models import Participation
from cordata.notices.models import Letter
from tests import factories as make
from tests.calls import making


@pytest.fixture
def marta(db):
    return make.coordinator()


@pytest.fixture
def after(db):
    """The cohort that the call is for."""
    return make.cohort(name="2027/28")


def applied(after, marta, count=4, **facts):
    """A closed call with so many mentee schools in its second stratum, two places."""
    make.topic("stem")
    call = making.published(after, marta, **facts)
    cohort = make.cohort()
    for number in range(count):
        school = make.mentee(cohort, name=f"IC {number}").school
        school.pupils = 500
        school.save()
        making.sent(call, school)
    return making.closed(call)


def marks(*each):
    """Points of one assessor for the first, second ... application."""
    return {f"IT-26-{at:03d}": [points] for at, points in enumerate(each, 1)}


def decided(selection, marta):
    selection.refresh_from_db()
    return deciding.decide(
        selection,
        reference="D-1",
        decided_on=selection.made_at.date(),
        signatory="Marta Rossi",
        reasons="Secondo i punti.",
        version=selection.version,
        by=marta,
    )


def results():
    return {
        one.application.number[-3:]: one.result
        for one in Outcome.objects.select_related("application")
    }


def test_applications_are_shared_out_evenly_and_never_twice_to_one(after, marta):
    call = applied(after, marta, 5)
    for at in range(3):
        assessing.name_assessor(
            call, name=f"A{at}", email=f"a{at}@example.org", language="it", by=marta
        )

    assert assessing.assign(call, by=marta) == 10
    assert assessing.assign(call, by=marta) == 0

    loads = [one.assessments.count() for one in call.assessors.all()]
    assert sorted(loads) == [3, 3, 4]
    assert progress_of(call).unassigned == 0


def test_a_conflict_gives_the_school_to_somebody_else(after, marta):
    call = applied(after, marta, 2)
    first, *_others = [
        assessing.name_assessor(
            call, name=f"A{at}", email=f"a{at}@example.org", language="it", by=marta
        )
        for at in range(3)
    ]
    assessing.assign(call, by=marta)
    conflict = first.assessments.first()

    assessing.state_conflicts(
        first, conflicts=[conflict.public_id], statement="Mia sorella", by=first.person
    )

    conflict.refresh_from_db()
    assert conflict.conflict == "Mia sorella"
    now = Assessment.objects.filter(application=conflict.application, conflict="")
    assert now.count() == 2
    assert not now.filter(assessor=first).exists()
    assert conflict not in assessments_given_to(first.person)


def test_nobody_sees_another_s_marks_before_giving_their_own(after, marta):
    call = applied(after, marta, 1)
    people = [
        assessing.name_assessor(
            call, name=f"A{at}", email=f"a{at}@example.org", language="it", by=marta
        )
        for at in range(2)
    ]
    assessing.assign(call, by=marta)
    mine, theirs = (one.assessments.get() for one in people)
    points = {one.public_id: 2 for one in call.criteria.all()}
    assert not assessments_given_to(people[0].person).exists()  # nothing stated yet

    assessing.give_assessment(
        theirs, points=points, words={}, comment="", confidence=3, by=people[1].person
    )
    assert others_of(mine) == []

    assessing.give_assessment(
        mine, points=points, words={}, comment="", confidence=1, by=people[0].person
    )
    assert others_of(mine) == [theirs]
    with pytest.raises(assessing.GivenAlready):
        assessing.give_assessment(
            mine, points=points, words={}, comment="", confidence=1, by=people[0].person
        )
    assert Mark.objects.count() == 4


@pytest.mark.parametrize("points", [{}, {"all": 5}, {"all": -1}])
def test_points_off_the_scale_are_refused_whole(after, marta, points):
    call = applied(after, marta, 1)
    one = assessing.name_assessor(
        call, name="A", email="a@example.org", language="it", by=marta
    )
    assessing.assign(call, by=marta)
    given = {each.public_id: points["all"] for each in call.criteria.all()} if points else {}

    with pytest.raises(assessing.OffTheScale):
        assessing.give_assessment(
            one.assessments.get(),
            points=given,
            words={},
            comment="",
            confidence=1,
            by=one.person,
        )
    assert not Mark.objects.exists()


def test_the_highest_scores_get_the_places_and_the_rest_wait_in_order(after, marta):
    call = applied(after, marta)
    making.assessed(call, marks((1, 1), (4, 4), (3, 3), (2, 4)), marta)

    (ranking,) = lists_of(call)
    deciding.prepare(call, by=marta)

    assert [one.key[-3:] for one in ranking.ranked] == ["002", "003", "004", "001"]
    assert float(ranking.ranked[0].score) == 100
    assert results() == {
        "002": "accepted", "003": "accepted", "004": "reserve", "001": "reserve",
    }  # fmt: skip
    turn = ranking.turns()["IT-26-004"]  # 70 points against 75: five points decide
    assert (turn.rival, float(turn.points)) == ("IT-26-003", 10.0)


def test_nothing_is_decided_before_the_end_or_without_assessment(after, marta):
    call = applied(after, marta, 2)
    with pytest.raises(deciding.TooEarly):
        deciding.prepare(call, by=marta)

    making.assessed(call, marks((1, 1), (2, 2)), marta)
    Call.objects.update(grace_hours=100)
    call.refresh_from_db()
    with pytest.raises(deciding.TooEarly):
        deciding.prepare(call, by=marta)


def test_equals_on_the_edge_wait_for_a_person_with_reasons(after, marta):
    call = applied(after, marta, 3)
    making.assessed(call, marks((4, 4), (2, 2), (2, 2)), marta)
    selection = deciding.prepare(call, by=marta)

    with pytest.raises(deciding.Undecidable):
        decided(selection, marta)
    assert Selection.objects.get().decided_at is None
    assert not Participation.objects.filter(cohort=after).exists()

    edge = Outcome.objects.get(application__number="IT-26-003")
    with pytest.raises(ValueError, match="reasons"):
        deciding.override(edge, result="accepted", reasons=" ", version=1, by=marta)
    deciding.override(
        edge, result="accepted", reasons="In montagna.", version=selection.version, by=marta
    )
    assert decided(selection, marta).decided_at
    assert results()["003"] == "accepted"


def test_a_decision_lets_schools_take_part_and_tells_every_school(after, marta):
    call = applied(after, marta)
    making.assessed(call, marks((1, 1), (4, 4), (3, 3), (2, 2)), marta)

    selection = decided(deciding.prepare(call, by=marta), marta)

    taking = Participation.objects.filter(cohort=after)
    assert {one.school.name for one in taking} == {"IC 1", "IC 2"}
    assert taking[0].stratum == "Altre"
    assert [one.topic.slug for one in taking[0].interests.all()] == ["stem"]
    letters = Letter.objects.filter(purpose="decision")
    assert letters.count() == 4
    assert all("D-1" in one.body and "Marta Rossi" in one.body for one in letters)
    with pytest.raises(deciding.DecidedAlready):
        decided(selection, marta)
    with pytest.raises(deciding.DecidedAlready):
        deciding.prepare(call, by=marta)


def test_the_table_of_places_has_national_codes_and_one_line_a_school(after, marta):
    call = applied(after, marta, 3)
    making.assessed(call, marks((1, 1), (4, 4), (3, 3)), marta)

    rows = allocation(deciding.prepare(call, by=marta))

    assert [(row[0][-3:], row[8]) for row in rows] == [
        ("002", "accepted"), ("003", "accepted"), ("001", "reserve"),
    ]  # fmt: skip
    assert all(row[1] for row in rows)


def test_lots_are_drawn_where_places_are_few_and_anybody_can_repeat_them(
    after, marta, tmp_path
):
    call = applied(after, marta, 5, by_lot=True)
    making.assessed(call, marks(*[(at % 5, 4) for at in range(5)]), marta)

    selection = deciding.prepare(call, by=marta)

    outcomes = list(Outcome.objects.all())
    assert all(one.was_drawn for one in outcomes)
    assert sum(one.is_comparison for one in outcomes) == 3
    record = tmp_path / "draw.json"
    record.write_text(json.dumps(selection.draw))
    assert selection.draw["digest"] == call.seed_digest
    done = subprocess.run(
        [sys.executable, "-m", "cordata.cli.main", "draw", "--check", str(record)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr

    selection.draw["draws"][0]["order"].reverse()
    record.write_text(json.dumps(selection.draw))
    done = subprocess.run(
        [sys.executable, "-m", "cordata.cli.main", "draw", "--check", str(record)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1


@pytest.mark.parametrize("upheld", [True, False])
def test_an_appeal_is_heard_once_and_upheld_lets_the_school_in(after, marta, upheld):
    call = applied(after, marta, 3)
    making.assessed(call, marks((1, 1), (4, 4), (3, 3)), marta)
    decided(deciding.prepare(call, by=marta), marta)
    outcome = Outcome.objects.get(application__number="IT-26-001")

    one = deciding.appeal(outcome, text="I punti sono sbagliati.", sent_by="Rosa Neri")
    with pytest.raises(deciding.TooLate):
        deciding.appeal(outcome, text="Ancora.", sent_by="Rosa Neri")
    followed = deciding.decide_appeal(
        one, upheld=upheld, decision="Dopo riesame.", signatory="Marta", by=marta
    )

    taking = Participation.objects.filter(cohort=after, school__name="IC 0")
    assert taking.exists() is upheld
    assert (followed is not None) is upheld
    assert Appeal.objects.get().state == ("upheld" if upheld else "rejected")
    with pytest.raises(deciding.DecidedAlready):
        deciding.decide_appeal(one, upheld=True, decision="x", signatory="y", by=marta)


def test_after_the_days_for_it_no_appeal_is_taken(after, marta):
    call = applied(after, marta, 2, appeal_days=0)
    making.assessed(call, marks((1, 1), (4, 4)), marta)
    decided(deciding.prepare(call, by=marta), marta)

    with pytest.raises(deciding.TooLate):
        deciding.appeal(Outcome.objects.first(), text="Tardi.", sent_by="Rosa")


def test_a_question_goes_out_by_letter_and_its_answer_comes_back(after, marta):
    call = applied(after, marta, 1)
    question = assessing.ask_school(Application.objects.get(), text="Quanti docenti?", by=marta)

    letter = Letter.objects.get(purpose="school-question")
    assert letter.is_secret
    assert "Quanti docenti?" in letter.body
    assert question.token_digest not in letter.body
    assessing.answer_school_question(question, answer="Ventidue.")
    assert SchoolQuestion.objects.get().answer == "Ventidue."
    assert call.applications.get().questions.count() == 1


def test_from_the_waiting_list_the_next_school_comes_in_once(after, marta):
    call = applied(after, marta, 4)
    making.assessed(call, marks((4, 4), (3, 3), (2, 2), (1, 1)), marta)
    decided(deciding.prepare(call, by=marta), marta)
    waiting = list(waiting_list(call))
    assert [one.application.number[-3:] for one in waiting] == ["003", "004"]
    assert [one.place for one in waiting] == [1, 2]

    facts = {"reference": "D-2", "signatory": "M", "by": marta}
    with pytest.raises(ValueError, match="reasons"):
        call_in(waiting[0], reasons=" ", **facts)
    call_in(waiting[0], reasons="Un posto è libero.", **facts)

    with pytest.raises(NotWaiting):
        call_in(waiting[0], reasons="Ancora", **facts)
    assert [one.application.number[-3:] for one in waiting_list(call)] == ["004"]
    assert Participation.objects.filter(cohort=after).count() == 3
    assert Letter.objects.filter(purpose="decision").count() == 5


def test_who_has_withdrawn_does_not_wait(after, marta):
    call = applied(after, marta, 3)
    making.assessed(call, marks((4, 4), (3, 3), (2, 2)), marta)
    decided(deciding.prepare(call, by=marta), marta)
    Application.objects.filter(number__endswith="003").update(
        state="withdrawn", withdrawn_at=call.closes_at
    )
    assert not waiting_list(call).exists()
