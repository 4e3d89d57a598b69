"""What was sent: the one place that knows the shape of ``Application.sent``."""

from dataclasses import dataclass
from typing import Any

from cordata.calls.models import Application
from cordata.calls.queries.applications import attachments_of
from cordata.calls.queries.form import answers_of, asked_of, places_in, topics_of
from cordata.networks.queries.topics import labels


@dataclass(frozen=True)
class Line:
    """One thing a school said: a heading in its own words' language, and what it said."""

    field: str
    heading: str
    said: str


def snapshot(application: Application) -> dict[str, Any]:
    """Everything as it stands now, in plain form: what sending keeps."""
    school, answers = application.school, answers_of(application)
    asked = asked_of(application)
    places = places_in(answers) if asked.is_mentor else None
    return {
        "school": {
            "id": school.public_id,
            "code": school.national_code,
            "name": school.name,
            "municipality": school.municipality,
            "region": school.region,
            "levels": school.levels,
            "pupils": school.pupils,
        },
        "side": application.side,
        "language": application.language,
        "contact": {"name": application.contact_name, "email": application.contact_email},
        "topics": topics_of(answers),
        "places": list(places) if places else None,
        "online": answers.get("online") == "yes",
        "motivation": answers.get("motivation", ""),
        "wrong_in_register": answers.get("wrong_in_register", ""),
        "evidence": {
            one.public_id: answers.get(f"evidence:{one.public_id}", "")
            for one in asked.criteria
            if one.asks_evidence
        },
        "attachments": [
            {"id": one.public_id, "name": one.name, "size": one.size, "paper": one.paper_id}
            for one in attachments_of(application)
        ],
        "declarations": [
            {
                "kind": one.kind,
                "signed_as": one.signed_as,
                "agreed_at": one.agreed_at.isoformat() if one.agreed_at else "",
            }
            for one in application.declarations.all()
        ],
    }


def is_sent_as_it_stands(application: Application) -> bool:
    """Whether nothing was changed since it was sent."""
    return bool(application.sent) and application.sent == snapshot(application)


def topics_in_words(sent: dict[str, Any]) -> list[tuple[str, int]]:
    """Topics and their priority, first ones first, in the language of the page."""
    words = labels()
    ranked = sorted(sent["topics"].items(), key=lambda one: (-one[1], one[0]))
    return [(words.get(slug, slug), priority) for slug, priority in ranked]
