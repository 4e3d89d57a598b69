"""Who may tell, document, agree, validate, and say who learned what from whom."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, is_administrator
from cordata.networks.models import Participation, Programme
from cordata.practices.models import Edition, Expert, Passing, Practice, Stage
from cordata.schools.models import School
from cordata.schools.rules import may_work_in


def may_tell(person: User, participation: Participation) -> bool:
    """Tell a practice of a school, answer, agree, withdraw: its head and its team."""
    return may_work_in(person, participation.school)


def may_read(person: User | None, practice: Practice) -> bool:
    """Everybody once it is published and until it is withdrawn; its school; who works on it."""
    editions = practice.editions
    if practice.withdrawn_at is None:
        if editions.filter(state=Edition.State.PUBLISHED).exists():
            return True
        asked = editions.filter(state=Edition.State.VALIDATING)
        if person is not None and asked and is_expert(person, _programme(practice)):
            return True
    return person is not None and (
        may_tell(person, practice.participation) or may_document(person, practice)
    )


def may_document(person: User, practice: Practice) -> bool:
    """Researchers of the programme or the country, once the school has sent it."""
    cohort, kinds = practice.participation.cohort, [RoleKind.RESEARCHER]
    return practice.sent_at is not None and (
        holds(person, kinds, Scope.PROGRAMME, [cohort.programme.public_id])
        or holds(person, kinds, Scope.COUNTRY, [cohort.country_id])
    )


def may_validate(person: User, edition: Edition, stage: str) -> bool:
    """For the project a researcher who wrote nothing of it; then an expert from outside.

    Nobody of the school itself, at either stage.
    """
    practice = edition.practice
    if may_tell(person, practice.participation):
        return False
    researches = may_document(person, practice)
    if stage == Stage.PROJECT:
        return researches and not _wrote(person, edition)
    return not researches and is_expert(person, _programme(practice))


def is_expert(person: User, programme: Programme) -> bool:
    """Whether the programme has named this person."""
    return Expert.objects.filter(programme=programme, person=person, ended_at=None).exists()


def is_expert_anywhere(person: User) -> bool:
    """Whether any programme has named this person."""
    return Expert.objects.filter(person=person, ended_at=None).exists()


def may_name_experts(person: User, programme: Programme) -> bool:
    """Whoever coordinates the programme, and administrators: not the project itself."""
    return is_administrator(person) or holds(
        person, [RoleKind.COORDINATOR], Scope.PROGRAMME, [programme.public_id]
    )


def may_pass(person: User, school: School) -> bool:
    """Say for a school from whom it learned a practice, or who learned it there."""
    return may_work_in(person, school)


def may_confirm(person: User, passing: Passing) -> bool:
    """The team of the other school."""
    other = passing.learner if passing.told_for_id == passing.teacher_id else passing.teacher
    return may_work_in(person, other)


def may_end(person: User, passing: Passing) -> bool:
    """Either of the two schools."""
    return may_work_in(person, passing.teacher) or may_work_in(person, passing.learner)


def _wrote(person: User, edition: Edition) -> bool:
    """Whoever began it, or saved any of it since."""
    return edition.documented_by_id == person.pk or edition.writers.contains(person)


def _programme(practice: Practice) -> Programme:
    return practice.participation.cohort.programme
