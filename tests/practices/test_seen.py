"""Each rule and its query agree, for everybody and for practices in every state."""

import datetime as dt

import pytest

from cordata.accounts.models import User
from cordata.kit.lines import read
from cordata.practices import rules
from cordata.practices.actions.evidence import tie_evidence
from cordata.practices.actions.telling import withdraw_practice
from cordata.practices.models import Edition, Evidence, Passing, Practice, Stage
from cordata.practices.queries import seen
from cordata.practices.queries.asked import AGREEMENT, asked_of
from tests import factories as make
from tests.practices import making


@pytest.fixture
def network(cast):
    """A practice in each state, an expert, a researcher who is of the school, one elsewhere."""
    making.draft(cast)
    making.sent(cast)
    making.asked(cast)
    agreed = making.agreed(cast)
    half = making.agreed(cast)
    making.validate(half, Stage.PROJECT, making.second(cast))
    making.expert(cast)
    making.published(cast)
    gone = making.published(cast).practice
    withdraw_practice(gone, why="No.", by=cast.people["head"])
    both = make.person("Both")
    programme = cast.cohort.programme.public_id
    make.role(both, "researcher", "programme", programme)
    make.role(both, "team", "school", cast.theirs.school.public_id)
    country = make.person("Country researcher")
    make.role(country, "researcher", "country", "IT")
    Evidence.objects.create(
        edition=agreed, part="worked", paragraph=1, kind="measure", says="x"
    )
    return cast


def fresh():
    """Everybody, as if they had just signed in; and a visitor."""
    return list(User.objects.order_by("pk"))


def test_who_tells_documents_and_reads(network):
    for person in fresh():
        for practice in Practice.objects.all():
            for query, rule in (
                (seen.practices_told_by, lambda p, x: rules.may_tell(p, x.participation)),
                (seen.practices_documented_by, rules.may_document),
                (seen.practices_read_by, rules.may_read),
            ):
                found = query(person).filter(pk=practice.pk).exists()
                assert found == rule(person, practice), (person, practice.pk, rule)
    for practice in Practice.objects.all():
        found = seen.practices_read_by(None).filter(pk=practice.pk).exists()
        assert found == rules.may_read(None, practice)
    assert seen.practices_read_by(None).count() == 1


def test_who_validates_what_waits(network):
    waiting = Edition.objects.filter(state=Edition.State.VALIDATING)
    decided = waiting.filter(validations__stage=Stage.PROJECT)
    at = {Stage.PROJECT: waiting.exclude(pk__in=decided), Stage.EXPERT: decided}
    met = set()
    for person in fresh():
        for stage, editions in at.items():
            for edition in editions:
                found = seen.editions_validated_by(person, stage).filter(pk=edition.pk)
                assert found.exists() == rules.may_validate(person, edition, stage), person
                met |= {(person.name, stage)} if found.exists() else set()
    assert met == {
        ("Tomas", "project"), ("Country researcher", "project"), ("Ingrid", "expert"),
    }  # fmt: skip


def test_who_wrote_a_record_that_somebody_else_began_does_not_validate_it(cast):
    edition, tomas = making.begun(cast), making.second(cast)
    making.documenting.save_record(edition, making.record(), version=edition.version, by=tomas)
    making.documenting.ask_agreement(edition, by=tomas)
    making.agreeing.agree_with_record(edition, version=edition.version, by=cast.people["head"])

    assert not rules.may_validate(tomas, edition, Stage.PROJECT)
    assert not seen.editions_validated_by(tomas, Stage.PROJECT).exists()


def test_who_tied_evidence_to_a_record_does_not_validate_it(cast):
    edition, tomas = making.documented(cast), making.second(cast)
    tie_evidence(edition, part="worked", paragraph=1, kind="measure", says="31 di 44", by=tomas)

    assert not rules.may_validate(tomas, edition, Stage.PROJECT)


def test_who_names_experts(network):
    programme = network.cohort.programme
    may = {
        person.name
        for person in fresh()
        if seen.programmes_naming_experts(person).contains(programme)
    }
    assert may == {p.name for p in fresh() if rules.may_name_experts(p, programme)}
    assert may == {"Administrator", "Programme Coordinator"}


def test_who_confirms_a_passing(network):
    practice = Practice.objects.filter(editions__state="published", withdrawn_at=None).get()
    mentor = network.people["mentor_team"]
    making.learned(
        practice, network.theirs.school, network.leading.school, dt.date(2026, 10, 1), mentor
    )
    told = Passing.objects.get()
    for person in fresh():
        found = seen.passings_to_confirm(person).contains(told)
        assert found == rules.may_confirm(person, told), person
        assert rules.may_end(person, told) == (
            rules.may_pass(person, told.teacher) or rules.may_pass(person, told.learner)
        )
    assert not rules.may_confirm(mentor, told)


def test_files_of_a_record_at_work_are_not_everybodys(network):
    one = Evidence.objects.get()
    readers = {person.name for person in fresh() if seen.evidence_read_by(person).contains(one)}
    assert readers == {
        "Team", "Head", "Researcher", "Tomas", "Ingrid", "Both", "Country researcher",
    }  # fmt: skip
    assert not seen.evidence_read_by(None).exists()


def test_what_is_asked_of_a_school_costs_one_query(network, django_assert_num_queries):
    head = network.people["head"]
    asked_of(head)  # its roles are read once
    with django_assert_num_queries(1):
        found = read(asked_of(head))
    assert [one.kind for one in found] == [AGREEMENT]
    assert read(asked_of(network.people["teacher"])) == []
