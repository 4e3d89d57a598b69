"""Schools, sites and legal entities are three things, and registers tell of all three."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.kit.fields import PublicIdField


class LegalEntity(models.Model):
    """Who answers for a school in law: a founder, a board, an agrupamento."""

    public_id = PublicIdField(prefix="leg")
    country = models.CharField(max_length=2)
    national_code = models.CharField(max_length=60)
    name = models.CharField(max_length=250)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "national_code"], name="legal_entity_code_is_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class School(models.Model):
    """The partner in mentoring: one head, one or several sites. Outlives its people."""

    public_id = PublicIdField(prefix="sch")
    country = models.CharField(max_length=2)
    national_code = models.CharField(max_length=60)
    name = models.CharField(max_length=250)
    # Folded name, municipality and code, for searching without accents.
    search_text = models.CharField(max_length=500, blank=True, db_index=True)
    legal_entity = models.ForeignKey(
        LegalEntity, models.PROTECT, null=True, blank=True, related_name="schools"
    )
    kind = models.CharField(_("kind of school"), max_length=120, blank=True)
    levels = models.JSONField(_("ISCED levels"), default=list)
    # The same as text, " 1 2 ": searchable in both databases.
    level_text = models.CharField(max_length=60, blank=True)
    language = models.CharField(_("language of teaching"), max_length=2, blank=True)
    sector = models.CharField(max_length=12, blank=True)
    pupils = models.PositiveIntegerField(null=True, blank=True)
    rurality = models.CharField(max_length=12, blank=True)
    mountain = models.BooleanField(default=False)
    island = models.BooleanField(default=False)
    main_site = models.OneToOneField(
        "Site", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    website = models.URLField(blank=True)
    listed = models.BooleanField(_("shown in the directory"), default=True)
    # The layout of the register that last told of it: a file closes only its own schools.
    register = models.CharField(max_length=30, blank=True)
    # False only for the invented schools of a demo.
    from_register = models.BooleanField(default=True)
    opened_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["country", "national_code"], name="school_code_is_unique"
            ),
            models.CheckConstraint(
                name="school_closes_after_it_opens",
                condition=Q(closed_on=None)
                | Q(opened_on=None)
                | Q(closed_on__gte=models.F("opened_on")),
            ),
        ]
        indexes = [models.Index(fields=["country", "name"], name="school_by_country_and_name")]

    def __str__(self) -> str:
        return self.name

    @property
    def municipality(self) -> str:
        """Where its main site stands, or an empty word."""
        return self.main_site.municipality if self.main_site else ""

    @property
    def region(self) -> str:
        """The region of its main site, or an empty word."""
        return self.main_site.region if self.main_site else ""


class Site(models.Model):
    """A place where a school teaches: a plesso, a vestigingsplaats."""

    public_id = PublicIdField(prefix="sit")
    school = models.ForeignKey(School, models.CASCADE, related_name="sites")
    site_code = models.CharField(max_length=60)
    name = models.CharField(max_length=250)
    address = models.CharField(max_length=250, blank=True)
    postcode = models.CharField(max_length=12, blank=True)
    municipality = models.CharField(max_length=120, blank=True)
    municipality_code = models.CharField(max_length=20, blank=True)
    province = models.CharField(max_length=80, blank=True)
    region = models.CharField(max_length=80, blank=True, db_index=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    # How exact the position is: site, postcode, municipality, none.
    precision = models.CharField(max_length=12, default="none")
    pupils = models.PositiveIntegerField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "site_code"], name="site_code_is_unique"),
            models.CheckConstraint(
                name="site_position_is_on_earth",
                condition=Q(lat=None, lon=None)
                | Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PriorityFlag(models.Model):
    """Why a school comes first, with who says so and since when."""

    class Reason(models.TextChoices):
        RURAL = "rural", _("Rural or isolated")
        DISADVANTAGED = "disadvantaged", _("Many pupils at a disadvantage")
        SMALL = "small", _("Small school")
        OTHER = "other", _("Other reason")

    school = models.ForeignKey(School, models.CASCADE, related_name="priority_flags")
    reason = models.CharField(max_length=14, choices=Reason)
    source = models.CharField(_("source"), max_length=200)
    dated_on = models.DateField(_("date"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "reason"], name="priority_reason_is_given_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school}: {self.reason}"


class SchoolChange(models.Model):
    """What a school was called or counted before: one line per changed fact."""

    school = models.ForeignKey(School, models.CASCADE, related_name="changes")
    field = models.CharField(max_length=40)
    before = models.CharField(max_length=250, blank=True)
    after = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    register_import = models.ForeignKey(
        "RegisterImport", models.SET_NULL, null=True, blank=True, related_name="changes"
    )

    def __str__(self) -> str:
        return f"{self.school_id}: {self.field} {self.before!r} -> {self.after!r}"


class Succession(models.Model):
    """One school came out of another: a merger has many befores, a split many afters."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("Merged into")
        SPLIT = "split", _("Split from")

    before = models.ForeignKey(School, models.PROTECT, related_name="successors")
    after = models.ForeignKey(School, models.PROTECT, related_name="predecessors")
    kind = models.CharField(max_length=6, choices=Kind)
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["before", "after"], name="succession_is_told_once"),
            models.CheckConstraint(
                name="school_does_not_succeed_itself", condition=~Q(before=models.F("after"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before_id} {self.kind} {self.after_id}"


class RegisterImport(models.Model):
    """One register file on its way in: checked first, then taken in whole or not at all."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for you to say which column is which")
        UPLOADED = "uploaded", _("Being checked")
        CHECKED = "checked", _("Checked, waiting for your decision")
        RUNNING = "running", _("Being taken in")
        DONE = "done", _("Taken in")
        REFUSED = "refused", _("Not a register we can read")
        FAILED = "failed", _("Stopped; nothing was changed")

    public_id = PublicIdField(prefix="imp")
    country = models.CharField(max_length=2)
    layout = models.CharField(max_length=30)
    mapping = models.JSONField(default=dict)
    file_name = models.CharField(max_length=200)
    file_digest = models.CharField(max_length=64)
    content = models.BinaryField()
    state = models.CharField(max_length=9, choices=State, default=State.UPLOADED)
    # rows read, schools and sites new, changed, unchanged, gone; filled by the check.
    summary = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    # Every change that was shown, packed: what is written is this, or nothing.
    told = models.BinaryField(default=b"")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"
