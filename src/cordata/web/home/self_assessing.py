"""What is asked of a school about its own rounds: to begin, and to bring the answers in."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.clusters.models import Membership
from cordata.kit.days import day_month
from cordata.surveys.models import Round
from cordata.surveys.queries.forms import instruments_to_ask
from cordata.surveys.queries.rounds import Heard, at_hand_in, counts_of
from cordata.web.home.tasks import Task

LAST_DAYS = timedelta(days=7)
FRESH = timedelta(days=14)


def self_assessing(schools: set[str], ties: list[Membership]) -> list[Task]:
    """Rounds in their last week first, then fresh reports, then a school's first round."""
    at_hand, asked = at_hand_in(schools, closed_since=timezone.now() - FRESH)
    return [
        *_closing([one for one in at_hand if not one.is_closed]),
        *[_report(one) for one in at_hand if one.is_closed],
        *_first([one for one in ties if one.participation_id not in asked]),
    ]


def _closing(running: list[Round]) -> list[Task]:
    soon = [one for one in running if one.closes_at < timezone.now() + LAST_DAYS][:3]
    counts = counts_of(soon) if soon else {}
    return [
        Task(
            _("Closes on %(day)s: %(counts)s")
            % {"day": day_month(one.closes_at), "counts": _numbers(counts.get(one.pk, []))},
            _("self-assessment"),
            2,
            reverse("surveys:round", args=[one.public_id]),
            one.of_whom,
        )
        for one in soon
    ]


def _report(one: Round) -> Task:
    mentor = one.of_school.is_mentor
    return Task(
        _("Read your report") if mentor else _("Read your report and choose your goals"),
        _("self-assessment"),
        10,
        reverse("reports:report", args=[one.public_id]),
        one.of_whom,
    )


def _numbers(voices: list[Heard]) -> str:
    """Teachers 14 of 31, pupils 120 of 300."""
    told = [
        _("%(voice)s %(sent)d of %(people)d")
        % {"voice": one.voice.lower(), "sent": one.sent, "people": one.invited.people}
        if one.invited.people
        else f"{one.voice.lower()} {one.sent}"
        for one in voices
    ]
    return ", ".join(told)


def _first(silent: list[Membership]) -> list[Task]:
    members = {one.participation_id: one.participation for one in silent}
    countries = {one.cohort.country_id for one in members.values()}
    # Two schools of a person are in one country.
    asking = {one for one in countries if instruments_to_ask(one, whole_school=True)}
    return [
        Task(
            _("Start the self-assessment: how your school sees itself"),
            members[key].cohort.name,
            10,
            reverse("surveys:start", args=[members[key].public_id]),
            members[key].school.name,
        )
        for key in sorted(members)
        if members[key].cohort.country_id in asking
    ]
