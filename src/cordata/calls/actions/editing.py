"""Draft a call: start it, copy last year's, fill its parts. Nothing of it is public yet."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models, transaction

from cordata.accounts.models import User
from cordata.analysis.selection.conditions import check
from cordata.calls.models import Call, Criterion, Paper, Stratum
from cordata.documents.actions import start_document, write_and_publish
from cordata.documents.models import Revision
from cordata.history.actions import record
from cordata.networks.actions.stale import claim
from cordata.networks.models import Cohort, Country

Part = type[Stratum] | type[Criterion] | type[Paper]
COPIED = (
    "grace_hours", "appeal_days", "seeks_mentors", "seeks_mentees", "takes_ready_clusters",
    "mentor_hours", "mentee_hours", "eligibility", "topics", "assessors_each", "by_lot",
)  # fmt: skip
COPIED_PARTS: dict[Part, tuple[str, ...]] = {
    Stratum: ("names", "conditions", "mentor_places", "mentee_places"),
    Criterion: ("side", "names", "rubric", "weight", "most_points", "asks_evidence", "gap"),
    Paper: ("side", "names", "is_required"),
}


class NotADraft(Exception):
    """The call is published: what it says is changed by a public note alone."""


@transaction.atomic
def start_call(
    cohort: Cohort, *, title: str, is_open_door: bool = False, by: User | None
) -> Call:
    """A new call for a cohort; its text begins with a title in the country's language.

    is_open_door  open all year for schools that come later: decided one by one
    """
    country, reference = cohort.country, _free_reference(cohort)
    slug = reference.lower()
    language = (country.languages or ["en"])[0]
    text = start_document(
        slug=f"call-{slug}", language=language, country=cohort.country_id, by=by
    )
    write_and_publish(text, language=language, title=title, body=title, by=by)
    call = Call.objects.create(
        cohort=cohort,
        slug=slug,
        text=text,
        reference=reference,
        time_zone=country.time_zone,
        is_open_door=is_open_door,
    )
    _note("call.started", call, by, title=title)
    return call


def _free_reference(cohort: Cohort) -> str:
    """IT-26 for the first call of that year, then IT-26-2, IT-26-3."""
    Country.objects.select_for_update().get(pk=cohort.country_id)
    start = f"{cohort.country_id}-{cohort.starts_on.year % 100:02d}"
    taken = set(
        Call.objects.filter(reference__startswith=start).values_list("reference", flat=True)
    )
    return next(
        word
        for word in (start, *(f"{start}-{number}" for number in range(2, len(taken) + 3)))
        if word not in taken
    )


@transaction.atomic
def copy_call(call: Call, cohort: Cohort, *, title: str, by: User) -> Call:
    """A draft for another cohort that asks what ``call`` asked; its dates stay empty."""
    copy = start_call(cohort, title=title, by=by)
    Call.objects.filter(pk=copy.pk).update(
        copied_from=call, **{name: getattr(call, name) for name in COPIED}
    )
    for kind, names in COPIED_PARTS.items():
        parts = kind._default_manager.filter(call=call).order_by("position")
        for part in parts:
            facts = {name: getattr(part, name) for name in names}
            kind._default_manager.create(call=copy, position=part.position, **facts)
    _copy_text(call, copy, by)
    copy.refresh_from_db()
    return copy


def _copy_text(call: Call, copy: Call, by: User) -> None:
    original = call.text.revisions.filter(
        language=copy.text.original_language, state=Revision.State.PUBLISHED
    ).first()
    if original:
        title = copy.text.revisions.latest("number").title
        write_and_publish(
            copy.text,
            language=original.language,
            title=title,
            body=original.body,
            after=1,
            by=by,
        )


@transaction.atomic
def change_call(call: Call, *, version: int | None, by: User, **facts: Any) -> None:
    """Change dates, roles, hours, conditions, topics or the way of deciding of a draft.

    Raises ChangedBySomebody, NotADraft, and ValueError for what is no condition.
    """
    draft_only(call)
    check(facts.get("eligibility", {}))
    claim(call, version, **facts)
    _note("call.changed", call, by, fields=sorted(facts))


@transaction.atomic
def set_parts(
    call: Call,
    kind: Part,
    rows: Sequence[Mapping[str, Any]],
    *,
    version: int | None,
    by: User,
) -> None:
    """The strata, criteria or papers of a draft, in order; rows keep their ``public_id``.

    Raises ChangedBySomebody, NotADraft, and ValueError for what is no condition.
    """
    draft_only(call)
    claim(call, version)
    kept = {row["public_id"] for row in rows if row.get("public_id")}
    manager: models.Manager[Any] = kind._default_manager
    manager.filter(call=call).exclude(public_id__in=kept).delete()
    # Positions are unique: out of the way first.
    manager.filter(call=call).update(position=models.F("position") + 1000)
    for position, row in enumerate(rows):
        facts = {name: value for name, value in row.items() if name != "public_id"}
        check(facts.get("conditions", {}))
        known = manager.filter(call=call, public_id=row.get("public_id") or "")
        if not known.update(position=position, **facts):
            manager.create(call=call, position=position, **facts)
    _note("call.changed", call, by, fields=[kind.__name__.lower()])


def draft_only(call: Call) -> None:
    """Raises NotADraft."""
    if not Call.objects.filter(pk=call.pk, state=Call.State.DRAFT).exists():
        raise NotADraft


def _note(verb: str, call: Call, by: User | None, **facts: Any) -> None:
    record(verb, on=call, by=by, scope=f"country:{call.cohort.country_id}", **facts)
