"""The call: what is asked of whom, until when, and by which rules it is decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import Document
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Cohort
from cordata.schools.models import School


class Side(models.TextChoices):
    """For which role something is meant."""

    BOTH = "both", _("both roles")
    MENTOR = "mentor", _("mentor schools")
    MENTEE = "mentee", _("mentee schools")


class Call(models.Model):
    """A public call for the schools of one cohort.

    A draft until it is published; then its rules are frozen in ``frozen`` and every later
    change needs a public note. Whether it is open follows from the clock, not from a state.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField(prefix="cal")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="calls")
    slug = models.SlugField(max_length=60, unique=True)
    # Title and text, translated and with history.
    text = models.OneToOneField(Document, models.PROTECT, related_name="+")
    # Where the numbers of its applications begin: "IT-26" gives IT-26-041.
    reference = models.CharField(_("reference"), max_length=20, unique=True)
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)

    opens_at = models.DateTimeField(_("opens"), null=True, blank=True)
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    time_zone = models.CharField(_("time zone"), max_length=40)
    # Told in advance: who was typing at the end may finish.
    grace_hours = models.PositiveSmallIntegerField(_("hours of grace"), default=24)
    decided_by_date = models.DateField(_("answers go out before"), null=True, blank=True)
    appeal_days = models.PositiveSmallIntegerField(_("days for an appeal"), default=10)

    seeks_mentors = models.BooleanField(_("mentor schools may apply"), default=True)
    seeks_mentees = models.BooleanField(_("mentee schools may apply"), default=True)
    # Open all year beside the dated calls: schools that come later or form a cluster of
    # their own. Decided school by school, without strata, criteria or ranking.
    is_open_door = models.BooleanField(_("open all year, decided one by one"), default=False)
    takes_ready_clusters = models.BooleanField(_("ready clusters may apply"), default=True)
    mentor_hours = models.PositiveSmallIntegerField(_("hours a year, mentor"), default=60)
    mentee_hours = models.PositiveSmallIntegerField(_("hours a year, mentee"), default=30)
    # Conditions, as ``analysis.selection.conditions`` reads them; {} lets every school in.
    eligibility = models.JSONField(default=dict, blank=True)
    # Slugs of the topics that schools may name; [] is the whole vocabulary.
    topics = models.JSONField(default=list, blank=True)
    assessors_each = models.PositiveSmallIntegerField(_("assessors per school"), default=2)

    # Oversubscribed strata may be decided by lot; the seed's digest is public beforehand.
    by_lot = models.BooleanField(_("draw lots where places are too few"), default=False)
    seed_digest = models.CharField(max_length=64, blank=True)
    seed = models.CharField(max_length=64, blank=True)

    # What was published: matching rules, strata, criteria, papers, eligibility, dates.
    frozen = models.JSONField(default=dict, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=Q(opens_at=None) | Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
            ),
            models.CheckConstraint(
                name="call_seeks_somebody",
                condition=Q(seeks_mentors=True) | Q(seeks_mentees=True),
            ),
            models.CheckConstraint(
                name="published_call_has_name_time_and_dates",
                condition=Q(state="draft")
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    opens_at__isnull=False,
                    closes_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="lots_are_promised_before_they_are_drawn",
                condition=Q(state="draft") | Q(by_lot=False) | ~Q(seed_digest=""),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Stratum(models.Model):
    """A group of schools with places of its own: small first-cycle schools of a region.

    A school belongs to the first stratum, by position, whose conditions it meets.
    """

    public_id = PublicIdField(prefix="str")
    call = models.ForeignKey(Call, models.CASCADE, related_name="strata")
    names = models.JSONField(_("name"), default=dict)  # by language
    conditions = models.JSONField(default=dict, blank=True)
    mentor_places = models.PositiveSmallIntegerField(_("places for mentor schools"), default=0)
    mentee_places = models.PositiveSmallIntegerField(_("places for mentee schools"), default=0)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "position"], name="stratum_has_one_position"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.names.get('en', self.public_id)}"


class Criterion(models.Model):
    """What assessors look at: a weight, and words for each number of points."""

    public_id = PublicIdField(prefix="cri")
    call = models.ForeignKey(Call, models.CASCADE, related_name="criteria")
    side = models.CharField(max_length=6, choices=Side, default=Side.BOTH)
    names = models.JSONField(_("name"), default=dict)  # by language
    # By language: the words of 0, 1, ... points, lowest first.
    rubric = models.JSONField(_("rubric"), default=dict)
    weight = models.PositiveSmallIntegerField(_("weight"), default=25)
    most_points = models.PositiveSmallIntegerField(_("most points"), default=4)
    asks_evidence = models.BooleanField(_("the school writes evidence"), default=True)
    # What nobody knows yet and it is to find out: a cell of the map of gaps; {} for any other.
    gap = models.JSONField(default=dict, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "position"], name="criterion_has_one_position"
            ),
            models.CheckConstraint(
                name="criterion_gives_points", condition=Q(most_points__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.names.get('en', self.public_id)}"


class Paper(models.Model):
    """A document a school sends along."""

    public_id = PublicIdField(prefix="pap")
    call = models.ForeignKey(Call, models.CASCADE, related_name="papers")
    side = models.CharField(max_length=6, choices=Side, default=Side.BOTH)
    names = models.JSONField(_("name"), default=dict)  # by language
    is_required = models.BooleanField(_("required"), default=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["call", "position"], name="paper_has_one_position")
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.names.get('en', self.public_id)}"


class CallNote(models.Model):
    """What was changed after publication, and why, for all to read."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="notes")
    texts = models.JSONField(default=dict)  # by language
    # What it was and is: field, before, after.
    changes = models.JSONField(default=list)
    noted_at = models.DateTimeField(auto_now_add=True)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.call_id} {self.noted_at:%Y-%m-%d}"


class CallQuestion(models.Model):
    """A question about the call; its answer is public, who asked is not."""

    public_id = PublicIdField(prefix="que")
    call = models.ForeignKey(Call, models.CASCADE, related_name="questions")
    language = models.CharField(max_length=2)
    text = models.TextField(_("question"))
    asked_from = models.EmailField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    # Not every question is fit for the public page.
    is_hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_to_a_question_has_name_and_time",
                condition=Q(answer="", answered_by=None, answered_at=None)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.text[:40]}"


class Invitee(models.Model):
    """A school that was told of the call, and whether it has opened the letter's link."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="invitees")
    school = models.ForeignKey(School, models.PROTECT, related_name="+")
    email = models.EmailField()
    token_digest = models.CharField(max_length=64, unique=True)
    invited_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    # One kind reminder, never two.
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["call", "school"], name="school_is_invited_once_to_a_call"
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id}: {self.school_id}"
