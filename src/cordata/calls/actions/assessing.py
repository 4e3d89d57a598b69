"""Name assessors, share schools out, hear of conflicts, take marks, ask schools."""

import secrets
from collections.abc import Collection, Mapping

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.accounts.actions import add_person, digest
from cordata.accounts.models import User
from cordata.accounts.queries import person_with_email
from cordata.calls.models import (
    Application,
    Assessment,
    Assessor,
    Call,
    Mark,
    SchoolQuestion,
    Selection,
)
from cordata.calls.queries.ready import criteria_of
from cordata.history.actions import record
from cordata.notices.actions import write_letter


class GivenAlready(Exception):
    """An assessment is given once: afterwards one may have seen the others'."""


class OffTheScale(Exception):
    """A criterion has no points, or more than it can have; ``criterion`` is its public id."""

    def __init__(self, criterion: str) -> None:
        super().__init__(criterion)
        self.criterion = criterion


class Decided(Exception):
    """The selection is decided: nothing is assessed any more."""


@transaction.atomic
def name_assessor(call: Call, *, name: str, email: str, language: str, by: User) -> Assessor:
    """Let a person assess; who is not known yet gets an account. A letter tells of it."""
    person = person_with_email(email) or add_person(
        email=email, name=name, language=language, by=by
    )
    assessor, new = Assessor.objects.get_or_create(call=call, person=person)
    if not new and assessor.left_at:
        assessor.left_at = None
        assessor.save(update_fields=["left_at"])
    with translation.override(person.language):
        write_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=_("You assess applications: %(reference)s") % {"reference": call.reference},
            body=_(
                "Dear %(name)s,\n\n%(by)s asks you to assess applications to the call "
                "%(reference)s. Sign in and begin here:\n%(address)s"
            )
            % {
                "name": person.name,
                "by": by.name,
                "reference": call.reference,
                "address": f"{settings.PUBLIC_ADDRESS}/{person.language}/assess/",
            },
            purpose="assessor",
            about=call.public_id,
            by=by,
        )
    record("assessor.named", on=assessor, by=by, scope=_scope(call), person=person.public_id)
    return assessor


@transaction.atomic
def assign(call: Call, *, by: User | None) -> int:
    """Give every sent application its number of assessors, evenly; returns how many are new.

    Deterministic: by number, each time to those with the fewest schools, named first.
    Who has a conflict with a school never gets it.
    """
    assessors = list(call.assessors.filter(left_at=None).order_by("named_at", "pk"))
    load = dict.fromkeys([one.pk for one in assessors], 0)
    taken: dict[int, set[int]] = {}
    counted: dict[int, int] = {}
    for one in Assessment.objects.filter(application__call=call):
        taken.setdefault(one.application_id, set()).add(one.assessor_id)
        if one.assessor_id in load and not one.conflict:
            load[one.assessor_id] += 1
        # What somebody gave before leaving counts.
        if not one.conflict and (one.assessor_id in load or one.given_at):
            counted[one.application_id] = counted.get(one.application_id, 0) + 1
    fresh = []
    sent = call.applications.filter(state=Application.State.SENT).order_by("number")
    for application in sent:
        free = [one for one in assessors if one.pk not in taken.get(application.pk, set())]
        missing = call.assessors_each - counted.get(application.pk, 0)
        for _number in range(max(0, min(missing, len(free)))):
            chosen = min(free, key=lambda one: load[one.pk])
            free.remove(chosen)
            load[chosen.pk] += 1
            fresh.append(Assessment(application=application, assessor=chosen))
    Assessment.objects.bulk_create(fresh)
    record("assessments.assigned", on=call, by=by, scope=_scope(call), count=len(fresh))
    return len(fresh)


@transaction.atomic
def state_conflicts(
    assessor: Assessor, *, conflicts: Collection[str], statement: str, by: User
) -> None:
    """Say with which schools (public ids of assessments) one has a part; the rest is free.

    Schools that are set aside go to somebody else at once.
    """
    assessor.stated_at, assessor.statement = timezone.now(), statement
    assessor.save(update_fields=["stated_at", "statement"])
    reason = statement or "stated by the assessor"
    assessor.assessments.filter(public_id__in=conflicts, given_at=None).update(
        conflict=reason[:300]
    )
    scope = _scope(assessor.call)
    record("assessor.stated", on=assessor, by=by, scope=scope, conflicts=len(conflicts))
    assign(assessor.call, by=None)


