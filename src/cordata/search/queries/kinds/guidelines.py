"""Guidelines, as the edition that stands says them in each of its languages."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.guidance.models import Edition, EditionText, Guideline
from cordata.guidance.queries.guidelines import published_guidelines
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks


def _rows() -> QuerySet[Any]:
    texts = EditionText.objects.select_related("revision")
    standing = Edition.objects.filter(state=Edition.State.PUBLISHED).order_by(
        "-major", "-minor"
    )
    return published_guidelines().prefetch_related(
        Prefetch("editions", standing.prefetch_related(Prefetch("texts", texts)), "standing")
    )


def _seen_by(_person: User) -> QuerySet[Any]:
    return published_guidelines()


def _cards(guidelines: list[Any]) -> Iterable[Written]:
    for guideline in guidelines:
        for text in guideline.standing[0].texts.all():
            yield Written(
                thing=guideline.public_id,
                title=text.title,
                text=without_marks(text.revision.body),
                place={"slug": guideline.slug},
                language=text.language,
                audience=guideline.audience,
            )


KIND = Kind(
    code="guideline",
    name=_("Guidelines"),
    every=Guideline.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="guidelines:one",
    touched={
        "guidance.Guideline": "public_id",
        "guidance.Edition": "editions__public_id",
    },
    weight=0.35,
)
