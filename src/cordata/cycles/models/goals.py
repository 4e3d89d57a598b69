"""Goals of a school in its cluster: why, how one will know, and how far it is."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation, Topic

MOST_GOALS = 3


class Goal(models.Model):
    """One goal of a school for its year: a sentence, its reason, and what will show it.

    How one will know is written first and stays; how far it is, the school says itself.
    """

    class Stop(models.TextChoices):
        AGREED = "agreed", pgettext_lazy("a goal", "Agreed")
        TRYING = "trying", _("Trying it")
        SEVERAL = "several", _("In several classes")
        PART = "part", _("Part of our work")

    public_id = PublicIdField(prefix="gol")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="goals")
    # One of three: the database refuses a fourth.
    place = models.PositiveSmallIntegerField()
    text = models.CharField(_("goal"), max_length=300)
    why = models.CharField(_("why"), max_length=300)
    success = models.CharField(_("how we will know"), max_length=300)
    language = models.CharField(max_length=2, blank=True)  # that it is written in
    topic = models.ForeignKey(
        Topic, models.PROTECT, null=True, blank=True, related_name="goals"
    )
    stop = models.CharField(max_length=7, choices=Stop, default=Stop.AGREED)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now_add=True)
    # When the school last said how far it is, as ``stop`` is what it said; at first, when set.
    said_at = models.DateTimeField(default=timezone.now)
    # When its words were chosen last, after it was set: a review may ask for it.
    worded_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "place"],
                condition=Q(dropped_at=None),
                name="school_has_one_goal_in_a_place",
            ),
            models.CheckConstraint(
                name="school_has_at_most_three_goals",
                condition=Q(place__gte=1, place__lte=MOST_GOALS),
            ),
            models.CheckConstraint(
                name="dropped_goal_has_a_reason",
                condition=Q(dropped_at=None) | ~Q(dropped_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def route(self) -> list[tuple[str, str]]:
        """Each stop, and whether it lies behind ("done"), is "here", or is ahead ("")."""
        stops = list(Goal.Stop)
        here = stops.index(Goal.Stop(self.stop))
        return [
            (str(stop.label), "here" if at == here else "done" if at < here else "")
            for at, stop in enumerate(stops)
        ]


class Stand(models.Model):
    """Where a goal stood on a day, in a sentence of the school. History: never changed."""

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="stands")
    stop = models.CharField(_("how far it is"), max_length=7, choices=Goal.Stop)
    sentence = models.CharField(_("in a sentence"), max_length=300)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now_add=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        indexes = [models.Index(fields=["goal", "said_at"], name="moves_of_a_goal")]

    def __str__(self) -> str:
        return f"{self.goal_id}: {self.stop}"


class Step(models.Model):
    """Something that somebody does for a goal, by a day."""

    public_id = PublicIdField(prefix="stp")
    goal = models.ForeignKey(Goal, models.CASCADE, related_name="steps")
    text = models.CharField(_("what"), max_length=300)
    owner = models.CharField(_("who"), max_length=120)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="step_is_done_after_it_is_added",
                condition=Q(done_at=None) | Q(done_at__gte=F("added_at")),
            )
        ]

    def __str__(self) -> str:
        return self.text
