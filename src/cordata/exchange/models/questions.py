"""One authority asks another why, at its position; the thread is read by everybody."""

from django.conf import settings
from django.db import models

from cordata.exchange.models.organisations import Organisation
from cordata.exchange.models.positions import Position
from cordata.kit.fields import PublicIdField

MOST_CHARACTERS = 3000


class Question(models.Model):
    """What an organisation asks about a position of another one.

    Taken back before anybody has answered, nobody reads it any more.
    """

    public_id = PublicIdField(prefix="que")
    position = models.ForeignKey(Position, models.PROTECT, related_name="questions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="questions")
    text = models.TextField(max_length=MOST_CHARACTERS)
    language = models.CharField(max_length=2)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    # One number for one sending: sent twice over a bad line, it is still one question.
    receipt = models.UUIDField(unique=True, null=True, editable=False)

    def __str__(self) -> str:
        return self.text[:60]


class Reply(models.Model):
    """What one of the two answers."""

    public_id = PublicIdField(prefix="rpl")
    question = models.ForeignKey(Question, models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    text = models.TextField(max_length=MOST_CHARACTERS)
    language = models.CharField(max_length=2)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    receipt = models.UUIDField(unique=True, null=True, editable=False)

    def __str__(self) -> str:
        return self.text[:60]
