"""What is asked of a coordinator: promised things of a cohort that are not done yet."""

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.calls.queries.pressing import CallAtWork, calls_at_work
from cordata.clusters.models import Cluster, Draft
from cordata.clusters.queries.waiting import Standing, standing_of_drafts
from cordata.cycles.queries.asked import CALL, POST
from cordata.kit.days import day_month
from cordata.networks.models import Cohort
from cordata.networks.queries import (
    cohorts_running,
    coordinates,
    countries_besides,
    countries_to_start_in,
    country_name,
)
from cordata.networks.queries.taking_part import Missing, missing_in
from cordata.surveys.queries.rounds import closing_waves
from cordata.web.calls.pressing import asked_by
from cordata.web.coordinating.lines import first_to_call
from cordata.web.coordinating.words import sentence_of
from cordata.web.home.tasks import Task
from cordata.web.home.waiting import IMPORT, LISTED, NOT_SIGNED, Waiting

LAST_DAYS = dt.timedelta(days=7)
FEW = 3


def coordinating(person: User, waiting: Waiting) -> list[Task]:
    """Most pressing first: what runs out, what waits for a decision, what is missing."""
    if not coordinates(person):
        return []
    at_work = Exists(Cluster.objects.filter(cohort=OuterRef("pk"), closed_on=None))
    cohorts: list[Cohort] = list(cohorts_running(person).annotate(has_clusters=at_work))
    busy = {one.country_id: one.country.name for one in cohorts}
    idle = {one.code: one.name for one in countries_besides(person, busy)}
    if not busy and not idle:
        return _first_cohort(person)
    tasks = [
        *_of_cohorts(cohorts, waiting),
        *[(0, task) for task in _promised(waiting)],
        *[(0, task) for task in _to_call(cohorts)],
        *[(1, task) for task in _not_signed(waiting)],
        *[(1, task) for task in _imports(waiting)],
        *[(2, task) for task in _waves(cohorts)],
        *[(1, task) for task in _posts(waiting)],
        *[(3, task) for task in _without_cohort(idle)],
    ]
    return [task for _urgency, task in sorted(tasks, key=lambda one: one[0])]


def _of_cohorts(cohorts: list[Cohort], waiting: Waiting) -> Iterator[tuple[int, Task]]:
    """Clusters to compute and to publish, and what calls ask."""
    standing, calls = (
        standing_of_drafts(cohorts, {one.thing for one in waiting[LISTED]}),
        calls_at_work(cohorts),
    )
    recruiting = {one.call.cohort_id for one in calls}
    # What is missing is asked only where it decides something; where clusters are at work, nowhere.
    missing = missing_in(
        [one for one in cohorts if one.pk in recruiting or one.pk not in standing]
    )
    for one in cohorts:
        if one.pk not in recruiting or missing[one.pk].has_both_sides:
            yield from _of_cohort(one, missing.get(one.pk), standing.get(one.pk))
    yield from _of_calls(calls)


def _first_cohort(person: User) -> list[Task]:
    """A programme without any cohort begins in a country of the coordinator's choice."""
    country = countries_to_start_in(person).first()
    if country is None:
        return []
    page = reverse("networks:start-cohort", args=[country.code.lower()])
    role = _("As coordinator of a programme")
    return [Task(_("Start the first cohort of your programme"), "", 5, page, role)]


def _of_cohort(
    cohort: Cohort, missing: Missing | None, standing: Standing | None
) -> Iterator[tuple[int, Task]]:
    cc = cohort.country_id.lower()
    page = reverse("networks:cohort", args=[cc, cohort.public_id])
    matching = reverse("clusters:matching", args=[cc, cohort.public_id])

    def task(urgency: int, sentence: str, minutes: int, address: str) -> tuple[int, Task]:
        about = f"{cohort.programme.name}, {cohort.name}"
        return urgency, Task(sentence, about, minutes, address, _role(cohort.country.name))

    if standing and standing.undo_until:
        yield task(
            0, _until(standing.undo_until), 1, reverse("clusters:coordinated", args=[cc])
        )
    if standing:
        if told := _about_draft(standing):
            yield task(1, *told, matching)
    elif not missing or not missing.has_both_sides:
        yield task(2, _("Say which schools take part"), 15, page)
    elif missing.mentees_without_needs:
        address = f"{page}?missing=needs#schools"
        yield task(2, _silent(missing.mentees_without_needs), 10, address)
    else:
        yield task(2, _("Compute the clusters"), 2, matching)


def _of_calls(calls: list[CallAtWork]) -> Iterator[tuple[int, Task]]:
    for one in calls:
        if asked := asked_by(one):
            cohort = one.call.cohort
            about = f"{cohort.programme.name}, {cohort.name}"
            role = _role(cohort.country.name)
            yield (
                asked.urgency,
                Task(asked.sentence, about, asked.minutes, asked.address, role),
            )


