"""Talk: conversations of a cluster, each post in its writer's own words and language."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from cordata.clusters.models import Cluster
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation

MOST_CHARACTERS = 10_000


class Thread(models.Model):
    """A conversation: a title, and the posts below it."""

    public_id = PublicIdField(prefix="thr")
    cluster = models.ForeignKey(Cluster, models.PROTECT, related_name="threads")
    title = models.CharField(_("what it is about"), max_length=120)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(auto_now_add=True)
    # Kept with each post, so that a list by newest activity reads one index.
    moved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="thread_has_a_title", condition=~Q(title="")),
        ]
        indexes = [models.Index(fields=["cluster", "-moved_at"], name="threads_of_a_cluster")]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """What one person said. Withdrawn, its words are gone and a line stays."""

    public_id = PublicIdField(prefix="pst")
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The school they spoke for; nobody's, if they coordinate.
    school = models.ForeignKey(Participation, models.PROTECT, null=True, related_name="+")
    # Whose answer is asked for, if anybody's.
    asks = models.ForeignKey(
        Participation, models.PROTECT, null=True, blank=True, related_name="questions"
    )
    text = models.TextField(_("text"), max_length=MOST_CHARACTERS)
    # What pages show, cleaned when it was written: fifty posts are read in one query.
    html = models.TextField()
    language = models.CharField(_("language"), max_length=2)
    by_mail = models.BooleanField(default=False)
    # One number for one sending: sent twice over a bad line, it is still one post.
    receipt = models.UUIDField(unique=True, null=True, editable=False)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="post_has_words_until_it_is_withdrawn",
                condition=Q(withdrawn_at=None) & ~Q(text="")
                | Q(withdrawn_at__isnull=False, text="", html=""),
            ),
            models.CheckConstraint(
                name="post_is_edited_after_it_is_written",
                condition=Q(edited_at=None) | Q(edited_at__gte=F("written_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} in {self.thread_id}"


def new_token() -> str:
    """What nobody guesses; small letters and digits, because mail programs change capitals."""
    return secrets.token_hex(16)


class Listener(models.Model):
    """How one person stands to a thread: what they have read, and how they hear of it."""

    class Hears(models.TextChoices):
        AT_ONCE = "at_once", _("A letter at once, for each post")
        WEEKLY = "weekly", _("In the weekly letter")
        NEVER = "never", _("Not at all")

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="listeners")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Empty until they choose or write: schools of the cluster then hear weekly, others do not.
    hears = models.CharField(max_length=7, choices=Hears, blank=True)
    # The key of the last post that was on their screen.
    read_to = models.PositiveBigIntegerField(default=0)
    # Their own address to answer this thread by mail is made of it.
    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["thread", "person"], name="person_stands_to_a_thread_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.thread_id}"
