"""What mentor schools say of a proposal before it is published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models.matching import Draft
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class CommentRound(models.Model):
    """Until a day, each mentor school sees its own proposed cluster and says what it thinks."""

    public_id = PublicIdField(prefix="rnd")
    draft = models.OneToOneField(Draft, models.CASCADE, related_name="comment_round")
    until = models.DateField(_("comments until"))
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.draft} until {self.until}"


class Comment(models.Model):
    """One mentor school's view of the cluster it would lead. The last one counts."""

    class View(models.TextChoices):
        AGREES = "agrees", _("We agree")
        CONCERN = "concern", _("We have a concern")

    round = models.ForeignKey(CommentRound, models.CASCADE, related_name="comments")
    mentor = models.ForeignKey(Participation, models.CASCADE, related_name="+")
    view = models.CharField(_("what you think"), max_length=7, choices=View)
    text = models.CharField(_("in your words"), max_length=1000, blank=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "mentor"], name="mentor_comments_a_round_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id}: {self.view}"
