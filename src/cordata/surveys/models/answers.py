"""Answers without a name: who gave them is written nowhere.

No column tells a person, an address of a machine, or a minute. docs/methods/answers.md says
what somebody with the whole database could still find out, and what not.
"""

from django.db import models
from django.db.models import Q

from cordata.surveys.models.rounds import Invited


class Answers(models.Model):
    """What one person answered so far, page by page.

    answers  by the name of the question; one choice as its name, several as a list
    """

    class Source(models.TextChoices):
        SCREEN = "screen"
        PAPER = "paper"
        FILE = "file"

    invited = models.ForeignKey(Invited, models.PROTECT, related_name="answers")
    # Of the first page that arrived: sent twice, it is one sheet of answers.
    receipt = models.UUIDField(unique=True)
    # Digest of the six-character code that goes on elsewhere; forgotten when finished.
    resume = models.CharField(max_length=64, null=True, unique=True)
    # Digest of the self-made code that links waves of the same person without a name.
    link = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=6, choices=Source, default=Source.SCREEN)
    answers = models.JSONField(default=dict)
    page = models.PositiveSmallIntegerField(default=0)
    # Days, not moments: a clock beside a corridor would know who it was.
    begun_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="finished_answers_cannot_be_resumed",
                condition=Q(finished_on=None) | Q(resume=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invited_id} {self.source}"


class Slip(models.Model):
    """A blind token: it opens one sheet of answers and does not know which."""

    invited = models.ForeignKey(Invited, models.CASCADE, related_name="slips")
    digest = models.CharField(max_length=64, unique=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.invited_id} {'used' if self.used else 'free'}"
