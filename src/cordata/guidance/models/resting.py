"""What a version rests on: findings, judgements, costs, and what others have written."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models import Finding
from cordata.guidance.models.recommendations import Version
from cordata.kit.fields import PublicIdField


class Support(models.Model):
    """A finding under a version, and the row of the fact table that it fills.

    estimate  which of the finding's numbers; its absolute numbers are computed, never typed
    outcome   what changes, as the row is called: "Teachers’ view of leadership"
    leads     the one that the statement rests on
    """

    class Role(models.TextChoices):
        EFFECT = "effect", _("Effect")
        COST = "cost", _("Cost")
        HARM = "harm", _("Harm")
        EXPERIENCE = "experience", _("Experience")

    public_id = PublicIdField(prefix="sup")
    version = models.ForeignKey(Version, models.CASCADE, related_name="supports")
    finding = models.ForeignKey(Finding, models.PROTECT, related_name="+")
    estimate = models.CharField(max_length=80)
    role = models.CharField(max_length=10, choices=Role)
    outcome = models.CharField(_("outcome"), max_length=120)
    leads = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "finding", "estimate"], name="number_supports_a_version_once"
            ),
            models.UniqueConstraint(
                fields=["version"], condition=Q(leads=True), name="one_support_leads"
            ),
            models.CheckConstraint(
                name="an_effect_leads", condition=Q(leads=False) | Q(role="effect")
            ),
        ]

    def __str__(self) -> str:
        return self.outcome


class Judgement(models.Model):
    """One of the twelve judgements of the evidence-to-decision record (methods.md 6.2).

    criterion      as ``analysis.advice.decision.Criterion`` names it
    says           how it was judged
    finding, link  where that can be looked up: one of both at least
    """

    class Says(models.TextChoices):
        YES = "yes", _("Yes")
        PROBABLY_YES = "probably_yes", _("Probably yes")
        VARIES = "varies", _("It varies")
        PROBABLY_NO = "probably_no", _("Probably no")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("We do not know")

    version = models.ForeignKey(Version, models.CASCADE, related_name="judgements")
    criterion = models.CharField(max_length=25)
    says = models.CharField(max_length=12, choices=Says)
    words = models.CharField(_("in one line"), max_length=300)
    finding = models.ForeignKey(
        Finding, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.CharField(_("address"), max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "criterion"], name="criterion_is_judged_once"
            ),
            models.CheckConstraint(
                name="judgement_can_be_looked_up",
                condition=Q(finding__isnull=False) | ~Q(link=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.says}"


class BearerCost(models.Model):
    """What it costs one of those who bear it; known only if a number of a finding says so."""

    class Bearer(models.TextChoices):
        AUTHORITY = "authority", _("Ministry or agency")
        MENTOR_SCHOOL = "mentor_school", _("Mentor school")
        MENTEE_SCHOOL = "mentee_school", _("Mentored school")
        OTHERS = "others", _("Others")

    version = models.ForeignKey(Version, models.CASCADE, related_name="costs")
    bearer = models.CharField(max_length=13, choices=Bearer)
    words = models.CharField(_("what it costs"), max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "bearer"], name="bearer_costs_once")
        ]

    def __str__(self) -> str:
        return f"{self.bearer}: {self.words}"


class Context(models.Model):
    """What others have found elsewhere, parted from our findings: the one place of typed numbers.

    source  who, when, where, as it is cited; key: as our list of sources names it; link: its DOI
    """

    public_id = PublicIdField(prefix="ctx")
    version = models.ForeignKey(Version, models.CASCADE, related_name="contexts")
    words = models.TextField(_("what they found"), max_length=600)
    source = models.CharField(_("source"), max_length=400)
    key = models.CharField(_("key"), max_length=20, blank=True)
    link = models.CharField(_("address"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(name="context_names_its_source", condition=~Q(source=""))
        ]

    def __str__(self) -> str:
        return self.words
