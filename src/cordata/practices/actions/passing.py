"""One school says that a practice went from one to the other; the other one confirms it."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.practices.actions.letters import write_to_school
from cordata.practices.models import Passing, Practice
from cordata.practices.queries.genealogy import passings_confirmed, schools_having
from cordata.schools.models import School


class HasItNot(Exception):
    """Nobody has confirmed that the teaching school has this practice."""


class HasItAlready(Exception):
    """The learning school invented it, or has learned it from somebody before."""


class BeforeItsTeacher(Exception):
    """The teaching school had it later than that."""


class AfterItsLearners(Exception):
    """The learning school taught it to others before that day: its step is told again."""


class EndedAlready(Exception):
    """It was confirmed or taken back before."""


@transaction.atomic
def tell_passing(
    practice: Practice,
    *,
    teacher: School,
    learner: School,
    learned_on: dt.date,
    changed: str,
    told_for: School,
    language: str,
    by: User,
) -> Passing:
    """Say it for one of the two schools; the other one's team is asked to confirm.

    Raises HasItNot, HasItAlready, BeforeItsTeacher, AfterItsLearners.
    """
    if learner == practice.participation.school:
        raise HasItAlready
    if teacher not in schools_having(practice):
        raise HasItNot
    had = _had_since(practice, teacher)
    if had and learned_on < had:
        raise BeforeItsTeacher
    taught = practice.passings.filter(teacher=learner, ended_at=None)
    if taught.filter(learned_on__lt=learned_on).exists():
        raise AfterItsLearners
    try:
        with transaction.atomic():
            passing = Passing.objects.create(
                practice=practice, teacher=teacher, learner=learner, learned_on=learned_on,
                changed=changed, language=language, told_for=told_for, told_by=by,
            )  # fmt: skip
    except IntegrityError as second:
        raise HasItAlready from second
    _note("practice.passing_told", passing, by)
    other = learner if told_for == teacher else teacher
    write_to_school(
        other,
        lambda: (
            _("%(school)s says that a practice went between your schools")
            % {"school": told_for.name},
            _(
                "%(learner)s learned “%(title)s” from %(teacher)s. Is that so? Once you confirm "
                "it, everybody can read it with the names of both schools."
            )
            % {"learner": learner.name, "teacher": teacher.name, "title": practice.title},
        ),
        about=practice, purpose="practice_passing", page="school/practices/", by=by,
    )  # fmt: skip
    return passing


@transaction.atomic
def confirm_passing(passing: Passing, *, by: User) -> None:
    """The other school says so, too. Raises EndedAlready."""
    still = Passing.objects.filter(pk=passing.pk, confirmed_at=None, ended_at=None)
    if not still.update(confirmed_at=timezone.now(), confirmed_by=by):
        raise EndedAlready
    passing.refresh_from_db()
    _note("practice.passing_confirmed", passing, by)


@transaction.atomic
def end_passing(passing: Passing, *, by: User) -> None:
    """It was not so, or one of the two does not want it told any more. Raises EndedAlready."""
    still = Passing.objects.filter(pk=passing.pk, ended_at=None)
    if not still.update(ended_at=timezone.now(), ended_by=by):
        raise EndedAlready
    passing.refresh_from_db()
    _note("practice.passing_ended", passing, by)


def _had_since(practice: Practice, school: School) -> dt.date | None:
    if school == practice.participation.school:
        return practice.began_on
    learned = passings_confirmed(practice).filter(learner=school)
    return learned.values_list("learned_on", flat=True).first()


def _note(verb: str, passing: Passing, by: User) -> None:
    scope = f"country:{passing.learner.country}"
    facts = {"teacher": passing.teacher.public_id, "practice": passing.practice.public_id}
    record(verb, on=passing, by=by, scope=scope, concerns=passing.learner, **facts)
