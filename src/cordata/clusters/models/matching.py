"""Matching drafts with their plans, and what people decided by hand."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort, Participation


class Draft(models.Model):
    """One computation for a cohort: frozen schools, rules and pins, and what came out.

    Only the team sees drafts. A published draft is kept as it was; the next one is new.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be computed")
        RUNNING = "running", _("Being computed")
        READY = "ready", _("Ready")
        IMPOSSIBLE = "impossible", _("The rules cannot all hold")
        FAILED = "failed", _("Stopped with an error")
        PUBLISHED = "published", _("Published")

    public_id = PublicIdField(prefix="drf")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="drafts")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # The exact inputs of analysis.matching: schools, rules, pins. Never read from elsewhere.
    inputs = models.JSONField(default=dict)
    chosen = models.OneToOneField(
        "Plan", models.SET_NULL, null=True, blank=True, related_name="chosen_in"
    )
    clash = models.JSONField(default=dict)
    # Counted up on each change: the later of two coordinators sees both versions.
    version = models.PositiveIntegerField(default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    computed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cohort", "number"], name="draft_number_is_unique"),
            models.CheckConstraint(
                name="ready_draft_has_a_time",
                condition=~Q(state__in=["ready", "published"]) | Q(computed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Draft {self.number} ({self.state})"


class Plan(models.Model):
    """One way to tie the schools of a draft, with its proof."""

    class Variant(models.TextChoices):
        BALANCED = "balanced", _("Balanced")
        NEAREST = "nearest", _("Shortest travel")
        FIT = "fit", _("Best fit to needs")
        STABLE = "stable", _("By wishes (bottom-up)")
        VIRTUAL = "virtual", _("Online only (virtual)")

    public_id = PublicIdField(prefix="pla")
    draft = models.ForeignKey(Draft, models.CASCADE, related_name="plans")
    variant = models.CharField(max_length=8, choices=Variant)
    # The plan document of analysis.matching, certificate included; cordata verify-plan reads it.
    document = models.JSONField()
    objective = models.BigIntegerField()
    bound = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "variant"], name="variant_is_made_once"),
            models.CheckConstraint(
                name="plan_bound_is_not_above_its_objective",
                condition=Q(bound__lte=F("objective")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.draft}: {self.variant}"


class Pin(models.Model):
    """A pair that a person decided: tied whatever the sums say, or never tied."""

    class Kind(models.TextChoices):
        TIE = "tie", _("Pinned")
        FORBID = "forbid", _("Never together")

    public_id = PublicIdField(prefix="pin")
    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="pins")
    mentee = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=Kind)
    online = models.BooleanField(default=False)
    # Breaking a must-have is allowed only with a written reason, which stays.
    breaks_rules = models.JSONField(default=list)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    # What it cost when it was set, in the integer unit of analysis.matching.
    price = models.BigIntegerField(default=0)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "mentee", "mentor"],
                condition=Q(lifted_at=None),
                name="pair_is_pinned_or_forbidden_once",
            ),
            models.UniqueConstraint(
                fields=["cohort", "mentee"],
                condition=Q(lifted_at=None, kind="tie"),
                name="mentee_is_pinned_to_one_mentor",
            ),
            models.CheckConstraint(
                name="forbidding_or_breaking_a_rule_has_a_reason",
                condition=Q(kind="tie", breaks_rules=[]) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.mentee_id} - {self.mentor_id}"


class Waiting(models.Model):
    """A school that a coordinator put on the waiting list instead of in a cluster."""

    cohort = models.ForeignKey(Cohort, models.CASCADE, related_name="waiting")
    participation = models.OneToOneField(Participation, models.CASCADE, related_name="waiting")
    reason = models.CharField(max_length=300, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"waiting: {self.participation_id}"


class Publication(models.Model):
    """The moment a plan became clusters. It can be undone for ten minutes."""

    public_id = PublicIdField(prefix="pub")
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="publication")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    undo_until = models.DateTimeField()

    def __str__(self) -> str:
        return f"publication of {self.draft}"
