"""Ways of coordinating, with what is said of each, in each language it is said in."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.documents.models import Revision
from cordata.guidance.models import Statement, Way
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    return Way.objects.select_related("text")


def _seen_by(_person: User) -> QuerySet[Any]:
    return Way.objects.all()


def _cards(ways: list[Way]) -> Iterable[Written]:
    statements = Statement.objects.filter(way__in=ways, withdrawn_at=None).order_by("pk")
    way_of = {one.text_id: one.pk for one in ways}
    own = set(way_of)
    way_of |= dict(statements.values_list("text", "way"))
    published = Revision.objects.filter(
        document__in=way_of, state=Revision.State.PUBLISHED
    ).order_by("document", "language")
    titles: dict[tuple[int, str], str] = {}
    said: dict[tuple[int, str], list[str]] = defaultdict(list)
    for revision in published:
        place = way_of[revision.document_id], revision.language
        if revision.document_id in own:
            titles[place] = revision.title
        said[place].append(revision.body)
    by_key = {one.pk: one for one in ways}
    for (key, language), title in titles.items():
        yield Written(
            thing=by_key[key].public_id,
            title=title,
            text=" ".join(said[key, language]),
            place={"way": by_key[key].slug},
            language=language,
            audience=["coordinator", "authority"],
        )


KIND = Kind(
    code="way",
    name=_("Ways of coordinating"),
    every=Way.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="atlas:way",
    touched={
        "guidance.Way": "public_id",
        "guidance.Statement": "statements__public_id",
        "documents.Revision": "text__revisions__public_id",
    },
    weight=0.3,
)
