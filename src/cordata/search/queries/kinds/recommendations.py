"""Recommendations that stand, as their last published version says them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.guidance.models import Recommendation
from cordata.guidance.queries.recommendations import current_versions, published
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_inserts

# What is read of a version, after its statement.
TEXTS = (
    "because", "for_whom", "not_for_whom", "conditions", "risk_words", "unknown", "would_change",
)  # fmt: skip


def _seen_by(_person: User) -> QuerySet[Any]:
    return published()


def _cards(recommendations: list[Recommendation]) -> Iterable[Written]:
    found = current_versions().filter(recommendation__in=recommendations)
    for version in found.prefetch_related("wordings"):
        whole = version.recommendation
        own = {name: getattr(version, name) for name in ("statement", *TEXTS)}
        own["question"] = whole.question
        spoken = {version.language: own} | {
            one.language: own | one.texts for one in version.wordings.all()
        }
        for language, texts in spoken.items():
            told = [texts["question"], *(texts[name] for name in TEXTS)]
            yield Written(
                thing=whole.public_id,
                title=texts["statement"],
                text=without_inserts(" ".join(one for one in told if one)),
                place={"number": str(whole.number)},
                language=language,
                audience=version.audience,
            )


KIND = Kind(
    code="recommendation",
    name=_("Recommendations"),
    every=Recommendation.objects.all,
    rows=published,
    cards=_cards,
    seen_by=_seen_by,
    route="recommendations:one",
    touched={
        "guidance.Recommendation": "public_id",
        "guidance.Version": "versions__public_id",
    },
    weight=0.35,
)
