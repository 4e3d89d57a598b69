"""People from outside who decide on a version, each by a link in a letter."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cordata.guidance.models.recommendations import Version
from cordata.kit.fields import PublicIdField


class Panel(models.Model):
    """The panel of a version: gathered, a blind first round, then, if need be, a second.

    of_revision  the wording that it votes on; another wording is voted on anew
    round        0 while people are gathered, then that votes are taken in, or were taken in last
    first_closed_at  from then on, members see what others said in the first round
    """

    public_id = PublicIdField(prefix="pan")
    version = models.ForeignKey(Version, models.CASCADE, related_name="panels")
    of_revision = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=0)
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    first_closed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "of_revision"], name="wording_has_one_panel"
            ),
            models.CheckConstraint(
                name="panel_goes_from_round_to_round",
                condition=Q(round=0, opened_at=None, first_closed_at=None, closed_at=None)
                | Q(round=1, opened_at__isnull=False)
                | Q(round=2, opened_at__isnull=False, first_closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="closed_panel_closed_its_first_round",
                condition=Q(closed_at=None) | Q(first_closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Panel of {self.version_id}, round {self.round}"

    @property
    def is_voting(self) -> bool:
        """Whether votes are taken in now."""
        if self.round == 1:
            return self.first_closed_at is None
        return self.round > 1 and self.closed_at is None


class Member(models.Model):
    """Somebody asked to decide, without an account; what they declare stands in the register.

    stands_for   school, university, ministry: as it is printed
    declared_at  before it, nobody votes
    interest     what they declare, in their words; ``is_conflicted``: so they may not vote
    """

    public_id = PublicIdField(prefix="mem")
    panel = models.ForeignKey(Panel, models.CASCADE, related_name="members")
    name = models.CharField(_("name"), max_length=120)
    stands_for = models.CharField(_("comes from"), max_length=160)
    email = models.EmailField(_("e-mail"))
    language = models.CharField(max_length=2)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(auto_now_add=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    interest = models.TextField(_("interests"), max_length=1000, blank=True)
    is_conflicted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("panel", Lower("email"), name="member_is_asked_once"),
            models.CheckConstraint(
                name="conflict_is_declared_in_words",
                condition=Q(is_conflicted=False)
                | (Q(declared_at__isnull=False) & ~Q(interest="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Vote(models.Model):
    """What a member says in a round, and whether a different view may be printed."""

    class Says(models.TextChoices):
        AGREE = "agree", _("I agree with it as it stands")
        DISAGREE = "disagree", _("I disagree")
        ABSTAIN = "abstain", _("I do not want to decide")

    member = models.ForeignKey(Member, models.CASCADE, related_name="votes")
    round = models.PositiveSmallIntegerField()
    says = models.CharField(max_length=8, choices=Says)
    reason = models.TextField(_("your reason"), max_length=1500, blank=True)
    may_print = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "round"], name="member_votes_once_a_round"
            ),
            models.CheckConstraint(
                name="disagreement_has_a_reason", condition=~Q(says="disagree") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.says} ({self.round})"
