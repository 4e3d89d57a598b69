"""What a school sends: answers saved as typed, papers, declarations of others."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.calls.models.call import Call, Criterion, Paper, Stratum
from cordata.kit.fields import PublicIdField
from cordata.networks.models import Participation
from cordata.schools.models import School


class ReadyCluster(models.Model):
    """Schools that apply together: one leads, the others join by a link.

    Its link is the public id, signed: whoever has it may join, nobody can guess it.
    """

    public_id = PublicIdField(prefix="rea")
    call = models.ForeignKey(Call, models.PROTECT, related_name="ready_clusters")
    name = models.CharField(_("name"), max_length=120)
    aim = models.CharField(_("what you want to do together"), max_length=300, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class Application(models.Model):
    """One school's application to one call.

    Begun from a public link without an account; whoever has its link may go on, on any
    device. Sent once, then changeable until the call closes: ``sent`` is what counts.
    """

    class State(models.TextChoices):
        STARTED = "started", _("Started")
        SENT = "sent", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    public_id = PublicIdField(prefix="app")
    call = models.ForeignKey(Call, models.PROTECT, related_name="applications")
    school = models.ForeignKey(School, models.PROTECT, related_name="applications")
    side = models.CharField(_("role"), max_length=6, choices=Participation.Side)
    ready_cluster = models.ForeignKey(
        ReadyCluster, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    state = models.CharField(max_length=9, choices=State, default=State.STARTED)
    language = models.CharField(max_length=2)
    contact_name = models.CharField(_("your name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("your e-mail address"))
    token_digest = models.CharField(max_length=64, unique=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    started_at = models.DateTimeField(auto_now_add=True)
    saved_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)

    # Set when it is sent the first time, and kept: IT-26-041.
    number = models.CharField(max_length=24, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by = models.CharField(max_length=120, blank=True)
    # Everything as it was sent last: what assessors read and the PDF shows.
    sent = models.JSONField(default=dict, blank=True)
    stratum = models.ForeignKey(
        Stratum, models.SET_NULL, null=True, blank=True, related_name="applications"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["ready_cluster"],
                condition=Q(side="mentor") & ~Q(state="withdrawn"),
                name="ready_cluster_has_one_mentor_school",
            ),
            models.UniqueConstraint(
                fields=["call", "school"],
                condition=~Q(state="withdrawn"),
                name="school_applies_once_to_a_call",
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=~Q(number=""),
                name="application_number_is_unique",
            ),
            models.CheckConstraint(
                name="sent_application_has_number_and_time",
                condition=~Q(state="sent") | (~Q(number="") & Q(sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="withdrawn_application_has_a_time",
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["call", "state"], name="applications_of_a_call"),
        ]

    def __str__(self) -> str:
        return self.number or self.public_id


class Answer(models.Model):
    """One field of an application, saved as typed.

    A row for each field, so that two people of one school who type at once lose nothing:
    on one and the same field, the later sees both versions.
    """

    application = models.ForeignKey(Application, models.CASCADE, related_name="answers")
    # As in motivation, evidence:cri_1a2b, interest:inclusion, min_places.
    field = models.CharField(max_length=60)
    value = models.JSONField(default=str, blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "field"], name="application_answers_a_field_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.field}"


class Declaration(models.Model):
    """The agreement of the head, or of the founder, given by their own link."""

    class Kind(models.TextChoices):
        HEAD = "head", _("Agreement of the head")
        FOUNDER = "founder", _("Declaration of the founder")

    public_id = PublicIdField(prefix="dec")
    application = models.ForeignKey(Application, models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=7, choices=Kind)
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail address"))
    token_digest = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    # The words agreed to, in the language they were read in.
    words = models.TextField(blank=True)
    signed_as = models.CharField(_("your name and office"), max_length=200, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    declined_why = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "kind"], name="declaration_is_asked_of_one_person"
            ),
            models.CheckConstraint(
                name="declaration_is_not_both",
                condition=Q(agreed_at=None) | Q(declined_at=None),
            ),
            models.CheckConstraint(
                name="agreed_declaration_has_words_and_name",
                condition=Q(agreed_at=None) | (~Q(words="") & ~Q(signed_as="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind}"


class Attachment(models.Model):
    """A file that goes along: for a paper that is asked for, or as evidence."""

    public_id = PublicIdField(prefix="att")
    application = models.ForeignKey(Application, models.CASCADE, related_name="attachments")
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, blank=True, related_name="+")
    criterion = models.ForeignKey(
        Criterion, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Public id of the stored file.
    file = models.CharField(max_length=24)
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    attached_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="attachment_is_for_one_thing",
                condition=Q(paper=None) | Q(criterion=None),
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolQuestion(models.Model):
    """What assessors ask a school; it answers by the letter's link, into the page."""

    public_id = PublicIdField(prefix="ask")
    application = models.ForeignKey(Application, models.CASCADE, related_name="questions")
    text = models.TextField(_("question"))
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    token_digest = models.CharField(max_length=64, unique=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="answer_of_a_school_has_a_time",
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
            )
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.text[:40]}"
