"""What organisations say about recommendations: adopt, adapt, under review, not for us."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.exchange.models import Position, Statement
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    last = Statement.objects.select_related("on").order_by("-number")
    found = Position.objects.filter(statements__isnull=False).distinct()
    return found.select_related("organisation").prefetch_related(
        Prefetch("statements", last, "said")
    )


def _seen_by(_person: User) -> QuerySet[Any]:
    return Position.objects.filter(statements__isnull=False).distinct()


def _cards(positions: list[Any]) -> Iterable[Written]:
    for position in positions:
        said = position.said[0]
        yield Written(
            thing=position.public_id,
            title=f"{said.in_the_name_of}: {said.text or said.on.statement}",
            text=said.reason,
            place={"number": str(position.number)},
            language=said.language,
            country=position.organisation.country,
            audience=["authority"],
        )


KIND = Kind(
    code="position",
    name=_("Policy exchange"),
    every=Position.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="exchange:position",
    touched={"exchange.Position": "public_id"},
    weight=0.2,
)
