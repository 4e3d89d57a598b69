"""The application a link opens; else 404."""

from django.http import Http404

from cordata.calls.models import Application, Declaration
from cordata.calls.queries.applications import application_with, declaration_with


def application_of(token: str) -> Application:
    """Whoever has the link writes for the school."""
    found = application_with(token)
    if found is None:
        raise Http404
    return found


def declaration_of(token: str) -> Declaration:
    """Whoever has the link is the head or founder who was asked."""
    found = declaration_with(token)
    if found is None:
        raise Http404
    return found
