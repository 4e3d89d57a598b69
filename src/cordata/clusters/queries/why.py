"""Why a school is where it is, and what any other place would cost."""

from dataclasses import dataclass

from cordata.analysis.matching.rules import Model
from cordata.analysis.matching.why import Pair, WhyNot
from cordata.analysis.registers.gazetteer import fold
from cordata.clusters.models import Draft, Plan
from cordata.clusters.queries.explain import explainer_of
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import taking_part
from cordata.networks.queries.topics import labels

SHOWN = 12


@dataclass(frozen=True)
class Mover:
    """A school that would move, and where to; None is "without a mentor"."""

    school: Participation
    before: Participation | None
    after: Participation | None


@dataclass(frozen=True)
class Place:
    """One other mentor for a school, with its price and who would move."""

    mentor: Participation
    option: WhyNot
    movers: list[Mover]
    minutes_more: int | None
    needs_met: list[str]
    online: bool


@dataclass(frozen=True)
class Why:
    """Why a school is tied to its mentor."""

    school: Participation
    mentor: Participation
    pair: Pair
    needs_met: list[str]
    needs_unmet: list[str]
    next_best: Place | None


@dataclass(frozen=True)
class Now:
    """Where a school is now."""

    mentor: Participation
    pair: Pair


def why_tied(plan: Plan, school: str) -> Why | None:
    """The four parts of a school's tie, and its next best place; None if it has none."""
    explainer = explainer_of(plan)
    if school not in explainer.inputs.mentee_at:
        return None
    pair = explainer.tied(school)
    schools = _schools(plan.draft)
    if pair is None or school not in schools:
        return None
    words = labels()
    next_best = explainer.price_of_parting(school)
    return Why(
        school=schools[school],
        mentor=schools[pair.mentor],
        pair=pair,
        needs_met=[words[topic] for topic in pair.needs_met],
        needs_unmet=[words[topic] for topic in pair.needs_unmet],
        next_best=_place(next_best, pair, schools, words) if next_best else None,
    )


def place_now(draft: Draft, school: Participation) -> Now | None:
    """The mentor a school has in the chosen plan."""
    if draft.chosen is None:
        return None
    explainer = explainer_of(draft.chosen)
    if school.public_id not in explainer.inputs.mentee_at:
        return None
    pair = explainer.tied(school.public_id)
    if pair is None:
        return None
    return Now(_schools(draft)[pair.mentor], pair)


def places_for(draft: Draft, school: Participation, wanted: str = "") -> list[Place]:
    """Other mentors for a school, best first: the nearest dozen, or those that match words."""
    if draft.chosen is None:
        return []
    explainer = explainer_of(draft.chosen)
    if school.public_id not in explainer.inputs.mentee_at:
        return []
    schools, words = _schools(draft), labels()
    found = explainer.elsewhere(school.public_id)
    if wanted:
        found = [
            one for one in found if fold(wanted) in fold(schools[one.pair.mentor].school.name)
        ]
    now = explainer.tied(school.public_id)
    return [_place(one, now, schools, words) for one in found[:SHOWN]]


def price_of_forbidding(draft: Draft, school: Participation) -> Place | None:
    """What never tying a school to its present mentor costs."""
    if draft.chosen is None:
        return None
    explainer = explainer_of(draft.chosen)
    option = explainer.price_of_parting(school.public_id)
    if option is None:
        return None
    now = explainer.tied(school.public_id)
    return _place(option, now, _schools(draft), labels())


def is_virtual(draft: Draft) -> bool:
    """Whether ties of this draft are online by rule."""
    return bool(draft.inputs["rules"]["model"] == Model.VIRTUAL.value)


def _schools(draft: Draft) -> dict[str, Participation]:
    return {one.public_id: one for one in taking_part(draft.cohort)}


def _place(
    option: WhyNot, now: Pair | None, schools: dict[str, Participation], words: dict[str, str]
) -> Place:
    return Place(
        mentor=schools[option.pair.mentor],
        option=option,
        movers=[
            Mover(schools[who], schools.get(before), schools.get(after))
            for who, before, after in option.moves
            if who in schools
        ],
        minutes_more=option.pair.minutes - now.minutes if now else None,
        needs_met=[words[topic] for topic in option.pair.needs_met],
        online=option.pair.online,
    )
