"""The call an address names, if this person may see it; else 404."""

from django.shortcuts import get_object_or_404

from cordata.accounts.models import User
from cordata.calls.models import Call
from cordata.calls.queries.calls import calls_seen_by, public_calls


def call_of(person: User, cc: str, call: str) -> Call:
    """A call of a cohort this person coordinates."""
    return get_object_or_404(
        calls_seen_by(person), cohort__country_id=cc.upper(), public_id=call
    )


def public_call(slug: str) -> Call:
    """A call that everybody may read."""
    return get_object_or_404(public_calls(), slug=slug)