@transaction.atomic
def remind_assessor(assessor: Assessor, *, by: User) -> int:
    """Write to an assessor who has not given all; returns how many schools wait."""
    waiting = _not_given(assessor).count()
    if waiting:
        _write_reminder(assessor, waiting, by)
        record("assessor.reminded", on=assessor, by=by, scope=_scope(assessor.call))
    return waiting


@transaction.atomic
def release_assessor(assessor: Assessor, *, by: User) -> int:
    """Somebody assesses no more: what is not given goes to others; returns how many that is.

    What was given stays and counts.
    """
    assessor.left_at = timezone.now()
    assessor.save(update_fields=["left_at"])
    waiting = _not_given(assessor)
    taken = waiting.count()
    waiting.delete()
    record("assessor.released", on=assessor, by=by, scope=_scope(assessor.call), taken=taken)
    assign(assessor.call, by=by)
    return taken


def _not_given(assessor: Assessor) -> QuerySet[Assessment]:
    return assessor.assessments.filter(given_at=None, conflict="")


def _write_reminder(assessor: Assessor, waiting: int, by: User) -> None:
    person, call = assessor.person, assessor.call
    with translation.override(person.language):
        facts = {
            "name": person.name,
            "number": waiting,
            "reference": call.reference,
            "by": by.name,
            "address": f"{settings.PUBLIC_ADDRESS}/{person.language}/assess/",
        }
        write_letter(
            to=person.email,
            person=person,
            language=person.language,
            subject=_("Still to assess: %(reference)s") % facts,
            body=ngettext(
                "Dear %(name)s,\n\n%(number)d school of the call %(reference)s waits for your "
                "assessment:\n%(address)s\n\nIf you cannot, answer this letter: somebody else "
                "will take it.\n\n%(by)s",
                "Dear %(name)s,\n\n%(number)d schools of the call %(reference)s wait for your "
                "assessment:\n%(address)s\n\nIf you cannot, answer this letter: somebody else "
                "will take them.\n\n%(by)s",
                waiting,
            )
            % facts,
            purpose="assessor",
            about=call.public_id,
            by=by,
        )


@transaction.atomic
def give_assessment(
    assessment: Assessment,
    *,
    points: Mapping[str, int],
    words: Mapping[str, str],
    comment: str,
    confidence: int,
    by: User,
) -> None:
    """Give marks for every criterion (by public id), once and for good.

    Raises GivenAlready, OffTheScale, Decided.
    """
    application = assessment.application
    if Selection.objects.filter(call=application.call, decided_at__isnull=False).exists():
        raise Decided
    criteria = criteria_of(application.call, application.side)
    for one in criteria:
        if not 0 <= points.get(one.public_id, -1) <= one.most_points:
            raise OffTheScale(one.public_id)
    still = Assessment.objects.filter(pk=assessment.pk, given_at=None, conflict="")
    if not still.update(given_at=timezone.now(), confidence=confidence, comment=comment):
        raise GivenAlready
    Mark.objects.bulk_create(
        Mark(
            assessment=assessment,
            criterion=one,
            points=points[one.public_id],
            words=words.get(one.public_id, ""),
        )
        for one in criteria
    )
    assessment.refresh_from_db()
    record("assessment.given", on=assessment, by=by, scope=_scope(application.call))


@transaction.atomic
def ask_school(application: Application, *, text: str, by: User) -> SchoolQuestion:
    """Ask a school by letter; it answers by the letter's link, into the page."""
    token = secrets.token_urlsafe(24)
    question = SchoolQuestion.objects.create(
        application=application, text=text.strip(), asked_by=by, token_digest=digest(token)
    )
    with translation.override(application.language):
        write_letter(
            to=application.contact_email,
            language=application.language,
            subject=_("A question about your application %(number)s")
            % {"number": application.number},
            body=_(
                "Dear %(name)s,\n\nthose who assess your application ask:\n%(question)s\n\n"
                "Answer here; no account is needed:\n%(address)s"
            )
            % {
                "name": application.contact_name,
                "question": question.text,
                "address": f"{settings.PUBLIC_ADDRESS}/{application.language}/answer/{token}/",
            },
            purpose="school-question",
            about=application.public_id,
            is_secret=True,
        )
    record("school.asked", on=question, by=by, scope=_scope(application.call))
    return question


@transaction.atomic
def answer_school_question(
    question: SchoolQuestion, *, answer: str, by: User | None = None
) -> None:
    """The school answers; it may answer better until the decision."""
    question.answer, question.answered_at = answer.strip(), timezone.now()
    question.save(update_fields=["answer", "answered_at"])
    record("school.answered", on=question, by=by, scope=_scope(question.application.call))


def _scope(call: Call) -> str:
    return f"country:{call.cohort.country_id}"
