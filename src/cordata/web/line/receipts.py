"""A receipt names one sending, so that sending it twice makes one thing."""

import json
from uuid import UUID, uuid5

from django.http import HttpRequest

# What a form says about itself, beside what a person says in it.
UNSAID = {"csrfmiddlewaretoken", "receipt", "line-key", "line-token"}


def receipt_on(request: HttpRequest) -> UUID | None:
    """The receipt that the page gave its form; None if it gave none."""
    try:
        return UUID(request.POST.get("receipt", ""))
    except ValueError:
        return None


def receipt_of(request: HttpRequest) -> UUID | None:
    """What to store beside what is made: the page's receipt and the words, in one.

    The same words from the same page are one thing, however often they arrive. Other words
    from that page (somebody went back, changed a sentence and sent again) are another.
    """
    given = receipt_on(request)
    if given is None:
        return None
    said = sorted((name, request.POST.getlist(name)) for name in set(request.POST) - UNSAID)
    given_files = [(name, one) for name in request.FILES for one in request.FILES.getlist(name)]
    files = sorted((name, one.name, one.size) for name, one in given_files)
    return uuid5(given, json.dumps([said, files]))


def said_in(request: HttpRequest) -> list[tuple[str, str]]:
    """What a person said in this form, field by field; a name may come twice."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in UNSAID
        for value in values
    ]
