"""A school takes its answers back from research: what that reaches, and whether anything is left."""

import datetime as dt
import json
import re
from types import SimpleNamespace

import numpy as np
import pytest
from django.apps import apps
from django.utils import timezone

from cordata.analysis.disclosure.rules import Reason
from cordata.clusters.models import Cluster
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions.analyses import freeze_table, run_analysis
from cordata.evidence.actions.handing import hand_out
from cordata.evidence.actions.withholding import allow_for_research, withhold_from_research
from cordata.evidence.models import Finding, FrozenTable
from cordata.evidence.queries.kinds.sources import WithheldRound, built
from cordata.evidence.queries.leaving.crates import public_crate, public_files
from cordata.evidence.queries.leaving.rows import NoRows, rows_for_researchers
from cordata.evidence.queries.recompute import recompute
from cordata.evidence.queries.releasing import why_not_released
from cordata.evidence.queries.resting import resting_on, tables_holding
from cordata.evidence.queries.tables import KINDS, build, frame_of
from cordata.evidence.tasks import look_at_findings
from cordata.history.models import Entry
from cordata.networks.models import Participation
from cordata.notices.models import Letter
from cordata.schools.models import School
from cordata.surveys import rules
from cordata.surveys.actions.withholding import WithheldAlready
from cordata.surveys.models import Round, Snapshot
from cordata.surveys.queries.scores import scores_in
from cordata.surveys.queries.withholding import frozen_rounds_of, schools_headed_by
from tests import cast as casting
from tests import factories as make
from tests.evidence import making, records
from tests.web.access.evidence import another


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def run(cast):
    return making.ran(cast)


@pytest.fixture
def two(cast):
    return [another(cast), another(cast)]


@pytest.fixture
def released(run, two):
    return let_out(making.draft(run), two)


@pytest.fixture
def school(run):
    """The first of the twelve: its teachers say 2 before and 3 after."""
    return mentees()[0]


def mentees():
    found = Participation.objects.filter(side="mentee", memberships__isnull=False)
    return [one.school for one in found.select_related("school").order_by("pk")]


def let_out(finding, two):
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    actions.release_finding(finding, by=two[0])
    finding.refresh_from_db()
    return finding


def again(cast, run):
    """Frozen and computed again, as the records are now."""
    paola = cast.people["researcher"]
    table = freeze_table(run.table.project, making.KIND, making.params(cast.cohort), by=paola)
    return run_analysis(run.analysis, table, by=paola)


def test_its_rows_leave_every_table_and_nothing_of_them_is_found_afterwards(
    cast, run, released, school
):
    other = again(cast, run)
    assert [one.pk for one in tables_holding(school)] == [run.table_id, other.table_id]
    assert school.public_id.encode() in everything_of_research()

    assert withhold_from_research(school, by=cast.people["head"]) == 2

    for table in FrozenTable.objects.all():
        assert school.public_id not in frame_of(table)["school"].tolist()
        assert (table.rows, len(table.withheld)) == (11, 1)
    assert not tables_holding(school).exists()
    assert school.public_id.encode() not in everything_of_research()
    assert school.public_id.encode() not in public_crate(released)


def everything_of_research():
    """Every cell of every table of the app, with the rows of frozen tables unpacked."""
    found = []
    for model in apps.get_app_config("evidence").get_models():
        for row in model.objects.values_list():
            found += [str(cell).encode() for cell in row]
    found += [str(frame_of(one)).encode() for one in FrozenTable.objects.all()]
    np.set_printoptions(threshold=10_000)
    return b"\n".join(found)


def test_no_table_is_built_from_it_until_it_is_allowed_again(cast, run, school):
    withhold_from_research(school, by=None)
    later = again(cast, run)
    assert later.document["result"]["sizes"]["all"]["schools"] == 11
    assert school.public_id not in frame_of(later.table)["school"].tolist()
    with pytest.raises(WithheldAlready):
        withhold_from_research(school, by=None)

    allow_for_research(school, by=None)
    assert again(cast, run).table.rows == 12
    run.table.refresh_from_db()
    assert run.table.rows == 11  # what was taken out stays out
    with pytest.raises(WithheldAlready):
        allow_for_research(school, by=None)


