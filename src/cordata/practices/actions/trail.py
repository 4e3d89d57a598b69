"""The trail's line of a practice: in the books of its country, concerning its school."""

from typing import Any

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.practices.models import Practice


def note(verb: str, practice: Practice, by: User, on: Any = None, **facts: Any) -> None:
    """Write it; ``on`` is the practice itself, if nothing else is said."""
    participation = practice.participation
    scope = f"country:{participation.cohort.country_id}"
    record(verb, on=on or practice, by=by, scope=scope, concerns=participation.school, **facts)
