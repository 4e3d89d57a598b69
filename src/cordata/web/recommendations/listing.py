"""The list: grouped by question, filtered by role, model and cost; in no order of merit."""

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.guidance.models import Recommendation, Version
from cordata.guidance.queries.recommendations import current_versions
from cordata.guidance.queries.wordings import headlines_in
from cordata.web.models.words import level_name
from cordata.web.recommendations.words import (
    audience_in_words,
    blocks,
    certainty_in_words,
    strength_in_words,
)

NAMES = ("audience", "model", "cost")
LABELS = ("top_down", "bottom_up", "virtual", "hybrid")  # as a policy maker knows them
LOOKED_AT = Recommendation.State.UNDER_REVIEW


def listed(asked: QueryDict) -> dict[str, Any]:
    """The context of the list. Two queries, however many there are."""
    every = list(current_versions())
    chosen = {name: asked.get(name, "") for name in NAMES}
    kept = [one for one in every if _fits(one, chosen)]
    language = get_language() or "en"
    theirs = headlines_in(kept, language)
    cards = [_card(one, theirs.get(one.pk, {}), language) for one in kept]
    cards.sort(key=lambda one: (one["version"].recommendation.question, one["number"]))
    return {
        "groups": [
            (question, list(some))
            for question, some in groupby(cards, key=lambda one: one["question"])
        ],
        "filters": _filters(asked, chosen),
        "is_filtered": any(chosen.values()),
        "total": len(every),
    }


def _fits(version: Version, chosen: dict[str, str]) -> bool:
    """What is about no model in particular is about all of them."""
    of_model = f"label:{chosen['model']}"
    return (
        (not chosen["audience"] or chosen["audience"] in version.audience)
        and (
            not chosen["model"] or not version.coordination or of_model in version.coordination
        )
        and (not chosen["cost"] or chosen["cost"] == version.cost_class)
    )


def _card(version: Version, theirs: dict[str, str], language: str) -> dict[str, Any]:
    question, statement = theirs.get("question"), theirs.get("statement")
    return {
        "version": version,
        "number": version.recommendation.number,
        "question": (
            question or version.recommendation.question,
            language if question else version.language,
        ),
        "statement": statement or version.statement,
        "language": language if statement else version.language,
        "strength": strength_in_words(version.strength),
        "certainty": certainty_in_words(version.certainty)[0],
        "blocks": blocks(version.certainty),
        "cost": Version.CostClass(version.cost_class).label,
        "audience": audience_in_words(version),
        "is_looked_at": version.recommendation.state == LOOKED_AT,
    }


def _filters(
    asked: QueryDict, chosen: dict[str, str]
) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """Title, choices: each a link, which takes back what is chosen already."""
    audiences = [(one.value, str(one.label)) for one in Version.Audience]
    models = [(one, level_name("label", one)) for one in LABELS]
    costs = [(one.value, str(one.label)) for one in Version.CostClass]
    every = [
        ("audience", _("For whom"), audiences),
        ("model", _("Model"), models),
        ("cost", _("Cost"), costs),
    ]
    return [
        (
            title,
            [
                (_link(asked, name, "" if code == chosen[name] else code), label,
                 code == chosen[name])
                for code, label in choices
            ],
        )
        for name, title, choices in every
    ]  # fmt: skip


def _link(asked: QueryDict, name: str, code: str) -> str:
    """The same page with one filter otherwise; "" takes it away."""
    kept = {key: value for key in NAMES if (value := asked.get(key, "")) and key != name}
    kept |= {name: code} if code else {}
    return f"?{urlencode(kept)}"