def _promised(waiting: Waiting) -> list[Task]:
    """Calls to clusters that the person has promised, the next one first."""
    return [
        Task(
            _("Call cluster %(letter)s by %(day)s")
            % {"letter": one.who, "day": day_month(one.on)},
            sentence_of(one.about, json.loads(one.text)),
            15,
            reverse("coordinating:cluster", args=[one.place.lower(), one.thing]),
            _role_in(one.place),
        )
        for one in sorted(waiting[CALL], key=lambda one: str(one.on))
        if one.on
    ]


def _not_signed(waiting: Waiting) -> list[Task]:
    """Schools that do not sign the agreement of their cluster."""
    return [
        Task(
            _("%(school)s does not sign the agreement of cluster %(letter)s")
            % {"school": one.who, "letter": one.about},
            one.text,
            10,
            reverse("agreements:agreement", args=[one.place.lower(), one.thing]),
            _role_in(one.place),
        )
        for one in waiting[NOT_SIGNED]
    ]


def _to_call(cohorts: list[Cohort]) -> list[Task]:
    """Clusters that would like a call and that nobody has taken, each with its first reason."""
    begun = [
        one
        for one in cohorts
        if one.has_clusters and one.starts_on <= timezone.localdate()  # type: ignore[attr-defined]  # annotated or prefetched by its query
    ]
    countries = {one.country_id.lower(): one.country.name for one in begun}
    return [
        Task(
            _("Call cluster %(letter)s: %(name)s") % {"letter": one.letter, "name": one.name},
            one.readings[0].sentence,
            15,
            one.address,
            _role(countries[one.country]),
        )
        for one in (first_to_call(begun) if begun else ())
    ]


def _about_draft(standing: Standing) -> tuple[str, int] | None:
    if standing.state == Draft.State.READY and standing.left_out:
        sentence = ngettext(
            "%(number)d school has no mentor in the proposal: decide about it",
            "%(number)d schools have no mentor in the proposal: decide about them",
            standing.left_out,
        )
        return sentence % {"number": standing.left_out}, 15
    told = {
        Draft.State.READY: (_("Look at the proposed clusters and publish them"), 20),
        Draft.State.IMPOSSIBLE: (
            _("Choose which rule to loosen: they cannot all hold"),
            10,
        ),
        Draft.State.FAILED: (_("Compute the clusters again: it stopped, nothing is lost"), 2),
    }
    return told.get(Draft.State(standing.state))


def _imports(waiting: Waiting) -> list[Task]:
    return [
        Task(
            _("Decide about the register you uploaded"),
            one.text,
            5,
            reverse("schools:import", args=[one.place.lower(), one.thing]),
            _role_in(one.place),
        )
        for one in waiting[IMPORT][: -FEW - 1 : -1]  # the last ones, newest first
    ]


def _waves(cohorts: list[Cohort]) -> Iterator[Task]:
    """A wave in its last week, while schools are silent."""
    for one in closing_waves(cohorts, timezone.now() + LAST_DAYS):
        answering, asked = one.heard, one.asked  # type: ignore[attr-defined]  # annotated or prefetched by its query
        if answering < asked:
            sentence = ngettext(
                "Closes on %(day)s: %(heard)d of %(number)d school has answers",
                "Closes on %(day)s: %(heard)d of %(number)d schools have answers",
                asked,
            ) % {"day": day_month(one.closes_at), "heard": answering, "number": asked}
            cohort = one.cohort
            page = reverse("surveys:wave", args=[cohort.country_id.lower(), one.public_id])
            about = f"{cohort.programme.name}, {cohort.name}"
            yield Task(sentence, about, 5, page, _role(cohort.country.name))


def _posts(waiting: Waiting) -> list[Task]:
    """By country, what schools propose for the public; those that wait longest first."""
    countries = Counter(one.place for one in waiting[POST])
    return [
        Task(
            ngettext(
                "Read %(number)d post that a school proposes for the public",
                "Read %(number)d posts that schools propose for the public",
                number,
            )
            % {"number": number},
            "",
            3 * number,
            reverse("diary:posts", args=[code.lower()]),
            _role_in(code),
        )
        for code, number in countries.items()
    ]


def _without_cohort(countries: dict[str, str]) -> list[Task]:
    return [
        Task(
            _("Start a cohort"),
            "",
            5,
            reverse("networks:overview", args=[code.lower()]),
            _role(name),
        )
        for code, name in countries.items()
    ]


def _silent(number: int) -> str:
    return ngettext(
        "%(number)d mentee school has no needs yet.",
        "%(number)d mentee schools have no needs yet.",
        number,
    ) % {"number": number}


def _until(moment: dt.datetime) -> str:
    time = f"{timezone.localtime(moment):%H:%M}"
    return _("Clusters are published. You can undo it until %(time)s") % {"time": time}


def _role(country: str) -> str:
    return _("As coordinator: %(country)s") % {"country": country}


def _role_in(code: str) -> str:
    return _role(country_name(code, get_language() or "en"))
