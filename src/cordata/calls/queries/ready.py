"""What a call still lacks before it can be published."""

from collections.abc import Iterator
from enum import StrEnum

from django.utils import timezone

from cordata.calls.models import Call, Criterion
from cordata.documents.models import Revision

WHOLE = 100


class Lack(StrEnum):
    """One thing that is missing or does not fit."""

    TEXT = "text"  # the call's text is only its title
    DATES = "dates"
    PAST = "past"  # it would have closed already
    STRATA = "strata"
    PLACES = "places"  # a role is sought, and no stratum has places for it
    CRITERIA = "criteria"
    WEIGHTS = "weights"  # of a role's criteria do not sum to 100
    TOPICS = "topics"


def sides_of(call: Call) -> list[str]:
    """The roles a call seeks."""
    sought = {"mentor": call.seeks_mentors, "mentee": call.seeks_mentees}
    return [side for side, is_sought in sought.items() if is_sought]


def criteria_of(call: Call, side: str) -> list[Criterion]:
    """The criteria for one role, in order."""
    fitting = [one for one in call.criteria.all() if one.side in {side, "both"}]
    return sorted(fitting, key=lambda one: one.position)


def lacks(call: Call) -> list[Lack]:
    """Everything that stands in the way of publishing, in the order of the task list."""
    return list(_lacks(call))


def _lacks(call: Call) -> Iterator[Lack]:
    if _is_only_a_title(call):
        yield Lack.TEXT
    if not (call.opens_at and call.closes_at and (call.decided_by_date or call.is_open_door)):
        yield Lack.DATES
    elif call.closes_at <= timezone.now():
        yield Lack.PAST
    if not call.is_open_door:
        yield from _lacks_of_a_choice(call)


def _lacks_of_a_choice(call: Call) -> Iterator[Lack]:
    """What only a call needs that chooses between schools."""
    strata = list(call.strata.all())
    if not strata:
        yield Lack.STRATA
    elif any(
        not sum(getattr(one, f"{side}_places") for one in strata) for side in sides_of(call)
    ):
        yield Lack.PLACES
    weights = [sum(one.weight for one in criteria_of(call, side)) for side in sides_of(call)]
    if not all(weights):
        yield Lack.CRITERIA
    elif any(weight != WHOLE for weight in weights):
        yield Lack.WEIGHTS


def _is_only_a_title(call: Call) -> bool:
    published = call.text.revisions.filter(
        language=call.text.original_language, state=Revision.State.PUBLISHED
    ).first()
    return published is None or published.body.strip() in {"", published.title}
