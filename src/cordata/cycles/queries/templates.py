"""The library of goals: its words by language, who began from it, what is offered to whom."""

from collections.abc import Collection, Iterable

from django.db.models import Prefetch, QuerySet

from cordata.accounts.models import User
from cordata.cycles.models import (
    Goal,
    GoalTemplate,
    PlanningTalk,
    TemplateOffer,
    TemplateUse,
    TemplateWords,
)
from cordata.networks.models import Country, Interest, Participation
from cordata.networks.queries import countries_coordinated_by

NEWEST_FIRST = Prefetch(
    "words", TemplateWords.objects.order_by("-number", "-pk"), to_attr="all_words"
)


def templates_written_by(person: User) -> QuerySet[GoalTemplate]:
    """The set-wise twin of ``rules.may_write_templates``: also those that are retired."""
    countries = countries_coordinated_by(person).values("pk")
    found = GoalTemplate.objects.filter(country__in=countries).select_related(
        "country", "topic"
    )
    return found.prefetch_related(NEWEST_FIRST).order_by("topic__position", "pk")


def templates_for(country: Country) -> QuerySet[GoalTemplate]:
    """What schools of a country may begin from, by topic."""
    return templates_ever_for(country).filter(retired_at=None)


def templates_ever_for(country: Country) -> QuerySet[GoalTemplate]:
    """The same with those that are retired: a school may be writing on the page of one."""
    found = GoalTemplate.objects.filter(country=country).select_related("topic")
    return found.prefetch_related(NEWEST_FIRST).order_by("topic__position", "pk")


def words_in(template: GoalTemplate, languages: Iterable[str]) -> TemplateWords | None:
    """The newest words in the first of these languages that has any, else in any."""
    newest = newest_words(template)
    for language in languages:
        if language in newest:
            return newest[language]
    return next(iter(newest.values()), None)


def newest_words(template: GoalTemplate) -> dict[str, TemplateWords]:
    """By language: the words that hold."""
    every = getattr(template, "all_words", None)
    if every is None:
        every = template.words.order_by("-number", "-pk")
    newest: dict[str, TemplateWords] = {}
    for words in every:
        newest.setdefault(words.language, words)
    return newest


def by_need(
    templates: Iterable[GoalTemplate], participation: Participation
) -> list[GoalTemplate]:
    """Those about what a school needs first; what it offers is no goal of its own."""
    needed = participation.interests.filter(direction=Interest.Direction.NEEDS)
    mine = set(needed.values_list("topic", flat=True))
    return sorted(templates, key=lambda one: one.topic_id not in mine)


def running_uses(template: GoalTemplate) -> list[TemplateUse]:
    """Goals of now that began from a template, each with what is ``.open`` for it."""
    waiting = TemplateOffer.objects.filter(accepted=None)
    found = template_uses().filter(words__template=template, goal__dropped_at=None)
    with_offers = found.prefetch_related(Prefetch("offers", waiting, to_attr="open"))
    return list(with_offers.order_by("goal__participation__school__name", "pk"))


def template_uses() -> QuerySet[TemplateUse]:
    """Goals tied to templates, with their schools."""
    return TemplateUse.objects.select_related("goal__participation__school", "words")


def touched_by(words: TemplateWords) -> list[TemplateUse]:
    """Running goals that stand on older words of the same language and were not asked yet."""
    found = template_uses().filter(
        words__template=words.template_id,
        words__language=words.language,
        words__number__lt=words.number,
        goal__dropped_at=None,
    )
    return list(found.exclude(offers__words=words).order_by("goal__participation", "pk"))


def offer_for(goal: Goal) -> TemplateOffer | None:
    """The new words that wait for the school's answer."""
    waiting = TemplateOffer.objects.filter(use__goal=goal, accepted=None)
    return waiting.select_related("words", "offered_by").order_by("-words__number").first()


def open_talk(participation: Participation) -> PlanningTalk | None:
    """The planning talk that has not become a goal yet."""
    return participation.planning_talks.filter(goal=None, proposal=None).first()


def offers_waiting_for(participations: Collection[int]) -> QuerySet[TemplateOffer]:
    """New words that these schools (keys) have not answered, longest first."""
    waiting = TemplateOffer.objects.filter(
        accepted=None,
        use__goal__dropped_at=None,
        use__goal__participation__in=participations,
        use__goal__participation__withdrawn_at=None,
    )
    return waiting.order_by("pk")
