"""Answers without a name: who gave them is written nowhere.

No column tells a person, an address of a machine, or a minute. docs/methods/answers.md says
what somebody with the whole database could still find out, and what not.
"""

from uuid import uuid4

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

    # Drawn by chance, so that no order tells who came first. Whoever holds it signed goes on
    # with these answers, and what is sent twice is one sheet.
    receipt = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    invited = models.ForeignKey(Invited, models.PROTECT, related_name="answers")
    # Digest of the six-character code that goes on elsewhere; forgotten when finished.
    resume = models.CharField(max_length=64, null=True)
    # Digest of the self-made code that links waves of the same person without a name.
    link = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2)
    source = models.CharField(max_length=6, choices=Source, default=Source.SCREEN)
    answers = models.JSONField(default=dict)
    page = models.PositiveSmallIntegerField(default=0)
    # Counted up with each page that is saved; "turns" tells which turn's page each question
    # was last taken from, so that a page that comes late overwrites nothing newer.
    turn = models.PositiveIntegerField(default=0)
    turns = models.JSONField(default=dict)
    # Neither a moment nor a day of its own: a clock beside a corridor would know who it was.
    # Both are the day on which the round opened.
    begun_on = models.DateField()
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            # No more indexes than these: each is written again with every page that is saved.
            models.UniqueConstraint(
                fields=["resume"],
                condition=Q(resume__isnull=False),
                name="resume_code_opens_one_sheet",
            ),
            models.CheckConstraint(
                name="finished_answers_cannot_be_resumed",
                condition=Q(finished_on=None) | Q(resume=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invited_id} {self.source}"

    @property
    def is_finished(self) -> bool:
        return self.finished_on is not None


class Slip(models.Model):
    """A blind token: it opens one sheet of answers and does not know which."""

    invited = models.ForeignKey(Invited, models.CASCADE, related_name="slips")
    # Of its eight characters: the primary key, so that no number tells which was printed next.
    digest = models.CharField(max_length=64, primary_key=True)
    used = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.invited_id} {'used' if self.used else 'free'}"
