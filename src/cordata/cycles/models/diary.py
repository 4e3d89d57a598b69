"""The diary of a school in its cluster, and what of it the public may read."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.cycles.models.activities import Activity
from cordata.cycles.models.goals import Goal
from cordata.documents.models import StoredFile
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation


class DiaryEntry(models.Model):
    """What a school did, decided or learned on a day. Taken out, it is read by nobody."""

    class Kind(models.TextChoices):
        ACTION = "action", _("Something we did")
        DECISION = "decision", _("Something we decided")
        LEARNING = "learning", _("Something we learned")

    class Readers(models.TextChoices):
        """Each reads what the one before reads, and more people do."""

        CLUSTER = "cluster", _("The cluster and its coordinators")
        COUNTRY = "country", _("The cluster and all schools of the cohort")
        RESEARCHERS = (
            "researchers",
            _("The cluster, the schools of the cohort and researchers of the programme"),
        )

    public_id = PublicIdField(prefix="dia")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="diary")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="diary")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(_("text"))
    # What pages show, cleaned when it was written.
    html = models.TextField()
    happened_on = models.DateField()
    goal = models.ForeignKey(Goal, models.PROTECT, null=True, blank=True, related_name="diary")
    activity = models.ForeignKey(
        Activity, models.PROTECT, null=True, blank=True, related_name="diary"
    )
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    video = models.URLField(max_length=300, blank=True)
    readers = models.CharField(max_length=11, choices=Readers, default=Readers.CLUSTER)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)
    taken_out_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    # What the page carried when it was sent: sent twice, it is still one entry.
    receipt = models.UUIDField(null=True, unique=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(name="diary_entry_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="diary_video_is_a_safe_link",
                condition=Q(video="") | Q(video__startswith="https://"),
            ),
        ]
        indexes = [models.Index(fields=["cluster", "-happened_on"], name="diary_of_a_cluster")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"

    @property
    def has_picture(self) -> bool:
        """Whether its file is one that a page can show."""
        return self.file is not None and self.file.kind.startswith("image/")


class PublicPost(models.Model):
    """An entry in words for everybody: proposed by the school, approved by a coordinator."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for the coordinator")
        APPROVED = "approved", _("Public")
        RETURNED = "returned", _("Sent back")
        TAKEN_BACK = "taken_back", _("Taken back by the school")

    class Consent(models.TextChoices):
        NOBODY = "nobody", _("No pupil can be recognised in it")
        WRITTEN = "written", _("Some can, and there is written consent for each of them")

    public_id = PublicIdField(prefix="pst")
    entry = models.ForeignKey(DiaryEntry, models.PROTECT, related_name="posts")
    language = models.CharField(max_length=2)
    title = models.CharField(max_length=120)
    text = models.TextField(_("text"))
    # As it was when the post was proposed: what is public is what was read.
    video = models.URLField(max_length=300, blank=True)
    with_picture = models.BooleanField(default=False)
    consent = models.CharField(max_length=7, choices=Consent, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_video_is_a_safe_link",
                condition=Q(video="") | Q(video__startswith="https://"),
            ),
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(state__in=["waiting", "approved"]),
                name="diary_entry_has_one_post_at_a_time",
            ),
            models.CheckConstraint(
                name="post_decision_has_a_time",
                condition=Q(state="waiting", decided_at=None)
                | (~Q(state="waiting") & Q(decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="post_sent_back_says_why", condition=~Q(state="returned") | ~Q(reason="")
            ),
            models.CheckConstraint(
                name="picture_in_public_has_its_consent",
                condition=Q(with_picture=False) | ~Q(consent=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title
