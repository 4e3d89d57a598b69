"""Rounds: when a school asks its own people, and how each voice is reached."""

import datetime as dt
import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort, Participation
from cordata.schools.models import School
from cordata.surveys.models.instruments import InstrumentVersion


class Occasion(models.TextChoices):
    """When in the cycle it is asked."""

    BASELINE = "baseline", _("At the beginning")
    MID = "mid", _("In the middle")
    END = "end", _("At the end")
    FOLLOW_UP = "follow_up", _("6 to 12 months later")
    ONCE = "once", _("Once")


class Wave(models.Model):
    """A coordinator asks all schools of a cohort at the same time; each has its own round."""

    public_id = PublicIdField(prefix="wav")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="waves")
    instrument = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="waves")
    occasion = models.CharField(_("when in the year"), max_length=9, choices=Occasion)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "instrument", "occasion"], name="wave_is_asked_once"
            ),
            models.CheckConstraint(
                name="wave_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} {self.occasion}"


class Salt(models.Model):
    """Mixed into the self-made codes of one school's people, in all its rounds.

    So answers of the same person link over the waves of one school, and never across schools.
    """

    school = models.OneToOneField(School, models.CASCADE, related_name="salt")
    value = models.CharField(max_length=43, default=secrets.token_urlsafe, editable=False)

    def __str__(self) -> str:
        return str(self.school_id)


class Round(models.Model):
    """One school, or one cluster, answers one instrument during some weeks.

    Closed, it is frozen as a snapshot and never opens again.
    """

    public_id = PublicIdField(prefix="rnd")
    instrument = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="rounds")
    wave = models.ForeignKey(Wave, models.PROTECT, null=True, blank=True, related_name="rounds")
    participation = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    cluster = models.ForeignKey(
        Cluster, models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    occasion = models.CharField(_("when in the year"), max_length=9, choices=Occasion)
    # The level of the school whose questions are asked: primary, lower, upper, vocational.
    level = models.CharField(_("school level"), max_length=10, blank=True)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    # One answer per slip; without slips anybody with the link answers.
    needs_slips = models.BooleanField(_("one slip of paper for each person"), default=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    started_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="round_is_of_a_school_or_of_a_cluster",
                condition=Q(participation__isnull=False, cluster=None)
                | Q(participation=None, cluster__isnull=False),
            ),
            models.CheckConstraint(
                name="round_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))
            ),
            models.UniqueConstraint(
                fields=["participation", "instrument", "occasion"],
                condition=~Q(occasion="once"),
                name="school_answers_an_occasion_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} ({self.occasion})"

    @property
    def opened_on(self) -> dt.date:
        """The one day that its sheets carry: nobody sees when a person answered."""
        return timezone.localtime(self.opens_at).date()

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def of_school(self) -> Participation:
        """The school that is asked; only where no cluster is."""
        assert self.participation is not None  # noqa: S101 - the database promises it
        return self.participation

    @property
    def cohort(self) -> Cohort:
        """The year it belongs to, through its school or its cluster."""
        return self.cluster.cohort if self.cluster else self.of_school.cohort

    @property
    def of_whom(self) -> str:
        """The name of the school or the cluster."""
        return self.cluster.name if self.cluster else self.of_school.school.name

    def is_over(self, now: dt.datetime) -> bool:
        """Whether answers are no longer taken: the day has passed, or it was closed."""
        return self.is_closed or now >= self.closes_at


class Invited(models.Model):
    """One voice of a round: its link, and how many people it has been given to."""

    class Voice(models.TextChoices):
        LEADERS = "leaders", _("School leaders")
        TEACHERS = "teachers", _("Teachers")
        STUDENTS = "students", _("Pupils")
        ALL = "all", _("Everybody")

    public_id = PublicIdField(prefix="ivt")
    round = models.ForeignKey(Round, models.CASCADE, related_name="invited")
    voice = models.CharField(_("voice"), max_length=8, choices=Voice)
    # Whoever has the link may answer: never guessable, never the public id.
    token = models.CharField(max_length=43, default=secrets.token_urlsafe, unique=True)
    people = models.PositiveIntegerField(_("how many are invited"), default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "voice"], name="voice_is_invited_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.voice}"
