"""The fields of an application, which follow from its call and its role."""

from dataclasses import dataclass
from enum import StrEnum

from cordata.calls.models import Application, Criterion, Paper
from cordata.calls.queries.ready import criteria_of
from cordata.networks.models import Topic
from cordata.networks.queries.topics import vocabulary

MOST_TOPICS = 5
MOST_PLACES = 20  # more schools than anybody can accompany


class Lack(StrEnum):
    """What an application still needs before it can be sent."""

    TOPICS = "topics"
    TOO_MANY_TOPICS = "too_many_topics"
    PLACES = "places"
    MOTIVATION = "motivation"
    EVIDENCE = "evidence"
    PAPER = "paper"
    HEAD = "head"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing, with the field or the name of the thing."""

    lack: Lack
    field: str
    name: str = ""


@dataclass(frozen=True)
class Asked:
    """What a call asks of a school in one role."""

    topics: list[Topic]
    criteria: list[Criterion]
    papers: list[Paper]
    is_mentor: bool

    @property
    def fields(self) -> list[str]:
        """Keys of the answers, in the order of the page."""
        places = ["min_places", "max_places"] if self.is_mentor else []
        return [
            *(f"topic:{topic.slug}" for topic in self.topics),
            *places,
            "online",
            "motivation",
            *(f"evidence:{one.public_id}" for one in self.criteria if one.asks_evidence),
            "wrong_in_register",
        ]


def asked_of(application: Application) -> Asked:
    """What the call asks of this application. One query for topics, none for prefetched parts."""
    call, side = application.call, application.side
    topics = [one for one in vocabulary() if not call.topics or one.slug in call.topics]
    papers = [one for one in call.papers.all() if one.side in {side, "both"}]
    return Asked(
        topics,
        criteria_of(call, side),
        sorted(papers, key=lambda one: one.position),
        side == "mentor",
    )


def answers_of(application: Application) -> dict[str, str]:
    """Every answer by field, as it was typed."""
    return {one.field: one.value for one in application.answers.all()}


def versions_of(application: Application) -> dict[str, int]:
    """The version of each answer, which a page sends back."""
    return {one.field: one.version for one in application.answers.all()}


def topics_of(answers: dict[str, str]) -> dict[str, int]:
    """Topics that were named, with their priority."""
    return {
        field.removeprefix("topic:"): int(value)
        for field, value in answers.items()
        if field.startswith("topic:") and value in {"1", "2", "3"}
    }


def missing_in(application: Application, asked: Asked) -> list[Missing]:
    """Everything that stands in the way of sending, in the order of the page."""
    answers = answers_of(application)
    topics = topics_of(answers)
    found = []
    if not topics:
        found.append(Missing(Lack.TOPICS, "topics"))
    elif len(topics) > MOST_TOPICS:
        found.append(Missing(Lack.TOO_MANY_TOPICS, "topics"))
    if asked.is_mentor and places_in(answers) is None:
        found.append(Missing(Lack.PLACES, "max_places"))
    if not answers.get("motivation", "").strip():
        found.append(Missing(Lack.MOTIVATION, "motivation"))
    for one in asked.criteria:
        field = f"evidence:{one.public_id}"
        if one.asks_evidence and not answers.get(field, "").strip():
            found.append(Missing(Lack.EVIDENCE, field, one.public_id))
    attached = {one.paper_id for one in application.attachments.all() if not one.removed_at}
    found += [
        Missing(Lack.PAPER, f"paper:{one.public_id}", one.public_id)
        for one in asked.papers
        if one.is_required and one.pk not in attached
    ]
    given = {one.kind for one in application.declarations.all() if one.agreed_at}
    if "head" not in given:
        found.append(Missing(Lack.HEAD, "declarations"))
    return found


def places_in(answers: dict[str, str]) -> tuple[int, int] | None:
    """How many schools a mentor school can take: an interval; None if it is none."""
    low, high = answers.get("min_places", "") or "0", answers.get("max_places", "")
    if not (low.isdigit() and high.isdigit()):
        return None
    places = int(low), int(high)
    return places if places[0] <= places[1] and 1 <= places[1] <= MOST_PLACES else None
