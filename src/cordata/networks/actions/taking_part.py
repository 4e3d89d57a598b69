"""Schools enter a cohort, change what they can do in it, and leave it."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.networks.actions.interests import replace_interests
from cordata.networks.actions.stale import ChangedBySomebody, claim
from cordata.networks.models import Cohort, Participation
from cordata.schools.models import School

USUAL_PLACES = (0, 4)  # what a mentor school has until it says otherwise


class TakesPartAlready(Exception):
    """The school is in this cohort; ``participation`` is how."""

    def __init__(self, participation: Participation) -> None:
        super().__init__(str(participation))
        self.participation = participation


class NotInThisCountry(Exception):
    """A cohort is of one country, and the school lies in another."""


class SchoolClosed(Exception):
    """The school has closed, or has gone on in another."""


@transaction.atomic
def take_part(
    cohort: Cohort,
    school: School,
    *,
    side: str,
    places: tuple[int, int] | None = None,
    interests: dict[str, int] | None = None,
    by: User | None,
    **facts: Any,
) -> Participation:
    """A school enters a cohort, to lead or to be accompanied; one that left comes back.

    ``facts`` are fields of the participation; what is not said is taken from the school.
    Raises TakesPartAlready, NotInThisCountry, SchoolClosed.
    """
    refuse_school(cohort, school)
    taking = Participation.objects.filter(cohort=cohort, school=school, withdrawn_at=None)
    if (already := taking.first()) is not None:
        raise TakesPartAlready(already)
    usual = _usual(cohort, school, side, places or USUAL_PLACES) | facts
    participation, new = Participation.objects.get_or_create(
        cohort=cohort, school=school, defaults={"side": side, **usual}
    )
    if not new:
        _come_back(participation, side=side, **usual)
    if interests is not None:
        replace_interests(participation, interests)
    verb = "participation.began" if new else "participation.resumed"
    _note(verb, participation, by, school=school.public_id, side=side)
    return participation


@transaction.atomic
def change_participation(
    participation: Participation,
    *,
    version: int | None = None,
    interests: dict[str, int] | None = None,
    by: User | None,
    **facts: Any,
) -> Participation:
    """Change what a school brings to the cohort. ``interests`` are topic slugs to priority.

    Raises ChangedBySomebody if it is no longer as in ``version``.
    """
    if facts.get("side") == Participation.Side.MENTEE:
        facts |= {"min_places": 0, "max_places": 0}
    before = {name: str(getattr(participation, name)) for name in facts}
    claim(participation, version, **facts)
    after = {name: str(getattr(participation, name)) for name in facts}
    changed = {
        name: [before[name], after[name]] for name in facts if before[name] != after[name]
    }
    if interests is not None:
        turned = before.get("side") != after.get("side")  # then all is said anew
        replace_interests(participation, interests, {} if turned else None)
        changed["interests"] = [f"{slug} {rank}" for slug, rank in sorted(interests.items())]
    _note("participation.changed", participation, by, changed=changed)
    return participation


@transaction.atomic
def withdraw_participation(
    participation: Participation, *, reason: str, by: User | None, version: int | None = None
) -> None:
    """The school leaves the cohort and is no longer matched; what it said is kept.

    Raises ChangedBySomebody if it left already or is no longer as in ``version``.
    """
    if Participation.objects.filter(pk=participation.pk, withdrawn_at__isnull=False).exists():
        raise ChangedBySomebody(participation)
    claim(participation, version, withdrawn_at=timezone.now(), withdrawn_why=reason[:300])
    _note("participation.withdrawn", participation, by, reason=reason)


def refuse_school(cohort: Cohort, school: School) -> None:
    """Stop a school that cannot be in this cohort. Raises NotInThisCountry, SchoolClosed."""
    if school.country != cohort.country_id:
        raise NotInThisCountry
    if school.closed_on is not None:
        raise SchoolClosed


def _usual(
    cohort: Cohort, school: School, side: str, places: tuple[int, int]
) -> dict[str, Any]:
    low, high = places if side == Participation.Side.MENTOR else (0, 0)
    spoken = [school.language] if school.language else cohort.country.languages[:1]
    return {
        "min_places": low,
        "max_places": high,
        "working_languages": spoken,
        "priority": school.priority_flags.exists(),
    }


def _come_back(participation: Participation, **facts: Any) -> None:
    claim(participation, None, withdrawn_at=None, withdrawn_why="", **facts)


def _note(verb: str, participation: Participation, by: User | None, **facts: Any) -> None:
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=participation, by=by, scope=scope, **facts)
