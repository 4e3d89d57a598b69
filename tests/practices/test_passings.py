"""Who learned a practice from whom, and what both schools must say for it."""

import datetime as dt

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.notices.models import Letter
from cordata.practices.actions import passing
from cordata.practices.queries.genealogy import (
    genealogy_of,
    neighbours_of,
    schools_having,
)
from tests import factories as make
from tests.practices import making

DAY = dt.date(2026, 10, 10)


@pytest.fixture
def practice(cast):
    return making.published(cast).practice


def head_of(school):
    found = make.person(f"Head of {school.name}")
    make.role(found, "head", "school", school.public_id)
    return found


def learn(practice, teacher, learner, day=DAY, *, confirmed=True):
    by, confirmer = head_of(learner), head_of(teacher)
    return making.learned(
        practice, teacher, learner, day, by, confirmed_by=confirmer if confirmed else None
    )


def test_it_counts_once_the_other_school_has_confirmed_it(cast, practice):
    first, other = cast.theirs.school, cast.others.school
    told = learn(practice, first, other, confirmed=False)
    to = Letter.objects.filter(purpose="practice_passing").values_list("to", flat=True)
    assert cast.people["head"].email in to
    assert genealogy_of(practice).spread.schools == 0

    passing.confirm_passing(told, by=cast.people["head"])

    assert genealogy_of(practice).spread.schools == 1
    assert schools_having(practice) == [first, other]
    with pytest.raises(passing.EndedAlready):
        passing.confirm_passing(told, by=cast.people["head"])


def test_the_figures_by_hand(cast, practice):
    """Begun in September: one learns in October, one from it in January; another in December."""
    first, near, mentor = cast.theirs.school, cast.others.school, cast.leading.school
    far = make.school("OŠ Breza", country="HR")
    learn(practice, first, near, dt.date(2026, 10, 10))
    learn(practice, near, far, dt.date(2027, 1, 20))
    learn(practice, first, mentor, dt.date(2026, 12, 1))

    found = genealogy_of(practice)

    spread = found.spread
    assert (spread.schools, spread.generations, spread.countries) == (3, 2, 2)
    assert (spread.months, spread.timed, spread.passed_on) == (3.0, 3, 1)  # 1, 3, 3
    assert [(one.school, one.branch.generation) for one in found.twigs] == [
        (first, 0), (near, 1), (far, 2), (mentor, 1),
    ]  # fmt: skip


def test_within_a_cluster_or_outside(cast, practice):
    marta = cast.people["coordinator"]
    cluster = found_cluster(cast.cohort, cast.leading, [cast.theirs], name="V", by=marta)
    day = cluster.opened_on
    learn(practice, cast.theirs.school, cast.leading.school, day)
    learn(practice, cast.theirs.school, cast.others.school, day)

    within = {one.school: one.within for one in genealogy_of(practice).twigs}
    assert within[cast.leading.school]
    assert not within[cast.others.school]
    assert neighbours_of(cast.theirs.school) == [cast.leading.school]


@pytest.mark.parametrize("who", ["root", "twice"])
def test_a_school_learns_a_practice_once_and_its_first_school_never(cast, practice, who):
    first, other = cast.theirs.school, cast.others.school
    learn(practice, first, other)
    learner = first if who == "root" else other
    teacher = other if who == "root" else first
    with pytest.raises(passing.HasItAlready):
        learn(practice, teacher, learner)


def test_nobody_teaches_what_they_have_not_and_not_before_they_had_it(cast, practice):
    first, other, mentor = cast.theirs.school, cast.others.school, cast.leading.school
    with pytest.raises(passing.HasItNot):
        learn(practice, mentor, other)
    with pytest.raises(passing.BeforeItsTeacher):
        learn(practice, first, other, dt.date(2026, 9, 1))
    learn(practice, first, other, DAY)
    with pytest.raises(passing.BeforeItsTeacher):
        learn(practice, other, mentor, DAY - dt.timedelta(days=1))


def test_either_school_takes_it_back_and_what_hung_on_it_is_no_longer_shown(cast, practice):
    first, other, mentor = cast.theirs.school, cast.others.school, cast.leading.school
    told = learn(practice, first, other)
    learn(practice, other, mentor)
    assert genealogy_of(practice).spread.schools == 2

    passing.end_passing(told, by=cast.people["head"])

    assert genealogy_of(practice).spread.schools == 0
    with pytest.raises(passing.EndedAlready):
        passing.end_passing(told, by=cast.people["head"])
    learn(practice, first, other)
    assert genealogy_of(practice).spread.schools == 2


def test_a_step_told_again_is_not_later_than_what_was_learned_from_it(cast, practice):
    first, other, mentor = cast.theirs.school, cast.others.school, cast.leading.school
    told = learn(practice, first, other, dt.date(2026, 10, 10))
    learn(practice, other, mentor, dt.date(2026, 12, 1))
    passing.end_passing(told, by=cast.people["head"])

    with pytest.raises(passing.AfterItsLearners):
        learn(practice, first, other, dt.date(2027, 3, 1))
    learn(practice, first, other, dt.date(2026, 12, 1))

    assert [one.branch.months for one in genealogy_of(practice).twigs] == [None, 3, 0]
