"""Matching drafts with their plans and pins, and the clusters that are published."""

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


class Cluster(models.Model):
    """A mentor school and the schools tied to it, for a cohort."""

    public_id = PublicIdField(prefix="clu")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="clusters")
    publication = models.ForeignKey(
        Publication, models.CASCADE, null=True, blank=True, related_name="clusters"
    )
    letter = models.CharField(max_length=4)
    name = models.CharField(_("name"), max_length=200)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "letter"],
                condition=Q(closed_on=None),
                name="cluster_letter_is_unique_while_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.letter}: {self.name}"


class Membership(models.Model):
    """A school in a cluster, from one day to another. Roles may turn; history stays."""

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="memberships")
    participation = models.ForeignKey(
        Participation, models.PROTECT, related_name="memberships"
    )
    side = models.CharField(max_length=6, choices=Participation.Side)
    code = models.CharField(max_length=6)
    online = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    left_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation"],
                condition=Q(until=None),
                name="school_is_in_one_cluster_of_a_cohort",
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.participation_id}"


class CoordinationModel(models.Model):
    """How a cluster is coordinated, on the axes of the domain report, from one day on."""

    class Label(models.TextChoices):
        TOP_DOWN = "top_down", _("Top-down")
        BOTTOM_UP = "bottom_up", _("Bottom-up")
        VIRTUAL = "virtual", _("Virtual")
        HYBRID = "hybrid", _("Mixed")

    class Initiative(models.TextChoices):
        AUTHORITY = "authority", _("the authority")
        SCHOOLS = "schools", _("the schools")

    class Attendance(models.TextChoices):
        VOLUNTARY = "voluntary", _("voluntary")
        COMPULSORY = "compulsory", _("compulsory")

    class Direction(models.TextChoices):
        ONE_WAY = "one_way", _("from mentor to mentees")
        RECIPROCAL = "reciprocal", _("in both directions")
        ROTATING = "rotating", _("roles turn by topic")

    class Setting(models.TextChoices):
        REGIONAL = "regional", _("in one region")
        DISPERSED = "dispersed", _("across regions")

    class Mode(models.TextChoices):
        FACE_TO_FACE = "face_to_face", _("face to face")
        BLENDED = "blended", _("both")
        VIRTUAL = "virtual", _("online only")

    class Support(models.TextChoices):
        FUNDED = "funded", _("funded")
        RECOGNISED = "recognised", _("recognised, not funded")
        NONE = "none", _("none")

    cluster = models.ForeignKey(Cluster, models.CASCADE, related_name="models")
    label = models.CharField(_("model"), max_length=9, choices=Label)
    initiative = models.CharField(_("who starts it"), max_length=9, choices=Initiative)
    participation = models.CharField(
        _("taking part is"), max_length=10, choices=Attendance
    )
    direction = models.CharField(_("help goes"), max_length=10, choices=Direction)
    setting = models.CharField(_("schools are"), max_length=9, choices=Setting)
    mode = models.CharField(_("they meet"), max_length=12, choices=Mode)
    support = models.CharField(_("support"), max_length=10, choices=Support)
    focus = models.CharField(_("focus"), max_length=120, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cluster"],
                condition=Q(until=None),
                name="cluster_has_one_model_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} since {self.since}"


class Descent(models.Model):
    """One cluster came out of another: by a split, a merger, or a new mentor."""

    class Kind(models.TextChoices):
        SPLIT = "split", _("Split")
        MERGED = "merged", _("Merged")

    before = models.ForeignKey(Cluster, models.CASCADE, related_name="descendants")
    after = models.ForeignKey(Cluster, models.CASCADE, related_name="ancestors")
    kind = models.CharField(max_length=6, choices=Kind)
    on = models.DateField()
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="descent_is_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind} {self.after_id}"
