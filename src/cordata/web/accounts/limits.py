"""How often one may ask and guess. Counted by address, because a school is one network.

The limits themselves stand in the settings; allauth counts them in the shared cache.
"""

from allauth.core import ratelimit
from django.http import HttpRequest


def may_ask(request: HttpRequest, email: str) -> bool:
    """Count one wish for a code; no if there were too many for this address."""
    return bool(ratelimit.consume(request, action="request_login_code", key=email.lower()))


def may_guess(request: HttpRequest, email: str) -> bool:
    """Count one guess, before it is compared, so that many at once are many."""
    return bool(ratelimit.consume(request, action="guess_login_code", key=email.lower()))


def forget_guesses(request: HttpRequest, email: str) -> None:
    """The guess was right: the person may err again tomorrow."""
    ratelimit.clear(request, action="guess_login_code", key=email.lower())
