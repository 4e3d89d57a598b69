"""Keep what is typed, and forget it when it is sent.

The trail gets no lines: nothing has happened yet, and a line every two seconds would hide
what did.
"""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.unsent.models import Unsent
from cordata.unsent.queries import LASTS

LONGEST = 200_000  # characters of one form
MOST = 100  # forms of one person; the oldest make room


class TooLong(Exception):
    """More than a form can hold: no person typed this."""


@transaction.atomic
def keep_unsent(
    form: str, fields: Sequence[tuple[str, str]], *, receipt: UUID, by: User
) -> Unsent:
    """Keep the fields of a form as they are now, for 30 days; whatever is older goes.

    Raises TooLong.
    """
    if len(json.dumps(fields)) > LONGEST:
        raise TooLong
    now = timezone.now()
    kept, _is_new = Unsent.objects.update_or_create(
        person=by,
        receipt=receipt,
        defaults={"form": form, "fields": [list(one) for one in fields], "kept_at": now},
    )
    Unsent.objects.filter(kept_at__lt=now - LASTS).delete()
    oldest = Unsent.objects.filter(person=by).order_by("-kept_at", "-pk")[MOST:]
    Unsent.objects.filter(pk__in=[one.pk for one in oldest]).delete()
    return kept


@transaction.atomic
def forget_unsent(receipt: UUID, *, by: User) -> None:
    """It is sent, or the person does not want it any more."""
    Unsent.objects.filter(person=by, receipt=receipt).delete()
