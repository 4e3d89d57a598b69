"""The rules of a project: who pays, who approved, its design; each change stays in the trail."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.models import Agreement, AgreementTemplate
from cordata.documents.actions.files import path_of
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions import projects, remarks
from cordata.evidence.models import Project
from cordata.evidence.queries.consents import agreed_by, schools_in
from cordata.evidence.queries.steps import STEPS, steps_of
from cordata.history.models import Entry
from tests import cast as casting
from tests.cycles import year
from tests.evidence import making
from tests.web.access.evidence import PAPER, another

DESIGN = {"design": "D0", "unit": "A cluster", "comparison": "Nothing", "clusters": 6,
          "schools": 12}  # fmt: skip


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def project(cast):
    return making.project(cast)


def test_the_trail_keeps_what_was_there_before(cast, project):
    paola = cast.people["researcher"]
    made = projects.describe_project(
        project, paid_by="A foundation", approved_by="A committee", paper=("a.pdf", PAPER),
        approved_on=dt.date(2026, 9, 1), by=paola,
    )  # fmt: skip
    line = Entry.objects.get(verb="project.described")
    assert line.facts["was"]["paid_by"] == "The ministry"
    assert made.paid_by == "A foundation"
    assert path_of(made.approval).read_bytes() == PAPER

    projects.describe_project(made, paid_by="A foundation", by=paola)
    assert Entry.objects.filter(verb="project.described").count() == 1  # nothing was changed


def test_a_day_of_approval_needs_its_body(project):
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(approved_on=dt.date(2026, 9, 1))


def test_a_design_is_registered_once_and_deviations_stand_beside_it(cast, project):
    paola = cast.people["researcher"]
    planned = projects.register_design(project, by=paola, **DESIGN)
    with pytest.raises(projects.InTheRegister):
        projects.register_design(project, by=paola, **DESIGN)

    projects.note_deviation(
        planned, what="Five clusters", why="One left.", since=dt.date(2026, 9, 1), by=paola
    )
    assert planned.deviations.get().what == "Five clusters"
    assert planned.clusters == 6


def test_the_next_open_task_is_the_first_that_is_not_done(cast, project):
    def state():
        return [(one.is_done, one.is_next) for one in steps_of(project)]

    assert state()[:3] == [(False, True), (True, False), (False, False)]
    paola = cast.people["researcher"]
    project = projects.describe_project(
        project, consent="anonymous", approved_by="Us", by=paola
    )
    projects.register_design(project, by=paola, **DESIGN)
    assert [one.name for one in steps_of(project) if one.is_next] == ["analysis"]
    assert len(state()) == len(STEPS)


def test_without_a_payer_nothing_is_released(cast):
    run = making.quick(cast)
    finding = making.draft(run)
    actions.ask_review(finding, by=finding.written_by)
    for one in (another(cast), another(cast)):
        actions.review_finding(finding, says="approve", words="", by=one)
    Project.objects.update(paid_by="")
    finding.refresh_from_db()
    with pytest.raises(actions.PayerUnknown):
        actions.release_finding(actions.Finding.objects.get(), by=finding.written_by)


def test_what_could_be_wrong_cannot_stand_as_it_was_proposed(cast):
    run = making.quick(cast)
    from cordata.evidence.queries.paragraphs import limits_proposed

    first, *rest = limits_proposed(run)
    given = {"estimate": "change", "headline": "Teachers agree more.", "language": "en"}
    with pytest.raises(actions.Unedited) as kept:
        actions.write_finding(run, limits=f"Mine.\n\n{first}", by=run.ran_by, **given)
    assert kept.value.sentences == [first]
    assert rest
    actions.write_finding(run, limits=f"{first} In these schools.", by=run.ran_by, **given)


def test_a_comment_stands_at_a_paragraph_that_is_there(cast):
    finding = making.draft(making.quick(cast))
    reis = another(cast)
    made = remarks.leave_remark(
        finding, part="limits", paragraph=1, words="Which schools?", by=reis
    )
    assert (made.of_version, made.by) == (1, reis)
    with pytest.raises(remarks.NoSuchParagraph):
        remarks.leave_remark(finding, part="counter", paragraph=1, words="Here?", by=reis)


def test_who_agreed_to_what_is_told_with_what_was_taken_back(cast, project):
    making.closed(cast.theirs, 3, occasion="baseline", days=5)
    schools_in(project).filter(pk=cast.others.pk).update(
        withdrawn_at=timezone.now(), withdrawn_why="Too far."
    )
    found = {one.school.pk: one for one in agreed_by(schools_in(project))}

    assert [occasion for occasion, _at in found[cast.theirs.pk].rounds] == ["baseline"]
    assert found[cast.theirs.pk].taken_back == []
    assert [what for what, _at in found[cast.others.pk].taken_back] == ["left"]
    assert found[cast.leading.pk].rounds == []


def test_signatures_and_words_are_told_and_what_came_of_them(cast, project):
    cluster = year.cluster_of(cast, age=60)
    words = {"en": "Together"}
    template = AgreementTemplate.objects.create(
        country=cast.cohort.country, number=1, titles=words, texts=words, binds="everybody"
    )
    agreement = Agreement.objects.create(
        cluster=cluster, template=template, language="en", starts_on=dt.date(2026, 9, 1),
        ends_on=dt.date(2027, 6, 30), cancelled_at=timezone.now(),
    )  # fmt: skip
    agreement.signatures.create(
        participation=cast.theirs, signed_as="Marco, head", signed_at=timezone.now()
    )
    found = {one.school.pk: one for one in agreed_by(schools_in(project))}[cast.theirs.pk]
    assert [name for name, _at in found.signed] == ["Marco, head"]
    assert [what for what, _at in found.taken_back] == ["agreement"]
