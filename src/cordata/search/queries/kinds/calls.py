"""Published calls, in each language they are written in."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.calls.models import Call
from cordata.calls.queries.calls import public_calls
from cordata.documents.models import Revision
from cordata.search.queries.kinds.kind import Kind, Written
from cordata.search.queries.kinds.parts import without_marks


def _rows() -> QuerySet[Any]:
    published = Revision.objects.filter(state=Revision.State.PUBLISHED)
    return (
        Call.objects.filter(state=Call.State.PUBLISHED)
        .select_related("cohort__programme")
        .prefetch_related(Prefetch("text__revisions", published, to_attr="published"))
    )


def _seen_by(_person: User) -> QuerySet[Any]:
    return public_calls()


def _cards(calls: list[Any]) -> Iterable[Written]:
    for call in calls:
        for text in call.text.published:
            yield Written(
                thing=call.public_id,
                title=text.title,
                text=f"{without_marks(text.body)} {call.reference} {call.cohort.programme.name}",
                place={"slug": call.slug},
                language=text.language,
                country=call.cohort.country_id,
                needs=call.topics,
            )


KIND = Kind(
    code="call",
    name=_("Calls"),
    every=Call.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="calls:public",
    touched={
        "calls.Call": "public_id",
        "documents.Document": "text__public_id",
        "documents.Revision": "text__revisions__public_id",
    },
    weight=0.2,
)
