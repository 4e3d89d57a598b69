"""Decisions by hand: pin, move, forbid, wait, add a place. Each carries its price."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.matching.why import WhyNot
from cordata.clusters.actions.drafts import ask_draft
from cordata.clusters.actions.stale import claim
from cordata.clusters.models import Draft, Pin, Plan, Waiting
from cordata.clusters.queries.explain import explainer_of
from cordata.history.actions import record
from cordata.networks.actions import change_participation
from cordata.networks.models import Participation


class NeedsReason(Exception):
    """The pair breaks a must-have: allowed only with a written reason."""


class NotInPlan(Exception):
    """The school is not in this draft, or has no mentor to be pinned to."""


@transaction.atomic
def pin_school(draft: Draft, school: Participation, *, version: int, by: User) -> Pin:
    """Keep a school where it is, whatever a new computation says. Costs nothing now."""
    claim(draft, version=version)
    pair = explainer_of(_plan(draft)).tied(school.public_id)
    if pair is None:
        raise NotInPlan
    mentor = Participation.objects.get(public_id=pair.mentor)
    return _pin(draft, school, mentor, by=by, online=pair.online, breaks=list(pair.broken))


@transaction.atomic
def unpin_school(draft: Draft, school: Participation, *, version: int, by: User) -> None:
    """Let a school go where the rules put it, from the next computation on."""
    claim(draft, version=version)
    _lift(draft, school)
    _note("school.unpinned", draft, school, by)


@transaction.atomic
def move_school(
    draft: Draft,
    school: Participation,
    *,
    to: Participation,
    online: bool,
    reason: str,
    version: int,
    by: User,
) -> Draft:
    """Tie a school to another mentor and ask for a new draft around that.

    Raises NeedsReason, ChangedMeanwhile, AlreadyPublished.
    """
    claim(draft, version=version)
    option = price_of_move(draft, school, to, online=online)
    if option.pair.broken and not reason.strip():
        raise NeedsReason
    _lift(draft, school)
    Waiting.objects.filter(participation=school).delete()
    _pin(
        draft,
        school,
        to,
        by=by,
        online=online,
        breaks=list(option.pair.broken),
        reason=reason.strip(),
        price=option.price,
    )
    return ask_draft(draft.cohort, by=by)


def price_of_move(
    draft: Draft, school: Participation, to: Participation, *, online: bool
) -> WhyNot:
    """What the move costs the plan as a whole: the page shows this before it is saved."""
    explainer = explainer_of(_plan(draft))
    if school.public_id not in explainer.inputs.mentee_at:
        raise NotInPlan
    return explainer.why_not(school.public_id, to.public_id, online=online)


@transaction.atomic
def forbid_pair(
    draft: Draft,
    school: Participation,
    mentor: Participation,
    *,
    reason: str,
    version: int,
    by: User,
) -> Draft:
    """Never tie these two, and ask for a new draft.

    Raises NeedsReason, ChangedMeanwhile, AlreadyPublished.
    """
    claim(draft, version=version)
    if not reason.strip():
        raise NeedsReason
    option = explainer_of(_plan(draft)).price_of_parting(school.public_id)
    _lift(draft, school)
    Pin.objects.create(
        cohort=draft.cohort,
        mentee=school,
        mentor=mentor,
        kind=Pin.Kind.FORBID,
        reason=reason.strip(),
        price=option.price if option else 0,
        set_by=by,
    )
    _note("pair.forbidden", draft, school, by, mentor=mentor.public_id, reason=reason)
    return ask_draft(draft.cohort, by=by)


@transaction.atomic
def put_on_waiting_list(
    draft: Draft, school: Participation, *, reason: str, version: int, by: User
) -> Draft:
    """Leave a school out for now; it is the first to be asked when a place is free."""
    claim(draft, version=version)
    _lift(draft, school)
    Waiting.objects.get_or_create(
        participation=school, defaults={"cohort": draft.cohort, "reason": reason, "set_by": by}
    )
    _note("school.waits", draft, school, by, reason=reason)
    return ask_draft(draft.cohort, by=by)


@transaction.atomic
def take_off_waiting_list(
    draft: Draft, school: Participation, *, version: int, by: User
) -> Draft:
    """Match the school again."""
    claim(draft, version=version)
    Waiting.objects.filter(participation=school).delete()
    _note("school.called_back", draft, school, by)
    return ask_draft(draft.cohort, by=by)


@transaction.atomic
def add_place(draft: Draft, mentor: Participation, *, version: int, by: User) -> Draft:
    """The mentor school takes one more; somebody has asked it."""
    claim(draft, version=version)
    change_participation(
        mentor, version=mentor.version, by=by, max_places=mentor.max_places + 1
    )
    return ask_draft(draft.cohort, by=by)


def _plan(draft: Draft) -> Plan:
    if draft.chosen is None:
        raise NotInPlan
    return draft.chosen


def _pin(
    draft: Draft,
    school: Participation,
    mentor: Participation,
    *,
    by: User,
    online: bool,
    breaks: list[str],
    reason: str = "",
    price: int = 0,
) -> Pin:
    _lift(draft, school)
    pin = Pin.objects.create(
        cohort=draft.cohort,
        mentee=school,
        mentor=mentor,
        kind=Pin.Kind.TIE,
        online=online,
        breaks_rules=breaks,
        reason=reason or (_earlier_reason(draft, school, mentor) if breaks else ""),
        price=price,
        set_by=by,
    )
    _note("school.pinned", draft, school, by, mentor=mentor.public_id, price=price)
    return pin


def _earlier_reason(draft: Draft, school: Participation, mentor: Participation) -> str:
    """A pair that breaks a rule is in the plan only because of an earlier reason: keep it."""
    earlier = Pin.objects.filter(cohort=draft.cohort, mentee=school, mentor=mentor)
    last = earlier.exclude(reason="").order_by("-pk").first()
    if last is None:
        raise NeedsReason
    return last.reason


def _lift(draft: Draft, school: Participation) -> None:
    Pin.objects.filter(
        cohort=draft.cohort, mentee=school, kind=Pin.Kind.TIE, lifted_at=None
    ).update(lifted_at=timezone.now())


def _note(verb: str, draft: Draft, school: Participation, by: User, **facts: Any) -> None:
    scope = f"country:{draft.cohort.country_id}"
    record(verb, on=school, by=by, scope=scope, draft=draft.public_id, **facts)
