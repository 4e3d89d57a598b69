"""From rows to the matcher's inputs: the one place where a cohort becomes a problem."""

from collections import defaultdict
from typing import Any

from cordata.analysis.matching import schools as match
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import rules_from_dict
from cordata.clusters.models import Membership, Pin, Waiting
from cordata.networks.models import Cohort, Participation, Wish
from cordata.networks.queries.taking_part import taking_part

STANDING = "standing"  # reason of a pin that only says: already in this cluster


def matching_inputs(cohort: Cohort) -> Inputs:
    """The schools, rules and pins of a cohort as they are now.

    Schools on the waiting list are left out. Schools that are in a cluster already stay
    there: they are pinned, and the draft fills the gaps around them.
    """
    schools: list[Any] = list(taking_part(cohort).select_related("school__legal_entity"))
    waiting = set(
        Waiting.objects.filter(cohort=cohort).values_list("participation_id", flat=True)
    )
    wishes = _wishes(cohort)
    mentors = [one for one in schools if one.is_mentor]
    mentees = [one for one in schools if not one.is_mentor and one.pk not in waiting]
    present = {one.public_id for one in (*mentors, *mentees)}
    standing, pins = _standing(cohort), _pins(cohort, Pin.Kind.TIE)
    pinned = {pin.mentee.public_id for pin in pins}
    return Inputs(
        mentors=tuple(
            match.Mentor(
                **_facts(one, wishes),
                min_places=one.min_places,
                max_places=one.max_places,
                offers=frozenset(interest.topic.slug for interest in one.wanted),
            )
            for one in mentors
        ),
        mentees=tuple(
            match.Mentee(
                **_facts(one, wishes),
                needs={i.topic.slug: i.priority for i in one.wanted},
                priority=one.priority,
            )
            for one in mentees
        ),
        rules=rules_from_dict(cohort.rules),
        pins=tuple(
            match.Pin(pin.mentee.public_id, pin.mentor.public_id, pin.online, pin.reason)
            for pin in pins
            if {pin.mentee.public_id, pin.mentor.public_id} <= present
        )
        + tuple(
            match.Pin(mentee, mentor, online, STANDING)
            for mentee, mentor, online in standing
            if mentee not in pinned and {mentee, mentor} <= present
        ),
        forbidden=tuple(
            match.Forbidden(pin.mentee.public_id, pin.mentor.public_id, pin.reason)
            for pin in _pins(cohort, Pin.Kind.FORBID)
            if {pin.mentee.public_id, pin.mentor.public_id} <= present
        ),
    )


def _facts(one: Participation, wishes: dict[int, list[str]]) -> dict[str, Any]:
    school, site = one.school, one.school.main_site
    return {
        "id": one.public_id,
        "name": school.name,
        "lat": site.lat if site and site.lat is not None else 0.0,
        "lon": site.lon if site and site.lon is not None else 0.0,
        "region": school.region,
        "stratum": one.stratum,
        "levels": frozenset(school.levels),
        "languages": frozenset(one.working_languages),
        "owner": school.legal_entity.public_id if school.legal_entity else "",
        "pupils": school.pupils,
        "mountain": school.mountain,
        "island": school.island,
        "agreed": one.head_agreed_on is not None,
        "online": one.can_work_online,
        "wishes": tuple(wishes.get(one.pk, ())),
    }


def _wishes(cohort: Cohort) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for wish in (
        Wish.objects.filter(participation__cohort=cohort)
        .order_by("rank")
        .select_related("wanted")
    ):
        found[wish.participation_id].append(wish.wanted.public_id)
    return found


def _pins(cohort: Cohort, kind: str) -> list[Pin]:
    return list(
        Pin.objects.filter(cohort=cohort, kind=kind, lifted_at=None)
        .select_related("mentee", "mentor")
        .order_by("pk")
    )


def _standing(cohort: Cohort) -> list[tuple[str, str, bool]]:
    """Mentee, mentor and mode of every membership of now, with the cluster's first mentor."""
    members = Membership.objects.filter(
        cluster__cohort=cohort, cluster__closed_on=None, until=None
    ).select_related("participation")
    leads: dict[int, str] = {}
    for one in members.order_by("-pk"):
        if one.side == Participation.Side.MENTOR:
            leads[one.cluster_id] = one.participation.public_id
    return [
        (one.participation.public_id, leads[one.cluster_id], one.online)
        for one in members.order_by("pk")
        if one.side == Participation.Side.MENTEE and one.cluster_id in leads
    ]


def without_position(cohort: Cohort) -> list[Participation]:
    """Schools of the cohort of which nobody knows where they are."""
    return [
        one
        for one in taking_part(cohort)
        if one.school.main_site is None or one.school.main_site.lat is None
    ]
