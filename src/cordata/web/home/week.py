"""What is asked of a person this week, from promised things that are not done yet."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks_db.models import DBTaskResult

from cordata.accounts.models import User
from cordata.accounts.queries import is_administrator
from cordata.calls.queries.assessing import ASSESSING, STATEMENT
from cordata.cycles.queries.ties import Tied
from cordata.documents.queries import documents_written_by, stale_translations
from cordata.notices.queries import letters_failed
from cordata.web.home.coordinating import coordinating
from cordata.web.home.in_school import in_school
from cordata.web.home.practising import practising
from cordata.web.home.tasks import Task, Week, week_of
from cordata.web.home.waiting import Waiting, waiting_for

RECENT = timedelta(days=7)


def week(person: User, ours: Tied) -> Week:
    """At most three things over all roles, and what can wait."""
    waiting = waiting_for(person, ours)
    return week_of(
        coordinating(person, waiting),
        _assessing(waiting),
        in_school(person, ours, waiting),
        practising(waiting),
        _administering(person),
        _translating(person),
    )


def _assessing(waiting: Waiting) -> list[Task]:
    page, role = reverse("selection:mine"), _("As assessor")
    asked = waiting[ASSESSING]
    if todo := sum(one.number for one in asked if one.text == ASSESSING):
        text = ngettext("Assess %(number)d school", "Assess %(number)d schools", todo)
        return [Task(text % {"number": todo}, "", 20 * todo, page, role)]
    if any(one.text == STATEMENT for one in asked):
        return [Task(_("Say in which schools you have a part"), "", 5, page, role)]
    return []


def _administering(person: User) -> list[Task]:
    if not is_administrator(person):
        return []
    page, tasks = reverse("admin:health"), []
    if letters := letters_failed().count():
        text = ngettext(
            "%(number)d letter could not be sent",
            "%(number)d letters could not be sent",
            letters,
        )
        tasks.append(text % {"number": letters})
    since = timezone.now() - RECENT
    if stopped := DBTaskResult.objects.failed().filter(finished_at__gte=since).count():
        text = ngettext(
            "%(number)d job stopped with an error",
            "%(number)d jobs stopped with an error",
            stopped,
        )
        tasks.append(text % {"number": stopped})
    return [Task(sentence, "", 5, page, _("As administrator")) for sentence in tasks]


def _translating(person: User) -> list[Task]:
    stale = stale_translations(documents_written_by(person))
    if not stale:
        return []
    text = ngettext(
        "%(number)d translation is behind its original",
        "%(number)d translations are behind their original",
        stale,
    )
    page = reverse("documents:texts")
    return [Task(text % {"number": stale}, "", 10 * stale, page, _("Texts and translations"))]
