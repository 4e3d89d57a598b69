"""Turn what nobody knows yet into a criterion of a draft: one step, and the weights still fit."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import Max

from cordata.accounts.models import User
from cordata.calls.actions.editing import draft_only
from cordata.calls.models import Call, Criterion
from cordata.calls.queries.weights import WEIGHT, with_room
from cordata.history.actions import record
from cordata.networks.actions.stale import claim


class AskedAlready(Exception):
    """The draft has a criterion for this gap."""


@transaction.atomic
def ask_for_gap(
    call: Call,
    *,
    names: Mapping[str, str],
    rubric: Mapping[str, Sequence[str]],
    gap: Mapping[str, str],
    version: int | None,
    by: User,
) -> Criterion:
    """A criterion for both roles that says where it comes from; the others make room for it.

    names, rubric  by language; the words of 0, 1, ... points
    gap            the cell: {"axis", "level", "context", "outcome"}

    Raises NotADraft, ChangedBySomebody, AskedAlready.
    """
    draft_only(call)
    claim(call, version)
    criteria = list(Criterion.objects.filter(call=call).order_by("position"))
    if any(one.gap == dict(gap) for one in criteria):
        raise AskedAlready
    for one, weight in zip(criteria, with_room(criteria), strict=True):
        Criterion.objects.filter(pk=one.pk).update(weight=weight)
    last = Criterion.objects.filter(call=call).aggregate(last=Max("position"))["last"]
    words = next(iter(rubric.values()))
    made = Criterion.objects.create(
        call=call, names=dict(names), rubric={key: list(one) for key, one in rubric.items()},
        weight=WEIGHT, most_points=len(words) - 1, gap=dict(gap),
        position=0 if last is None else last + 1,
    )  # fmt: skip
    scope = f"country:{call.cohort.country_id}"
    record(
        "call.gap_asked_for", on=call, by=by, scope=scope,
        axis=gap["axis"], level=gap["level"], context=gap["context"],
    )  # fmt: skip
    return made
