"""What the schools of a project's programme agreed to, when, by whom, and what they took back."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from cordata.clusters.models import Signature
from cordata.cycles.models import PublicPost
from cordata.evidence.models import Project
from cordata.networks.models import Participation
from cordata.surveys.models import Round


@dataclass(frozen=True)
class Consent:
    """One thing a school agreed to.

    what  "agreement", "round" (its head let people answer; ``about`` is the occasion), "words"
          (a diary entry for everybody)
    over  when it was taken back, or the agreement was cancelled
    """

    what: str
    about: str
    name: str
    at: dt.datetime
    over: dt.datetime | None


def schools_in(project: Project) -> QuerySet[Participation]:
    """Schools that take part in the programme, by name."""
    found = Participation.objects.filter(cohort__programme=project.programme_id)
    return found.select_related("school", "cohort").order_by("school__name", "pk")


def consents_of(schools: list[Participation]) -> dict[int, list[Consent]]:
    """By participation (key), the oldest first."""
    keys = [one.pk for one in schools]
    found: dict[int, list[Consent]] = {key: [] for key in keys}
    signed = Signature.objects.filter(participation__in=keys, signed_at__isnull=False)
    for one in signed.select_related("agreement"):
        found[one.participation_id or 0].append(
            Consent("agreement", "", one.signed_as, one.signed_at, one.agreement.cancelled_at)  # type: ignore[arg-type]
        )
    for round_ in Round.objects.filter(participation__in=keys).select_related("started_by"):
        name = round_.started_by.name if round_.started_by else ""
        found[round_.participation_id or 0].append(
            Consent("round", round_.occasion, name, round_.started_at, None)
        )
    state = PublicPost.State
    posts = PublicPost.objects.filter(
        entry__participation__in=keys, state__in=[state.APPROVED, state.TAKEN_BACK]
    )
    for post in posts.select_related("entry", "proposed_by"):
        over = post.decided_at if post.state == state.TAKEN_BACK else None
        name = post.proposed_by.name if post.proposed_by else ""
        found[post.entry.participation_id].append(
            Consent("words", post.title, name, post.proposed_at, over)
        )
    for each in found.values():
        each.sort(key=lambda one: one.at)
    return found
