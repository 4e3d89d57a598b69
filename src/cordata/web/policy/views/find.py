"""What a person may open: a stranger learns nothing, a colleague without the right is told so."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cordata.exchange import rules
from cordata.exchange.models import Organisation, Position
from cordata.exchange.queries.organisations import organisations_of
from cordata.exchange.queries.positions import positions_seen_inside
from cordata.web.requests import Request, allow


def position_of(request: Request, number: int) -> Position:
    """A position of an organisation that the person works for, or 404."""
    return get_object_or_404(positions_seen_inside(request.user), number=number)


def position_to_write(request: Request, number: int) -> Position:
    """The same, to write in: 403 once the membership has ended."""
    position = position_of(request, number)
    allow(rules.may_write(request.user, position.organisation))
    return position


def organisation_of(request: Request, public_id: str) -> Organisation:
    """An organisation that the person works for, or 404."""
    return get_object_or_404(organisations_of(request.user), public_id=public_id)


def convene(request: Request) -> None:
    """Nobody but who calls the group together knows the desk."""
    if not rules.may_convene(request.user):
        raise Http404
