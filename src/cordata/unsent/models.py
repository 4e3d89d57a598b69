"""What a person typed into a form and has not sent: the server is the memory."""

import json
import re

from django.conf import settings
from django.db import models

# What a form sends for a choice, a number, a day, an id, or an empty field.
CODE = re.compile(r"[a-z0-9_.:T-]*")


class Unsent(models.Model):
    """The fields of one form as they were typed last, for the person who typed them alone.

    A form is named by a key that its page gives it (``gol_1p3k9v0mfd7hq2:move``). Two pages
    of the same form, open in two tabs, have a receipt each: neither writes over the other.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="unsent")
    form = models.CharField(max_length=120)
    receipt = models.UUIDField()
    # [name, value] in the order of the form; a name may come twice. Never files.
    fields = models.JSONField()
    kept_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "receipt"], name="person_types_into_a_rendering_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.form}, {self.kept_at:%Y-%m-%d %H:%M}"

    @property
    def typed(self) -> str:
        """Its fields as the script of a page reads them."""
        return json.dumps(self.fields)

    @property
    def words(self) -> list[str]:
        """What a person wrote in it, without choices and numbers: those are made again in a moment."""
        return [value for _name, value in self.fields if not CODE.fullmatch(value)]
