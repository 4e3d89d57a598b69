"""Questions that the policy exchange works on, with what countries say to them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from cordata.accounts.models import User
from cordata.exchange.models import Challenge, Contribution
from cordata.exchange.queries.meetings import challenges
from cordata.search.queries.kinds.kind import Kind, Written


def _rows() -> QuerySet[Any]:
    said = Contribution.objects.select_related("organisation").order_by("pk")
    return Challenge.objects.prefetch_related(Prefetch("contributions", said, "said"))


def _seen_by(_person: User) -> QuerySet[Any]:
    return challenges()


def _cards(found: list[Any]) -> Iterable[Written]:
    for challenge in found:
        said = [f"{one.organisation.name}: {one.text}" for one in challenge.said]
        yield Written(
            thing=challenge.public_id,
            title=challenge.title,
            text=" ".join([challenge.question, *said]),
            place={"challenge": challenge.public_id},
            language=challenge.language,
            audience=["authority"],
        )


KIND = Kind(
    code="challenge",
    name=_("Questions of the exchange"),
    every=Challenge.objects.all,
    rows=_rows,
    cards=_cards,
    seen_by=_seen_by,
    route="exchange:challenge",
    touched={"exchange.Challenge": "public_id"},
    weight=0.2,
)
