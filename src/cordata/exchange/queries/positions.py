"""Positions as everybody reads them, and as those who write them do."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.exchange.models import CRITERIA, Draft, Organisation, Position, Stance, Statement
from cordata.exchange.rules import delegations_of
from cordata.guidance.models import Judgement, Recommendation, Version
from cordata.guidance.queries.recommendations import STANDING, published


@dataclass(frozen=True)
class Taken:
    """A published position with the statement that holds now.

    newest  the version of the recommendation that is published now
    """

    position: Position
    statement: Statement
    newest: Version

    @property
    def is_behind(self) -> bool:
        """The recommendation went on, and the organisation has not said anything since."""
        return self.statement.on_id != self.newest.pk

    @property
    def stands(self) -> bool:
        """The recommendation was neither withdrawn nor superseded since."""
        return stands(self.position.recommendation)


def stands(recommendation: Recommendation) -> bool:
    """Whether it can be taken a position on: published, and not withdrawn or superseded since."""
    return recommendation.state in STANDING


def statements() -> QuerySet[Statement]:
    """Everything that was ever published, the last first, with what a line about it needs."""
    found = Statement.objects.select_related(
        "on__recommendation", "position__organisation", "position__recommendation"
    )
    return found.order_by("-published_at", "-pk")


def statements_now() -> QuerySet[Statement]:
    """Of each position the statement that holds: its last."""
    last = Statement.objects.filter(position=OuterRef("position")).order_by("-number")
    return statements().filter(pk=Subquery(last.values("pk")[:1]))


def newest_versions(recommendations: Iterable[int]) -> dict[int, Version]:
    """What is published by now, by the key of the recommendation. One query."""
    found = Version.objects.filter(
        recommendation__in=set(recommendations),
        state=Version.State.PUBLISHED,
        published_at__lte=timezone.now(),
    ).order_by("major", "minor")
    return {one.recommendation_id: one for one in found}


def taken(found: Iterable[Statement], newest: Version | None = None) -> list[Taken]:
    """Statements with the version that is published now.

    newest  that version, where all are on one recommendation and it is there already
    """
    rows = list(found)
    newest_of = (
        newest_versions(one.position.recommendation_id for one in rows)
        if newest is None
        else {newest.recommendation_id: newest}
    )
    return [
        Taken(one.position, one, newest_of.get(one.position.recommendation_id, one.on))
        for one in rows
    ]


def positions_of(recommendation: Recommendation, newest: Version | None = None) -> list[Taken]:
    """Where it is used: every organisation's position, by country and name.

    newest  of its versions, if it is there already
    """
    found = statements_now().filter(position__recommendation=recommendation)
    return taken(
        found.order_by("position__organisation__country", "position__organisation__name", "pk"),
        newest,
    )


def positions_by_country() -> list[Taken]:
    """Every position that holds now, by country, organisation and recommendation."""
    found = statements_now().order_by(
        "position__organisation__country", "position__organisation__name",
        "position__recommendation__number",
    )  # fmt: skip
    return taken(found)


def positions_taken_by(organisation: Organisation) -> list[Taken]:
    """Those of one organisation, by recommendation."""
    found = statements_now().filter(position__organisation=organisation)
    return taken(found.order_by("position__recommendation__number"))


def positions_seen_inside(person: User) -> QuerySet[Position]:
    """Of the organisations a person works for, drafts too: the twin of ``may_see_inside``."""
    mine = Position.objects.filter(organisation__in=delegations_of(person))
    return mine.select_related(
        "organisation", "recommendation", "draft__on", "draft__written_by"
    )


def positions_shown() -> QuerySet[Position]:
    """Those with at least one published statement: everybody reads them."""
    found = Position.objects.filter(statements__isnull=False).distinct()
    return found.select_related("organisation", "recommendation")


def statements_of(position: Position) -> QuerySet[Statement]:
    """Its history, the last first."""
    return statements().filter(position=position).order_by("-number")


def statement_now(position: Position) -> Statement | None:
    """What holds; None before anything is published."""
    return statements_of(position).first()


def open_to(organisation: Organisation) -> QuerySet[Recommendation]:
    """Recommendations that stand, on which an organisation has neither spoken nor begun, in order."""
    said = Statement.objects.filter(position__organisation=organisation)
    begun = Draft.objects.filter(position__organisation=organisation)
    return published().exclude(
        Q(pk__in=said.values("position__recommendation"))
        | Q(pk__in=begun.values("position__recommendation"))
    )


def judged(version: Version) -> dict[str, Judgement]:
    """The panel's own judgements on the five criteria, where it has made them."""
    found = version.judgements.filter(criterion__in=CRITERIA)
    return {one.criterion: one for one in found}


def moved_on(organisation: Organisation) -> list[Taken]:
    """Positions whose recommendation has a newer version: they ask to be looked at again."""
    return [one for one in positions_taken_by(organisation) if one.is_behind]


def neighbours_of(organisation: Organisation, most: int = 6) -> list[Taken]:
    """What others said last on the recommendations, with their reasons."""
    found = statements_now().exclude(position__organisation=organisation)
    return taken(found[:most])


def told_of(position: Position, stance: str) -> QuerySet[Organisation]:
    """Which organisations hear when it is published: those with a position on the same.

    Nobody, where the stance is what it was: republishing is no news.
    """
    now = statement_now(position)
    if now is not None and now.stance == stance:
        return Organisation.objects.none()
    others = Organisation.objects.filter(
        positions__recommendation=position.recommendation,
        positions__statements__isnull=False,
    ).exclude(pk=position.organisation_id)
    return others.distinct().order_by("country", "name", "pk")


def behind_and_untold() -> QuerySet[Position]:
    """Positions on an older version whose organisations have not been told of the newest."""
    newest = Version.objects.filter(
        recommendation=OuterRef("recommendation"), state=Version.State.PUBLISHED
    ).order_by("-major", "-minor")
    last = Statement.objects.filter(position=OuterRef("pk")).order_by("-number")
    found = Position.objects.annotate(
        newest=Subquery(newest.values("pk")[:1]), on=Subquery(last.values("on")[:1])
    )
    found = found.filter(on__isnull=False, newest__isnull=False).exclude(on=F("newest"))
    told = Q(moves__version=F("newest"))
    return found.exclude(pk__in=found.filter(told).values("pk")).order_by("pk")


def sentence(organisation: str, stance: str, on: Version) -> str:
    """Exactly what is published, in the language of the page."""
    facts = {
        "organisation": organisation,
        "number": on.recommendation.number,
        "version": on.name,
    }
    return {
        Stance.ADOPT: _("%(organisation)s adopts recommendation %(number)d (v%(version)s)."),
        Stance.ADAPT: _("%(organisation)s adapts recommendation %(number)d (v%(version)s)."),
        Stance.REVIEW: _(
            "%(organisation)s is reviewing recommendation %(number)d (v%(version)s)."
        ),
        Stance.DECLINE: _(
            "%(organisation)s does not follow recommendation %(number)d (v%(version)s)."
        ),
    }[Stance(stance)] % facts


def sentence_in(language: str, organisation: str, stance: str, on: Version) -> str:
    """The same in another language, for letters."""
    with translation.override(language):
        return sentence(organisation, stance, on)
