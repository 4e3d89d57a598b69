"""Where a cohort stands on the rope, and what is next, in sentences."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.calls.queries.pressing import CallAtWork, calls_at_work
from cordata.clusters.models import Draft
from cordata.networks.models import Cohort
from cordata.networks.queries.taking_part import Missing, missing_in
from cordata.web.calls.pressing import asked_by
from cordata.web.calls.words import phase_in_words

READY = {Draft.State.READY}
AT_WORK = {Draft.State.WAITING, Draft.State.RUNNING}


@dataclass(frozen=True)
class Step:
    """One knot of the rope: "done", "here" or "" (ahead)."""

    label: str
    state: str


@dataclass(frozen=True)
class Task:
    """A sentence that says what is next, and the page where it is done."""

    sentence: str
    address: str
    action: str


@dataclass
class Progress:
    """A cohort on its rope."""

    cohort: Cohort
    missing: Missing
    steps: list[Step]
    tasks: list[Task] = field(default_factory=list)
    calls: list[tuple[CallAtWork, str]] = field(default_factory=list)  # and its phase


def progress_of(cohorts: list[Cohort]) -> list[Progress]:
    """Each cohort, with ``open_clusters`` counted, on its rope. Four queries in all."""
    missing = missing_in(cohorts)
    drafts = Draft.objects.filter(cohort__in=cohorts).order_by("number")
    newest: dict[int, str] = dict(drafts.values_list("cohort", "state"))
    calls: dict[int, list[CallAtWork]] = {one.pk: [] for one in cohorts}
    for call in calls_at_work(cohorts):
        calls[call.call.cohort_id].append(call)
    return [
        _progress(one, missing[one.pk], newest.get(one.pk, ""), calls[one.pk])
        for one in cohorts
    ]


def _progress(
    cohort: Cohort, missing: Missing, draft: str, calls: list[CallAtWork]
) -> Progress:
    # Its clusters may have ended since.
    is_over = draft == Draft.State.PUBLISHED
    published = is_over or bool(cohort.open_clusters)  # type: ignore[attr-defined]  # annotated or prefetched by its query
    done = [
        missing.has_both_sides,
        missing.is_complete,
        published or draft in READY,
        published,
    ]
    labels = [_("Schools"), _("Needs"), _("Matching"), _("Published")]
    here = done.index(False) if False in done else len(done) - 1
    steps = [
        Step(label, "here" if at == here else "done" if at < here else "")
        for at, label in enumerate(labels)
    ]
    tasks = [
        *_about_calls(calls),
        *_about_schools(cohort, missing, is_recruiting=bool(calls)),
        *_about_matching(cohort, missing, draft),
    ]
    told = [(one, phase_in_words(one.phase)) for one in calls]
    return Progress(cohort, missing, steps, tasks, told)


def _about_calls(calls: list[CallAtWork]) -> list[Task]:
    asked = [one for one in map(asked_by, calls) if one]
    return [Task(one.sentence, one.address, one.action) for one in asked]


def _about_schools(cohort: Cohort, missing: Missing, *, is_recruiting: bool) -> list[Task]:
    page = _page("networks:cohort", cohort)
    if not missing.mentors and not missing.mentees and is_recruiting:
        return []  # its call brings them
    if not missing.mentors and not missing.mentees:
        return [Task(_("No school takes part yet."), page, _("Add schools"))]
    tasks = []
    if not missing.mentors:
        tasks.append(Task(_("No school leads yet."), page, _("Add schools")))
    if not missing.mentees:
        tasks.append(Task(_("No school wants to be accompanied yet."), page, _("Add schools")))
    if number := missing.mentees_without_needs:
        sentence = ngettext(
            "%(number)d mentee school has no needs yet.",
            "%(number)d mentee schools have no needs yet.",
            number,
        ) % {"number": number}
        tasks.append(Task(sentence, f"{page}?missing=needs#schools", _("See which")))
    if number := missing.mentors_without_offers:
        sentence = ngettext(
            "%(number)d mentor school has no offers yet.",
            "%(number)d mentor schools have no offers yet.",
            number,
        ) % {"number": number}
        tasks.append(Task(sentence, f"{page}?missing=needs#schools", _("See which")))
    if number := missing.without_agreement:
        sentence = ngettext(
            "The head of %(number)d school has not agreed yet.",
            "The heads of %(number)d schools have not agreed yet.",
            number,
        ) % {"number": number}
        tasks.append(Task(sentence, f"{page}?missing=agreement#schools", _("See which")))
    return tasks


def _about_matching(cohort: Cohort, missing: Missing, draft: str) -> list[Task]:
    page = _page("clusters:matching", cohort)
    if draft == Draft.State.READY:
        return [Task(_("A proposal waits for your decision."), page, _("Read the proposal"))]
    if draft == Draft.State.IMPOSSIBLE:
        return [Task(_("The matching rules cannot all hold."), page, _("See the ways out"))]
    if draft == Draft.State.FAILED:
        return [
            Task(_("The last computation stopped. Nothing was lost."), page, _("Try again"))
        ]
    if draft in AT_WORK:
        return [Task(_("A proposal is being computed."), page, _("See how far it is"))]
    if missing.is_complete and not draft:
        return [Task(_("Everything is there to match the schools."), page, _("Match them"))]
    return []


def _page(route: str, cohort: Cohort) -> str:
    return reverse(route, args=[cohort.country_id.lower(), cohort.public_id])
