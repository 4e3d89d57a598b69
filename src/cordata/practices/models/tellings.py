"""What a school tells in its own words, and what researchers ask it back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models import Activity, DiaryEntry
from cordata.documents.models import StoredFile
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation
from cordata.practices.models.parts import Outcome, Prompt


class Practice(models.Model):
    """Something a school tried, as it told it. Once sent, its words stay as they are.

    number       its address, /practices/128; never given to another
    began_on     since when the school does it, if it knows
    entry, activity  where the school's own words were carried over from
    picture_…    what can be seen on it, what others may do with it, and whether pupils agreed
    takes_questions  the school lets people who are signed in write to its team
    """

    class Rights(models.TextChoices):
        OPEN = "open", _("We took it ourselves; everybody may use it (CC BY 4.0)")
        HERE = "here", _("We took it ourselves; it may be shown on this page only")

    class Pupils(models.TextChoices):
        NOBODY = "nobody", _("No pupil can be recognised in it")
        WRITTEN = "written", _("Some can, and there is written consent for each of them")

    public_id = PublicIdField(prefix="prc")
    number = models.PositiveIntegerField(unique=True, null=True)
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="practices")
    language = models.CharField(max_length=2)
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    title = models.CharField(max_length=120, blank=True)
    situation = models.TextField(blank=True)
    done = models.TextField(blank=True)
    effort = models.TextField(blank=True)
    worked = models.TextField(blank=True)
    failed = models.TextField(blank=True)
    advice = models.TextField(blank=True)
    began_on = models.DateField(null=True, blank=True)
    entry = models.ForeignKey(
        DiaryEntry, models.PROTECT, null=True, blank=True, related_name="practices"
    )
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="practices"
    )
    picture = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    picture_says = models.CharField(max_length=200, blank=True)
    picture_rights = models.CharField(max_length=4, choices=Rights, blank=True)
    picture_pupils = models.CharField(max_length=7, choices=Pupils, blank=True)
    takes_questions = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    # What the page carried when it was sent: sent twice, it is still one practice.
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="sent_practice_says_what_did_not_work",
                condition=Q(sent_at=None) | (~Q(title="") & ~Q(outcome="") & ~Q(failed="")),
            ),
            models.CheckConstraint(
                name="sent_picture_has_its_rights",
                condition=Q(sent_at=None)
                | Q(picture=None)
                | (~Q(picture_says="") & ~Q(picture_rights="") & ~Q(picture_pupils="")),
            ),
            models.CheckConstraint(
                name="withdrawn_practice_says_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Question(models.Model):
    """Asked by a researcher at one of the school's seven answers; the answer comes back there."""

    practice = models.ForeignKey(Practice, models.CASCADE, related_name="questions")
    part = models.CharField(max_length=9, choices=Prompt)
    words = models.CharField(max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_about_a_practice_has_name_and_time",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.part}"
