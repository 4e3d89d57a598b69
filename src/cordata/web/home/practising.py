"""What is asked of a person about practices: by the researchers, by another school, to validate."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.accounts.models import User
from cordata.practices.queries.asked import (
    AGREEMENT,
    PASSING,
    QUESTION,
    VALIDATION,
    Asked,
    asked_of,
)
from cordata.web.home.tasks import Task

MINUTES = {AGREEMENT: 10, QUESTION: 3, PASSING: 2}


def practising(person: User) -> list[Task]:
    """A school's own first; then what waits for somebody who validates."""
    asked = asked_of(person)
    waiting = sum(one.kind == VALIDATION for one in asked)
    tasks = [_task(one) for one in asked if one.kind != VALIDATION]
    return tasks + ([_validate(waiting)] if waiting else [])


def _task(one: Asked) -> Task:
    sentence = {
        AGREEMENT: _("Say whether you agree with the record of your practice"),
        QUESTION: _("Answer what researchers ask about your practice"),
        PASSING: _("Confirm that a practice went between your school and another"),
    }[one.kind]
    page = (
        reverse("practices:ours")
        if one.kind == PASSING
        else reverse("practices:our-practice", args=[one.thing])
    )
    return Task(sentence, one.title, MINUTES[one.kind], page, one.school)


def _validate(number: int) -> Task:
    text = ngettext("Validate %(number)d practice", "Validate %(number)d practices", number) % {
        "number": number
    }
    return Task(text, "", 20 * number, reverse("practices:waiting"), _("Practices of schools"))
