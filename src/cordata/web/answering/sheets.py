"""How a browser holds its sheet of answers: a signed number, in its own cookie or its form.

The number alone, which stands in the database, opens nothing. The form's comes first: what a
shared tablet sends late belongs to whoever typed it, not to who sits there now.
"""

import hashlib
from dataclasses import dataclass
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from cordata.kit.days import clock
from cordata.surveys.models import Round
from cordata.surveys.queries.answering import zone_of

SIGNER = signing.Signer(salt="cordata.sheet")
LASTS = 60 * 24 * 3600  # seconds: longer than rounds are


@dataclass(frozen=True)
class Key:
    """The number of a sheet, whether the browser had it, and when it last saved ("10:14")."""

    receipt: UUID
    is_new: bool
    saved_at: str = ""

    @property
    def signed(self) -> str:
        """For the form and the cookie."""
        return SIGNER.sign(self.receipt.hex)


def key_of(request: HttpRequest, token: str) -> Key:
    """The sheet that this form or this browser goes on with; a new one, if it has none."""
    in_form = _unsigned(request.POST.get("sheet", ""))
    if in_form:
        return Key(in_form, is_new=False)
    signed, _, saved_at = request.COOKIES.get(name_of(token), "").partition("~")
    in_cookie = _unsigned(signed)
    if in_cookie:
        return Key(in_cookie, is_new=False, saved_at=saved_at[:5])
    return Key(uuid4(), is_new=True)


def receipt_of(request: HttpRequest) -> UUID | None:
    """The number that a page without a line made for its sheet: answers that come all at once."""
    try:
        return UUID(request.POST.get("receipt", ""))
    except ValueError:
        return None


def hold(
    response: HttpResponse, token: str, receipt: UUID, *, saved_at: str = "", shared: bool
) -> HttpResponse:
    """Let the browser go on with this sheet; a shared device only until it is closed."""
    signed = SIGNER.sign(receipt.hex)
    response.set_cookie(
        name_of(token),
        f"{signed}~{saved_at}",
        max_age=None if shared else LASTS,
        httponly=True,
        secure=not settings.TRYING,
        samesite="Lax",
    )
    return response


def let_go(response: HttpResponse, token: str) -> HttpResponse:
    """The next person on this device begins anew."""
    response.delete_cookie(name_of(token), samesite="Lax")
    return response


def time_at(round_: Round) -> str:
    """The time on the school's wall. It goes to the browser and is kept nowhere else."""
    return clock(timezone.localtime(timezone=ZoneInfo(zone_of(round_.pk))))


def name_of(token: str) -> str:
    """One cookie for each link; the link itself does not stand in it."""
    return f"sheet-{hashlib.sha256(token.encode()).hexdigest()[:12]}"


def _unsigned(signed: str) -> UUID | None:
    try:
        return UUID(SIGNER.unsign(signed))
    except (signing.BadSignature, ValueError):
        return None
