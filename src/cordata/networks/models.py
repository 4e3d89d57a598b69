"""Programmes, countries, cohorts, and how a school takes part."""

import json
from functools import cache
from pathlib import Path

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cordata.documents.models import Document
from cordata.kit.fields import PublicIdField
from cordata.schools.models import School

# What a country may have its own words for.
CONCEPTS = ("cluster", "mentor", "mentee")


@cache
def country_names() -> dict[str, dict[str, str]]:
    """Names of countries by code and language, from Unicode CLDR (Unicode Licence v3)."""
    names: dict[str, dict[str, str]] = json.loads(
        Path(__file__).with_name("country_names.json").read_text(encoding="utf-8")
    )
    return names


class Programme(models.Model):
    """A network with a name and a span of years, in several countries."""

    public_id = PublicIdField(prefix="pro")
    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    about = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="programme_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Country(models.Model):
    """A country and its own words: some call a cluster otherwise, some avoid "mentee"."""

    code = models.CharField(max_length=2, primary_key=True)
    languages = models.JSONField(_("languages"), default=list)
    time_zone = models.CharField(max_length=40, default="Europe/Brussels")
    # By concept, then language: {"one": ..., "many": ...}.
    words = models.JSONField(_("own words"), default=dict, blank=True)
    about = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(blank=True)
    # Counted up on each save of settings: the later of two editors sees both versions.
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called in the language of the page."""
        return country_names().get(self.code, {}).get(get_language() or "en", self.code)

    @property
    def public_id(self) -> str:
        """A country is cited by its code."""
        return self.code


class Topic(models.Model):
    """One word of the shared vocabulary of needs and offers."""

    slug = models.SlugField(max_length=40, unique=True)
    labels = models.JSONField(default=dict)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The topic in the language of the page, else in English, else its slug."""
        labels: dict[str, str] = self.labels
        return labels.get(get_language() or "en") or labels.get("en") or self.slug

    @property
    def public_id(self) -> str:
        """A topic is cited by its slug."""
        return self.slug[:24]


class Cohort(models.Model):
    """One country's year in a programme: the schools that are matched together."""

    public_id = PublicIdField(prefix="coh")
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="cohorts")
    country = models.ForeignKey(Country, models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120)
    starts_on = models.DateField(_("starts"))
    ends_on = models.DateField(_("ends"))
    # The matching rules as they will be published, as analysis.matching writes them.
    rules = models.JSONField(default=dict)
    rules_version = models.PositiveIntegerField(default=1)
    # Promised to the public by a call: changed only together with a public note.
    rules_promised = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "country", "name"], name="cohort_name_is_unique"
            ),
            models.CheckConstraint(
                name="cohort_ends_after_it_starts", condition=Q(ends_on__gt=F("starts_on"))
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Participation(models.Model):
    """One school taking part in one cohort, to lead or to be accompanied."""

    class Side(models.TextChoices):
        MENTOR = "mentor", _("mentor school")
        MENTEE = "mentee", _("mentee school")

    public_id = PublicIdField(prefix="par")
    cohort = models.ForeignKey(Cohort, models.PROTECT, related_name="participations")
    school = models.ForeignKey(School, models.PROTECT, related_name="participations")
    side = models.CharField(max_length=6, choices=Side)
    # How many schools a mentor can accompany: an interval, 3 to 5, not a wish for "4".
    min_places = models.PositiveSmallIntegerField(_("at least"), default=0)
    max_places = models.PositiveSmallIntegerField(_("at most"), default=0)
    priority = models.BooleanField(_("comes first"), default=False)
    stratum = models.CharField(_("stratum"), max_length=60, blank=True)
    working_languages = models.JSONField(_("working languages"), default=list)
    head_agreed_on = models.DateField(_("head's agreement"), null=True, blank=True)
    can_work_online = models.BooleanField(_("can work online only"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "school"], name="school_takes_part_once_in_a_cohort"
            ),
            models.CheckConstraint(
                name="participation_places_are_an_interval",
                condition=Q(min_places__lte=F("max_places")),
            ),
            models.CheckConstraint(
                name="only_mentors_have_places",
                condition=Q(side="mentor", max_places__gte=1) | Q(side="mentee", max_places=0),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school} ({self.side})"

    @property
    def is_mentor(self) -> bool:
        return self.side == self.Side.MENTOR

    @property
    def direction(self) -> str:
        """Of what is asked of its side first: mentors offer, mentees need."""
        way = Interest.Direction
        return (way.OFFERS if self.is_mentor else way.NEEDS).value


class Interest(models.Model):
    """A topic that a school needs or offers, with its priority from 3 (first) to 1.

    Mentors and mentees say both: roles may turn by topic. Matching reads what mentors offer and
    mentees need. A school that changes its side goes on needing what it needed.
    """

    class Direction(models.TextChoices):
        OFFERS = "offers", _("offers")
        NEEDS = "needs", _("needs")

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="interests")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="interests")
    direction = models.CharField(max_length=6, choices=Direction)
    priority = models.PositiveSmallIntegerField(default=2)
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "topic"], name="topic_is_named_once_by_a_school"
            ),
            models.CheckConstraint(
                name="interest_priority_is_one_to_three",
                condition=Q(priority__gte=1, priority__lte=3),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id}: {self.topic} ({self.priority})"


def opposite(direction: str) -> str:
    """The other way round."""
    way = Interest.Direction
    return (way.NEEDS if direction == way.OFFERS else way.OFFERS).value


class Wish(models.Model):
    """A private wish of one school for another, first is 1. Seen by coordinators only."""

    participation = models.ForeignKey(Participation, models.CASCADE, related_name="wishes")
    wanted = models.ForeignKey(Participation, models.CASCADE, related_name="wished_by")
    rank = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["participation", "wanted"], name="school_wishes_another_once"
            ),
            models.UniqueConstraint(
                fields=["participation", "rank"], name="wish_rank_is_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participation_id} wishes {self.wanted_id} ({self.rank})"
