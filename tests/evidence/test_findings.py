"""A finding rests on a number, is stood for by two people, and tells nothing of one school."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.accounts.models import RoleKind
from cordata.analysis.disclosure.rules import Reason
from cordata.clusters.actions.founding import found_cluster
from cordata.evidence import rules
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions.analyses import freeze_table, run_analysis
from cordata.evidence.models import Finding
from cordata.evidence.queries.projects import (
    findings_seen_by,
    programmes_researched_by,
    projects_seen_by,
)
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.tables import frame_of
from cordata.evidence.tasks import look_at_findings
from cordata.history.models import Entry
from cordata.networks.models import Participation
from cordata.surveys.models import Round, Snapshot
from tests import cast as casting
from tests import factories as make
from tests.evidence import making

HEADLINE = "Teachers of 12 schools agree more: by 0.67 points of five."


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def run(cast):
    return making.ran(cast)


@pytest.fixture
def two(cast):
    """Two more researchers of the programme."""
    people = [make.person("Reis"), make.person("Novak")]
    for one in people:
        make.role(one, RoleKind.RESEARCHER, "programme", cast.cohort.programme.public_id)
    return people


def written(run, headline=HEADLINE):
    return actions.write_finding(
        run, estimate="change", headline=headline.replace(" of five", ""),
        limits="No comparison: nobody knows what other schools did.", language="en",
        by=run.ran_by,
    )  # fmt: skip


def released(finding, people):
    actions.ask_review(finding, by=finding.written_by)
    for one in people:
        actions.review_finding(finding, says="approve", words="", by=one)
    actions.release_finding(finding, by=people[0])
    return finding


def test_a_number_that_is_not_in_the_run_is_named(run):
    with pytest.raises(actions.Untied) as loose:
        written(run, "Teachers of 31 schools agree more: by 0.7 points.")
    assert loose.value.numbers == ["31"]
    assert written(run).state == Finding.State.DRAFT


def test_two_people_beside_the_author_stand_for_it(run, two):
    finding = written(run)
    with pytest.raises(actions.NotInThisState):
        actions.release_finding(finding, by=two[0])
    actions.ask_review(finding, by=run.ran_by)
    actions.review_finding(finding, says="approve", words="", by=two[0])
    actions.review_finding(finding, says="approve", words="Again", by=two[0])
    with pytest.raises(actions.NotYetReviewed):
        actions.release_finding(finding, by=two[0])
    actions.review_finding(finding, says="approve", words="", by=two[1])
    actions.release_finding(finding, by=two[0])
    finding.refresh_from_db()
    assert (finding.state, finding.released_at is None) == ("released", False)
    with pytest.raises(actions.NotInThisState):
        actions.release_finding(finding, by=two[0])


def test_asked_changes_make_it_a_draft_and_old_approvals_count_no_more(run, two):
    finding = written(run)
    actions.ask_review(finding, by=run.ran_by)
    actions.review_finding(finding, says="approve", words="", by=two[0])
    actions.review_finding(finding, says="change", words="Say which schools.", by=two[1])
    finding.refresh_from_db()
    assert (finding.state, finding.version) == ("draft", 2)
    actions.ask_review(finding, by=run.ran_by)
    actions.review_finding(finding, says="approve", words="", by=two[1])
    with pytest.raises(actions.NotYetReviewed):
        actions.release_finding(finding, by=two[1])


def test_a_withdrawn_finding_stays_readable_with_its_reason(run, two):
    finding = released(written(run), two)
    actions.withdraw_finding(finding, why="A school gave wrong answers.", by=two[0])
    assert findings_seen_by(None).get().stale == "A school gave wrong answers."


def test_about_the_same_schools_but_one_nothing_more_is_released(cast, run, two):
    """The attack: 12 schools, then 11 of them; the difference is the twelfth."""
    released(written(run), two)
    gone = Participation.objects.filter(side="mentee", memberships__isnull=False).first()
    Round.objects.filter(participation=gone, occasion="end").update(occasion="once")
    paola = cast.people["researcher"]
    again = freeze_table(run.table.project, making.KIND, making.params(cast.cohort), by=paola)
    fewer = run_analysis(run.analysis, again, by=paola)
    assert fewer.document["result"]["sizes"]["all"]["schools"] == 11

    assert why_not_released(fewer) == Reason.DIFFERENCE
    finding = written(fewer, "Teachers agree more.")
    actions.ask_review(finding, by=paola)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    with pytest.raises(actions.WouldTell) as would:
        actions.release_finding(finding, by=two[0])
    assert would.value.reason == Reason.DIFFERENCE
    finding.refresh_from_db()
    assert finding.state == "in_review"


def test_fewer_than_five_schools_are_never_released(cast, two):
    marta, paola = cast.people["coordinator"], cast.people["researcher"]
    making.ask_twice(making.network(cast.cohort, marta, clusters=2))
    of = making.project(cast)
    table = freeze_table(of, making.KIND, making.params(cast.cohort), by=paola)
    run = run_analysis(making.registered(of, cast.cohort, paola), table, by=paola)
    assert run.document["result"]["sizes"]["all"]["schools"] == 4
    assert why_not_released(run) == Reason.FEW


def test_the_same_again_tells_nothing_new(cast, run, two):
    released(written(run), two)
    paola = cast.people["researcher"]
    again = freeze_table(run.table.project, making.KIND, making.params(cast.cohort), by=paola)
    assert why_not_released(run_analysis(run.analysis, again, by=paola)) == Reason.SHOWN


def test_rules_and_queries_agree_and_nobody_reviews_the_own(cast, run, two):
    project, draft = run.analysis.project, written(run)
    for role, person in cast.people.items():
        sees = person is not None and projects_seen_by(person).contains(project)
        assert sees == (person is not None and rules.may_research(person, project)), role
        assert sees == (role == "researcher"), role
        opens = person and rules.may_open_project(person, project.programme)
        assert sees == bool(opens and programmes_researched_by(person).get()), role
        changes = person and rules.may_change(person, draft)
        assert sees == bool(changes), role
        found = findings_seen_by(person).contains(draft)
        assert found == rules.may_see_finding(person, draft), role
    assert not rules.may_review(cast.people["researcher"], draft)
    assert rules.may_review(two[0], draft)
    assert not rules.may_change(two[0], draft)
    released(draft, two)
    draft.refresh_from_db()
    for person in cast.people.values():
        assert findings_seen_by(person).contains(draft)
        assert rules.may_see_finding(person, draft)


def test_a_changed_record_marks_a_released_finding_the_next_day(run, two):
    finding = released(written(run), two)
    assert look_at_findings() == 1
    finding.refresh_from_db()
    assert (finding.moved, finding.looked_at is None) == ({}, False)
    assert look_at_findings() == 0  # today it was looked at

    one = Snapshot.objects.order_by("pk").first()
    one.figures["voices"]["teachers"]["mean"][0] += 0.5
    one.save()
    yesterday = timezone.now() - dt.timedelta(days=1, minutes=1)
    Finding.objects.update(looked_at=yesterday)

    assert look_at_findings() == 1
    finding.refresh_from_db()
    assert finding.moved["broken_rounds"] == [one.public_id]
    assert finding.moved["changed_cells"] == {"before": 1}
    # Half a point more before, in one of twelve schools: the change is 0.5 / 12 less.
    assert ["change", 0.67, 0.63] in finding.moved["today"]
    assert Entry.objects.filter(verb="finding.moved").count() == 1
    Finding.objects.update(looked_at=yesterday)
    look_at_findings()
    assert Entry.objects.filter(verb="finding.moved").count() == 1  # told once


def test_a_new_round_moves_a_released_finding_and_it_says_by_how_much(cast, run, two):
    """A thirteenth school closes both rounds: it gains nothing, so 8 of 13 instead of 8 of 12."""
    finding = released(written(run), two)
    leads = make.mentor(cast.cohort, name="Mentor 7")
    late = make.mentee(cast.cohort, name="Mentee 7a")
    found_cluster(cast.cohort, leads, [late], name="Valle 7", by=cast.people["coordinator"])
    making.closed(late, 3, occasion="baseline", days=90)
    making.closed(late, 3, occasion="end", days=1)

    look_at_findings()

    finding.refresh_from_db()
    assert finding.moved["changed_cells"] == {"rows": 1}
    assert ["change", 0.67, 0.62] in finding.moved["today"]
    assert finding.run.document["result"]["estimates"]["change"]["value"] == pytest.approx(
        8 / 12
    )
    assert len(frame_of(run.table)["school"]) == 12  # what was frozen stays as it was


def test_a_finding_that_cannot_be_computed_holds_up_no_other(run, two):
    released(written(run), two)
    run.document["ask"]["method"] = "magic"
    run.save()
    assert look_at_findings() == 1
    assert Finding.objects.get().moved == {"failed": True}
    assert look_at_findings() == 0
