"""What the schools of a project's programme agreed to, when, by whom, and what they took back."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from cordata.clusters.models import Signature
from cordata.cycles.models import PublicPost
from cordata.evidence.models import Project
from cordata.networks.models import Participation
from cordata.surveys.models import Round, Withheld


@dataclass
class Agreed:
    """One school in one cohort.

    signed      who signed the agreement of its cluster, and when
    rounds      (occasion, when it closed) of rounds whose answers are frozen for research
    words       diary entries that everybody may read
    taken_back  (what, when): "left", "agreement", "answers" or "words"
    """

    school: Participation
    signed: list[tuple[str, dt.datetime]] = field(default_factory=list)
    rounds: list[tuple[str, dt.datetime]] = field(default_factory=list)
    words: int = 0
    taken_back: list[tuple[str, dt.datetime]] = field(default_factory=list)


def schools_in(project: Project) -> QuerySet[Participation]:
    """Schools that take part in the programme, by name, the latest year first."""
    found = Participation.objects.filter(cohort__programme=project.programme_id)
    return found.select_related("school", "cohort").order_by(
        "school__name", "-cohort__starts_on", "pk"
    )


def agreed_by(schools: Iterable[Participation]) -> list[Agreed]:
    """In the same order."""
    found = {one.pk: Agreed(one) for one in schools}
    _signed(found)
    _asked(found)
    _withheld(found)
    _written(found)
    for each in found.values():
        if each.school.withdrawn_at:
            each.taken_back.append(("left", each.school.withdrawn_at))
    return list(found.values())


def _signed(found: dict[int, Agreed]) -> None:
    signatures = Signature.objects.filter(participation__in=found, signed_at__isnull=False)
    for key, name, at, over in signatures.order_by("signed_at", "pk").values_list(
        "participation", "signed_as", "signed_at", "agreement__cancelled_at"
    ):
        if at:
            found[key].signed.append((name, at))
        if over:
            found[key].taken_back.append(("agreement", over))


def _withheld(found: dict[int, Agreed]) -> None:
    """Its answers of all years: of which nothing is left in any table."""
    schools = {one.school.school_id for one in found.values()}
    since = dict(
        Withheld.objects.filter(school__in=schools).values_list("school", "withheld_at")
    )
    for one in found.values():
        if one.school.school_id in since:
            one.taken_back.append(("answers", since[one.school.school_id]))


def _asked(found: dict[int, Agreed]) -> None:
    rounds = Round.objects.filter(participation__in=found, closed_at__isnull=False)
    for key, occasion, at in rounds.order_by("closed_at", "pk").values_list(
        "participation", "occasion", "closed_at"
    ):
        if at:
            found[key].rounds.append((occasion, at))


def _written(found: dict[int, Agreed]) -> None:
    state = PublicPost.State
    posts = PublicPost.objects.filter(
        entry__participation__in=found, state__in=[state.APPROVED, state.TAKEN_BACK]
    )
    for key, now, at in posts.order_by("decided_at", "pk").values_list(
        "entry__participation", "state", "decided_at"
    ):
        if now == state.APPROVED:
            found[key].words += 1
        elif at:
            found[key].taken_back.append(("words", at))