@pytest.mark.parametrize(
    "kind", [name for name, one in KINDS.items() if "voice" in one.params.__dataclass_fields__]
)
def test_no_kind_of_table_reads_what_is_withheld(cast, run, school, kind):
    known = KINDS[kind].params.__dataclass_fields__
    said = records.MEASURE | {"axis": "mode", "compared": "virtual"}
    told = {name: one for name, one in said.items() if name in known}
    told |= {"cohorts": run.table.params["cohorts"]} if "cohorts" in known else {}
    theirs = {one.snapshot.public_id for one in frozen_rounds_of(school)}
    before = build(run.table.project, kind, told)
    assert theirs & {source for source, _address in before.sources}

    withhold_from_research(school, by=None)
    after = build(run.table.project, kind, told)
    assert after.sources
    assert not theirs & {source for source, _address in after.sources}


def test_a_query_that_forgets_to_ask_builds_nothing(run, school):
    withhold_from_research(school, by=None)
    with pytest.raises(WithheldRound):
        built({}, Round.objects.filter(participation__school=school))


def test_its_own_report_and_the_other_schools_are_untouched(cast, run, school):
    rounds = [one.round for one in Snapshot.objects.select_related("round__participation")]
    mine = [one for one in rounds if one.participation.school_id == school.pk]
    before = dict(Snapshot.objects.values_list("pk", "address"))
    assert len(scores_in(rounds, "teachers", "A")) == 24

    withhold_from_research(school, by=None)

    kept = scores_in(rounds, "teachers", "A")
    assert len(kept) == 22
    assert not {one.pk for one in mine} & kept.keys()
    assert dict(Snapshot.objects.values_list("pk", "address")) == before


def test_a_released_finding_stays_readable_and_says_that_it_still_stands(released, school):
    withhold_from_research(school, by=None)
    assert look_at_findings() == 1  # at once, not tomorrow
    released.refresh_from_db()

    assert released.state == Finding.State.RELEASED
    assert released.moved["left"] == {"schools": 1, "verdict": "stands"}
    for name in ("README.md", "datacite.json", "codebook.xml"):
        told = public_files(released)[name].content.decode()
        assert ("still stands" in told) == (name != "codebook.xml"), name
    assert Entry.objects.filter(verb="finding.moved").count() == 1


def test_who_wrote_and_who_approved_are_told_without_a_number(released, two, school):
    withhold_from_research(school, by=None)
    look_at_findings()
    letters = Letter.objects.filter(purpose="finding_moved")
    people = {released.written_by.email, *(one.email for one in two)}
    assert {one.to for one in letters} == people
    assert len(letters) == 3
    assert "still stands" in letters[0].body
    look_again()
    assert letters.count() == 3  # told once


def look_again():
    Finding.objects.update(looked_at=timezone.now() - dt.timedelta(days=2))
    look_at_findings()


def test_what_it_said_cannot_be_worked_out_from_what_is_told(released, run, school):
    """Twelve schools at 0.67, eleven at x: the twelfth would be 8.04 - 11 x. So x is told nowhere."""
    withhold_from_research(school, by=None)
    look_at_findings()
    released.refresh_from_db()
    kept = frame_of(FrozenTable.objects.get(pk=run.table_id))
    x = float(np.mean(kept["after"] - kept["before"]))
    assert round(x, 2) != 0.67

    told = json.dumps(released.moved) + "".join(one.body for one in Letter.objects.all())
    told += b"".join(one.content for one in public_files(released).values()).decode(
        errors="ignore"
    )
    found = recompute(released.run)
    assert (found.numbers, found.today, found.changed_cells) == ((), (), {})
    for digits in (f"{x:.2f}", f"{x:.3f}"):
        # Not within a longer number: 40.648 seconds past are no 0.64.
        assert not re.search(rf"(?<![0-9]){re.escape(digits)}", told)


def test_nor_may_a_finding_without_it_be_released_beside_the_one_with_it(
    cast, run, released, school
):
    withhold_from_research(school, by=None)
    assert why_not_released(again(cast, run)) == Reason.DIFFERENCE


def test_nor_are_the_rows_of_all_others_handed_out(cast, run, released, school):
    paola = cast.people["researcher"]
    assert hand_out(run, format="csv", purpose="A check.", by=paola)
    withhold_from_research(school, by=None)
    run.table.refresh_from_db()
    for one in (run, again(cast, run)):
        with pytest.raises(NoRows):
            hand_out(one, format="csv", purpose="A check.", by=paola)
    assert Entry.objects.filter(verb="rows.handed_out").count() == 1


