"""What is asked of a person about practices: by the researchers, by another school, to validate."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.kit.lines import Line
from cordata.practices.queries.asked import AGREEMENT, PASSING, QUESTION, VALIDATION
from cordata.web.home.tasks import Task
from cordata.web.home.waiting import Waiting

MINUTES = {AGREEMENT: 10, QUESTION: 3, PASSING: 2}


def practising(waiting: Waiting) -> list[Task]:
    """A school's own first; then what waits for somebody who validates."""
    tasks = [
        _task(one)
        for kind in MINUTES
        for one in sorted(waiting[kind], key=lambda one: one.text)
    ]
    to_validate = len(waiting[VALIDATION])
    return tasks + ([_validate(to_validate)] if to_validate else [])


def _task(one: Line) -> Task:
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
    return Task(sentence, one.text, MINUTES[one.kind], page, one.place)


def _validate(number: int) -> Task:
    text = ngettext("Validate %(number)d practice", "Validate %(number)d practices", number) % {
        "number": number
    }
    return Task(text, "", 20 * number, reverse("practices:waiting"), _("Practices of schools"))
