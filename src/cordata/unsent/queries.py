"""Read what was typed: only ever one's own."""

import datetime as dt

from django.utils import timezone

from cordata.accounts.models import User
from cordata.unsent.models import Unsent

LASTS = dt.timedelta(days=30)
LONGEST_KEY = Unsent._meta.get_field("form").max_length or 0


def unsent_of(person: User) -> dict[str, Unsent]:
    """The newest of each form that this person has typed into and not sent, by its key.

    What was typed is read once a page asks for it: most pages show one form, or none, of many.
    """
    found = Unsent.objects.filter(person=person, kept_at__gt=timezone.now() - LASTS)
    found = found.defer("fields")
    return {one.form: one for one in found.order_by("kept_at", "pk")}
