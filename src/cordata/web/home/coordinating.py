"""What is asked of a coordinator: promised things of a cohort that are not done yet."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.accounts.models import User
from cordata.calls.queries.pressing import CallAtWork, calls_at_work
from cordata.clusters.models import Cluster, Draft
from cordata.clusters.queries.agreements import declined_in
from cordata.clusters.queries.waiting import Standing, standing_of_drafts
from cordata.cycles.queries.diary import posts_waiting_for
from cordata.cycles.queries.follow_ups import promised_calls_of
from cordata.kit.days import day_month
from cordata.networks.models import Cohort
from cordata.networks.queries import (
    cohorts_seen_by,
    coordinates,
    countries_coordinated_by,
    countries_to_start_in,
)
from cordata.networks.queries.taking_part import Missing, missing_in
from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import imports_seen_by
from cordata.surveys.queries.rounds import running_waves, silent_in
from cordata.web.calls.pressing import asked_by
from cordata.web.coordinating.lines import first_to_call, promised_call
from cordata.web.coordinating.words import sentence_of
from cordata.web.home.tasks import Task

LAST_DAYS = dt.timedelta(days=7)


def coordinating(person: User) -> list[Task]:
    """Most pressing first: what runs out, what waits for a decision, what is missing."""
    if not coordinates(person):
        return []
    countries = {one.code: one.name for one in countries_coordinated_by(person)}
    if not countries:
        return _first_cohort(person)
    at_work = Exists(Cluster.objects.filter(cohort=OuterRef("pk"), closed_on=None))
    running = cohorts_seen_by(person).filter(ends_on__gte=timezone.localdate())
    cohorts: list[Cohort] = list(running.annotate(has_clusters=at_work))
    missing, standing = missing_in(cohorts), standing_of_drafts(cohorts)
    calls = calls_at_work(cohorts)
    recruiting = {one.call.cohort_id for one in calls}
    tasks = [
        (urgency, task)
        for cohort in cohorts
        if cohort.pk not in recruiting or missing[cohort.pk].has_both_sides
        for urgency, task in _of_cohort(cohort, missing[cohort.pk], standing.get(cohort.pk))
    ]
    tasks += [(0, task) for task in _promised(person)]
    tasks += [(0, task) for task in _to_call(cohorts)]
    tasks += [(1, task) for task in _declined(cohorts)]
    tasks += list(_of_calls(calls))
    tasks += [(1, task) for task in _imports(person, countries)]
    tasks += [(2, task) for task in _waves(cohorts)]
    tasks += [(1, task) for task in _posts(person, countries)]
    tasks += [(3, task) for task in _without_cohort(countries, cohorts)]
    return [task for _urgency, task in sorted(tasks, key=lambda one: one[0])]


def _first_cohort(person: User) -> list[Task]:
    """A programme without any cohort begins in a country of the coordinator's choice."""
    country = countries_to_start_in(person).first()
    if country is None:
        return []
    page = reverse("networks:start-cohort", args=[country.code.lower()])
    role = _("As coordinator of a programme")
    return [Task(_("Start the first cohort of your programme"), "", 5, page, role)]


def _of_cohort(
    cohort: Cohort, missing: Missing, standing: Standing | None
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
    elif not missing.has_both_sides:
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


def _promised(person: User) -> list[Task]:
    """Calls to clusters that the person has promised."""
    return [
        Task(
            _("Call cluster %(letter)s by %(day)s")
            % {"letter": one.cluster.letter, "day": day_month(one.planned_on)},
            sentence_of(one.kind, one.facts),
            15,
            promised_call(one),
            _role(one.cluster.cohort.country.name),
        )
        for one in promised_calls_of(person)
        if one.planned_on
    ]


def _declined(cohorts: list[Cohort]) -> Iterator[Task]:
    """Schools that do not sign the agreement of their cluster."""
    for one in declined_in(cohorts):
        cluster = one.agreement.cluster
        country = cluster.cohort.country
        school = one.participation.school.name if one.participation else ""
        yield Task(
            _("%(school)s does not sign the agreement of cluster %(letter)s")
            % {"school": school, "letter": cluster.letter},
            one.declined_why,
            10,
            reverse("agreements:agreement", args=[country.pk.lower(), cluster.public_id]),
            _role(country.name),
        )


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


def _imports(person: User, countries: dict[str, str]) -> list[Task]:
    waiting = imports_seen_by(person).filter(state=RegisterImport.State.CHECKED)
    return [
        Task(
            _("Decide about the register you uploaded"),
            one.file_name,
            5,
            reverse("schools:import", args=[one.country.lower(), one.public_id]),
            _role(countries.get(one.country, one.country)),
        )
        for one in waiting[:3]
    ]


def _waves(cohorts: list[Cohort]) -> Iterator[Task]:
    """A wave in its last week, while schools are silent."""
    waves = [
        one for one in running_waves(cohorts) if one.closes_at < timezone.now() + LAST_DAYS
    ]
    heard = silent_in(waves)
    for one in waves:
        answering, asked = heard[one.pk]
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


def _posts(person: User, countries: dict[str, str]) -> list[Task]:
    """By country, what schools propose for the public."""
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
            _role(countries.get(code, code)),
        )
        for code, number in posts_waiting_for(person).items()
    ]


def _without_cohort(countries: dict[str, str], cohorts: list[Cohort]) -> list[Task]:
    busy = {cohort.country_id for cohort in cohorts}
    return [
        Task(
            _("Start a cohort"),
            "",
            5,
            reverse("networks:overview", args=[code.lower()]),
            _role(name),
        )
        for code, name in countries.items()
        if code not in busy
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
