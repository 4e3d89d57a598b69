"""From a frozen table over what was asked of it to what came out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cordata.evidence.models.projects import Project
from cordata.kit.fields import PublicIdField


class FrozenTable(models.Model):
    """Rows as they were on a day, built by a declared query from frozen rounds and records.

    It names schools and never leaves; what may be published is its ``seal``.

    kind, params  which query of ``queries.tables``, with its version, and what it was told
    content       Parquet
    address       of the logical content; ``seal`` a commitment to it, opened by ``nonce``
    sources       [{"id": snapshot, "address": ...}] what it was built from
    rows          how many
    data_known_at when the last round closed that it reads: what is asked later is exploratory
    members       by the first key of a row that sums up several schools: which; {} where a row is
                  one school, or no answers stand behind it. It names those that gave answers
                  to it for good, whoever took them back by its sign
    withheld      one sign for each school that took its answers back since: its rows are gone
    kept_address  of the rows that are left then; ``address`` and ``seal`` stay those of all
    """

    public_id = PublicIdField(prefix="tab")
    project = models.ForeignKey(Project, models.PROTECT, related_name="tables")
    kind = models.CharField(max_length=40)
    params = models.JSONField()
    content = models.BinaryField()
    address = models.CharField(max_length=80)
    seal = models.CharField(max_length=80)
    nonce = models.CharField(max_length=64)
    sources = models.JSONField()
    rows = models.PositiveIntegerField()
    data_known_at = models.DateTimeField(null=True)
    members = models.JSONField(default=dict, blank=True)
    withheld = models.JSONField(default=list, blank=True)
    kept_address = models.CharField(max_length=80, blank=True)
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} ({self.public_id})"


class Analysis(models.Model):
    """What is asked of a kind of table, written down before it is computed; it never changes.

    ask      {"method", "seed", "spec"} as ``analysis.methods.read_ask`` reads it
    address  of the method and its spec
    is_confirmatory  no outcome was known yet on the day it was registered; looked up, never said
    comparisons      how many such questions are looked at together, this one among them
    """

    public_id = PublicIdField(prefix="ana")
    project = models.ForeignKey(Project, models.PROTECT, related_name="analyses")
    title = models.CharField(_("title"), max_length=200)
    expects = models.TextField(_("what we expect, and why"), max_length=1000)
    kind = models.CharField(max_length=40)
    params = models.JSONField()
    ask = models.JSONField()
    address = models.CharField(max_length=80)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    registered_at = models.DateTimeField(auto_now_add=True)
    is_confirmatory = models.BooleanField(default=False)
    comparisons = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="analysis_is_one_of_its_comparisons", condition=Q(comparisons__gte=1)
            )
        ]

    def __str__(self) -> str:
        return self.title


class Run(models.Model):
    """One computation: a registered analysis on a frozen table.

    document  {"ask", "code", "environment", "result", "addresses"} as ``analysis.runs`` wrote it
    """

    public_id = PublicIdField(prefix="run")
    analysis = models.ForeignKey(Analysis, models.PROTECT, related_name="runs")
    table = models.ForeignKey(FrozenTable, models.PROTECT, related_name="runs")
    document = models.JSONField()
    refused = models.BooleanField()
    ran_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    ran_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["analysis", "table"], name="analysis_runs_once_on_a_table"
            ),
            models.CheckConstraint(
                name="run_knows_whether_it_was_refused",
                condition=Q(refused=True, document__result__refused=True)
                | Q(refused=False, document__result__refused=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def was_registered_before(self) -> bool:
        """Whether the question stood before anybody could know the answers."""
        known = self.table.data_known_at
        return known is not None and self.analysis.registered_at < known
