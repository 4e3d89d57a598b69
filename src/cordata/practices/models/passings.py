"""One school learned a practice from another."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from cordata.kit.fields import PublicIdField
from cordata.practices.models.tellings import Practice
from cordata.schools.models import School


class Passing(models.Model):
    """Told by one of the two schools, confirmed by the other; either can take it back.

    told_for  the school for which it was told; the other one confirms
    changed   what the learning school does otherwise, in ``language``
    """

    public_id = PublicIdField(prefix="pas")
    practice = models.ForeignKey(Practice, models.PROTECT, related_name="passings")
    teacher = models.ForeignKey(School, models.PROTECT, related_name="+")
    learner = models.ForeignKey(School, models.PROTECT, related_name="+")
    learned_on = models.DateField()
    changed = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=2)
    told_for = models.ForeignKey(School, models.PROTECT, related_name="+")
    told_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    told_at = models.DateTimeField(auto_now_add=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["practice", "learner"],
                condition=Q(ended_at=None),
                name="school_learns_a_practice_once",
            ),
            models.CheckConstraint(
                name="school_learns_from_another", condition=~Q(teacher=F("learner"))
            ),
            models.CheckConstraint(
                name="passing_is_told_for_one_of_its_schools",
                condition=Q(told_for=F("teacher")) | Q(told_for=F("learner")),
            ),
            models.CheckConstraint(
                name="confirmed_passing_has_name_and_time",
                condition=Q(confirmed_by=None, confirmed_at=None)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ended_passing_has_name_and_time",
                condition=Q(ended_by=None, ended_at=None)
                | Q(ended_by__isnull=False, ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.practice_id}: {self.teacher_id} -> {self.learner_id}"

    @property
    def confirmed_for_id(self) -> int:
        """The school that has to confirm it, or did (its key)."""
        return self.learner_id if self.told_for_id == self.teacher_id else self.teacher_id
