"""The audit trail: one line per action, written in the action's own transaction."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that somebody did. The database refuses to change or delete a line.

    People and things are named by their public ids, not by foreign keys: the trail stays
    readable after a thing is gone, and history knows none of the apps that write it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    by = models.CharField(_("person"), max_length=24, blank=True, db_index=True)
    verb = models.CharField(max_length=60, db_index=True)
    kind = models.CharField(max_length=60)
    thing = models.CharField(max_length=24, db_index=True)
    # The country, cohort or school in whose books the line belongs, as "country:IT".
    scope = models.CharField(max_length=60, blank=True, db_index=True)
    concerns = models.CharField(max_length=24, blank=True, db_index=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.thing}"
