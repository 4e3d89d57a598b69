"""What a school proposes to its mentor school as a goal, until both say yes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.cycles.models.goals import Goal
from cordata.cycles.models.grounds import Grounded
from cordata.cycles.models.templates import TemplateWords
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation, Topic


class Proposal(Grounded):
    """One proposed goal. The mentor school's yes makes a goal of it; a no says why.

    Declined, it may be worded anew: once, as a proposal of its own that follows it.
    """

    class Answer(models.TextChoices):
        OPEN = "", _("not answered yet")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("not now")

    public_id = PublicIdField(prefix="gpr")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    text = models.CharField(_("goal"), max_length=300)
    why = models.CharField(_("why"), max_length=300)
    success = models.CharField(_("how we will know"), max_length=300)
    language = models.CharField(max_length=2, blank=True)  # that it is written in
    topic = models.ForeignKey(Topic, models.PROTECT, null=True, blank=True, related_name="+")
    # What goes into the plan with it: [{"text": ..., "owner": ..., "due_on": a day or ""}, ...]
    steps = models.JSONField(default=list, blank=True)
    # The words that it began from.
    template = models.ForeignKey(
        TemplateWords, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    # Of its sending and its place there: one sending proposes up to three.
    receipt = models.UUIDField(null=True, unique=True, editable=False)
    answer = models.CharField(max_length=8, choices=Answer, default=Answer.OPEN, blank=True)
    note = models.CharField(_("why not now"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    goal = models.OneToOneField(
        Goal, models.PROTECT, null=True, blank=True, related_name="proposal"
    )
    # The declined one that this says better.
    earlier = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="later"
    )

    class Meta:
        constraints = [
            *Grounded.Meta.constraints,
            models.CheckConstraint(
                name="answered_proposal_has_a_time",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="agreed_proposal_is_a_goal",
                condition=Q(answer="agreed", goal__isnull=False)
                | (~Q(answer="agreed") & Q(goal=None)),
            ),
            models.CheckConstraint(
                name="declined_proposal_says_why",
                condition=~Q(answer="declined") | ~Q(note=""),
            ),
        ]

    def __str__(self) -> str:
        return self.text