def test_of_many_that_leave_together_a_new_finding_may_be_released(cast, run, released):
    """Six of twelve: the two means differ by six schools, of which no single one can be told."""
    gaining = [one for one, gain in zip(mentees(), making.GAINS, strict=True) if gain]
    for school in gaining[:6]:
        withhold_from_research(school, by=None)
    look_at_findings()
    released.refresh_from_db()
    assert released.moved["left"] == {"schools": 6, "verdict": "falls"}  # no gain is left of it
    later = again(cast, run)
    assert later.document["result"]["estimates"]["change"]["value"] == pytest.approx(2 / 6)
    assert why_not_released(later) == Reason.SHOWN


def test_with_too_little_left_no_number_is_shown_any_more(released):
    for school in mentees()[:8]:
        withhold_from_research(school, by=None)
    look_at_findings()
    released.refresh_from_db()
    assert released.moved["left"] == {"schools": 8, "verdict": "hidden"}
    for school in mentees()[8:]:
        withhold_from_research(school, by=None)
    look_again()
    released.refresh_from_db()
    assert released.moved["left"]["schools"] == 12
    assert FrozenTable.objects.get().rows == 0


def test_a_draft_that_still_counts_it_is_not_released(run, two, school):
    finding = making.draft(run)
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    withhold_from_research(school, by=None)
    with pytest.raises(actions.WithheldSince):
        actions.release_finding(finding, by=two[0])
    look_at_findings()
    finding.refresh_from_db()
    assert finding.moved["left"]["schools"] == 1


def test_a_school_sees_what_rests_on_each_of_its_rounds(released, run, school):
    making.draft(run, headline="Teachers agree more than before.")
    both = resting_on(school)
    assert [one.round.occasion for one in both] == ["end", "baseline"]
    assert [one.released for one in both] == [[released], [released]]
    assert [one.unfinished for one in both] == [1, 1]


def test_only_the_head_decides_and_the_query_agrees(cast):
    schools = [cast.theirs.school, cast.leading.school, make.mentee(cast.cohort).school]
    for role, person in cast.people.items():
        if person is None:
            continue
        for one in schools:
            may = rules.may_withhold(person, one)
            assert may == schools_headed_by(person).contains(one), role
            assert may == (role == "head" and one == cast.theirs.school), role


def test_rows_that_name_no_school_go_where_its_answers_were_in_them(cast, run, school):
    """Clusters: of the six only the one that the school is in changes without it."""
    paola = cast.people["researcher"]
    kind, params = "changes-of-clusters/1", making.params(cast.cohort)
    table = freeze_table(run.table.project, kind, params, by=paola)
    before = frame_of(table)

    withhold_from_research(school, by=None)

    table.refresh_from_db()
    after = frame_of(table)
    gone = set(before["study"].tolist()) - set(after["study"].tolist())
    assert len(gone) == 1
    assert (table.rows, len(table.withheld)) == (len(before["study"]) - 1, 1)


def test_a_register_that_changed_since_takes_no_other_rows_away(cast, run, school):
    """By models of clusters, and by clusters: pupils and hours are not what schools answered."""
    paola, told = cast.people["researcher"], making.params(cast.cohort)
    by_model = told | {"axis": "mode", "compared": "virtual"}
    models = freeze_table(run.table.project, "models-of-clusters/1", by_model, by=paola)
    clusters = freeze_table(run.table.project, "changes-of-clusters/1", told, by=paola)
    School.objects.update(pupils=321)
    for one in Cluster.objects.all():
        records.visited(
            one, one.memberships.filter(side="mentee").first().participation, days=20
        )

    withhold_from_research(school, by=None)

    for table, left in ((models, 11), (clusters, 5)):
        table.refresh_from_db()
        assert (table.rows, len(table.withheld)) == (left, 1)
    assert school.public_id not in frame_of(models)["school"].tolist()


def test_answers_of_people_leave_with_their_school(cast, run, school):
    paola = cast.people["researcher"]
    params = {
        "cohorts": [cast.cohort.public_id],
        "instrument": "whole-school",
        "voice": "teachers",
    }
    table = freeze_table(run.table.project, "answers-of-people/1", params, by=paola)
    assert table.rows == 240
    with pytest.raises(NoRows):  # one person's answers leave in no format
        rows_for_researchers(SimpleNamespace(table=table), file="x")

    withhold_from_research(school, by=None)

    table.refresh_from_db()
    assert table.rows == 220
    again = freeze_table(run.table.project, "answers-of-people/1", params, by=paola)
    assert again.rows == 220
