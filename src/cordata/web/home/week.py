"""What is asked of a person this week, from promised things that are not done yet."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.accounts.models import User
from cordata.accounts.queries import is_administrator
from cordata.clusters.models import Draft
from cordata.clusters.queries.drafts import newest_draft
from cordata.documents.queries import documents_written_by, states_of
from cordata.networks.models import Cohort
from cordata.networks.queries import cohorts_seen_by, participations_of_schools_of
from cordata.networks.queries.taking_part import Missing, missing_in, should_be_confirmed
from cordata.notices.queries import letters_failed
from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import imports_seen_by

TRANSLATIONS = ["it", "nl", "hr", "cs", "hu", "pt"]


@dataclass(frozen=True)
class Task:
    """One thing to do: a sentence, minutes, and where."""

    sentence: str
    about: str
    minutes: int
    address: str


def tasks_of(person: User) -> list[Task]:
    """Everything asked of a person, most pressing first, over all roles."""
    return [*_coordinating(person), *_in_school(person), *_administering(person)]


def _coordinating(person: User) -> list[Task]:
    cohorts = list(cohorts_seen_by(person))
    missing = missing_in(cohorts)
    tasks = [task for cohort in cohorts for task in _of_cohort(cohort, missing[cohort.pk])]
    waiting = imports_seen_by(person).filter(state=RegisterImport.State.CHECKED)
    tasks += [
        Task(
            _("Decide about the register you uploaded"),
            one.file_name,
            5,
            reverse("schools:import", args=[one.country.lower(), one.public_id]),
        )
        for one in waiting[:3]
    ]
    return tasks


def _of_cohort(cohort: Cohort, missing: Missing) -> list[Task]:
    cc = cohort.country_id.lower()
    where = f"{cohort.programme.name}, {cohort.name}"
    draft = newest_draft(cohort)
    address = reverse("clusters:matching", args=[cc, cohort.public_id])
    if draft and draft.state == Draft.State.READY:
        return [Task(_("Look at the proposed clusters and publish them"), where, 20, address)]
    if draft and draft.state == Draft.State.IMPOSSIBLE:
        return [
            Task(_("Choose which rule to loosen: they cannot all hold"), where, 10, address)
        ]
    if draft is None and missing.has_both_sides:
        return [Task(_("Compute the clusters"), where, 2, address)]
    if not missing.has_both_sides:
        page = reverse("networks:cohort", args=[cc, cohort.public_id])
        return [Task(_("Say which schools take part"), where, 15, page)]
    return []


def _in_school(person: User) -> list[Task]:
    tasks = []
    for one in participations_of_schools_of(person):
        if should_be_confirmed(one) or not one.interests.exists():
            text = _("Say what you offer") if one.is_mentor else _("Say what you need")
            tasks.append(Task(text, one.school.name, 5, reverse("schools:ours")))
    return tasks


def _administering(person: User) -> list[Task]:
    if not is_administrator(person):
        return []
    tasks = []
    failed = letters_failed().count()
    if failed:
        text = ngettext(
            "%(number)d letter could not be sent",
            "%(number)d letters could not be sent",
            failed,
        )
        tasks.append(Task(text % {"number": failed}, "", 5, reverse("admin:health")))
    changed = sum(
        state in {"source_changed", "none"}
        for document in documents_written_by(person)
        for state in states_of(document, TRANSLATIONS).values()
    )
    if changed:
        text = ngettext(
            "%(number)d translation waits for you",
            "%(number)d translations wait for you",
            changed,
        )
        page = reverse("documents:texts")
        tasks.append(Task(text % {"number": changed}, _("Texts"), 10, page))
    return tasks
