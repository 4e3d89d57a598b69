"""Publish a call, which freezes it; take that back for ten minutes; announce changes."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.matching.rules import Rules
from cordata.analysis.selection.lottery import commitment, new_seed
from cordata.calls.actions.editing import COPIED_PARTS, NotADraft
from cordata.calls.models import Call, CallNote
from cordata.calls.queries.ready import Lack, lacks
from cordata.history.actions import record
from cordata.networks.actions import promise_rules, set_rules
from cordata.networks.actions.stale import claim

UNDO_WITHIN = timedelta(minutes=10)
ANNOUNCED = ("closes_at", "decided_by_date", "grace_hours")


class NotReady(Exception):
    """Something is missing; ``lacks`` says what."""

    def __init__(self, found: list[Lack]) -> None:
        super().__init__(", ".join(found))
        self.lacks = found


class TooLate(Exception):
    """Ten minutes have passed, or a school has begun an application."""


class NothingAnnounced(Exception):
    """A note without words, or an earlier closing than was published."""


@transaction.atomic
def publish_call(call: Call, *, version: int | None, by: User) -> Call:
    """Make a call public and freeze what it asks; the digest of its lots' seed with it.

    Raises NotADraft, NotReady, ChangedBySomebody.
    """
    locked = Call.objects.select_for_update().get(pk=call.pk)
    if locked.state != Call.State.DRAFT:
        raise NotADraft
    if found := lacks(locked):
        raise NotReady(found)
    seed = new_seed() if locked.by_lot else ""
    claim(
        call,
        version,
        state=Call.State.PUBLISHED,
        published_at=timezone.now(),
        published_by=by,
        frozen=_frozen(locked),
        seed=seed,
        seed_digest=commitment(seed) if seed else "",
    )
    promise_rules(call.cohort, promised=True, by=by)
    _note("call.published", call, by, digest=call.seed_digest)
    return call


@transaction.atomic
def undo_publication(call: Call, *, by: User) -> None:
    """Make a published call a draft again, while nobody has built on it. Raises TooLate."""
    recent = Call.objects.filter(
        pk=call.pk,
        state=Call.State.PUBLISHED,
        published_at__gt=timezone.now() - UNDO_WITHIN,
        applications=None,
    )
    if not recent.update(
        state=Call.State.DRAFT, published_at=None, published_by=None, frozen={}, seed="",
        seed_digest="",
    ):  # fmt: skip
        raise TooLate
    call.refresh_from_db()
    others = Call.objects.filter(cohort=call.cohort_id, state=Call.State.PUBLISHED)
    promise_rules(call.cohort, promised=others.exists(), by=by)
    _note("call.unpublished", call, by)


@transaction.atomic
def announce_change(
    call: Call, *, words: dict[str, str], version: int | None, by: User, **facts: Any
) -> CallNote:
    """Change dates of a published call, with a note for all to read. Never to an earlier end.

    words  by language. Raises NothingAnnounced, ChangedBySomebody.
    """
    changed = {name: facts[name] for name in ANNOUNCED if name in facts}
    changed = {name: new for name, new in changed.items() if new != getattr(call, name)}
    earlier = "closes_at" in changed and changed["closes_at"] < call.closes_at
    if not any(words.values()) or earlier:
        raise NothingAnnounced
    changes = [[name, str(getattr(call, name)), str(new)] for name, new in changed.items()]
    claim(call, version, **changed)
    note = CallNote.objects.create(call=call, texts=words, changes=changes, noted_by=by)
    _note("call.announced", call, by, changes=changes)
    return note


@transaction.atomic
def announce_rules(
    call: Call, rules: Rules, *, words: dict[str, str], version: int | None, by: User
) -> CallNote:
    """Change the matching rules that a call promised, with a note for all to read.

    version  of the cohort's rules. Raises NothingAnnounced, ChangedBySomebody.
    """
    if not any(words.values()):
        raise NothingAnnounced
    set_rules(call.cohort, rules, version=version, is_announced=True, by=by)
    Call.objects.filter(pk=call.pk).update(
        frozen=call.frozen | {"rules": call.cohort.rules}, version=F("version") + 1
    )
    note = CallNote.objects.create(
        call=call, texts=words, changes=[["rules", "", ""]], noted_by=by
    )
    _note("call.announced", call, by, changes=["rules"])
    return note


def _frozen(call: Call) -> dict[str, Any]:
    parts = {
        f"{kind.__name__.lower()}s": [
            {"id": part.public_id} | {name: getattr(part, name) for name in names}
            for part in kind._default_manager.filter(call=call).order_by("position")
        ]
        for kind, names in COPIED_PARTS.items()
    }
    return {
        **parts,
        "rules": call.cohort.rules,
        "eligibility": call.eligibility,
        "topics": call.topics,
        "opens_at": call.opens_at.isoformat() if call.opens_at else "",
        "closes_at": call.closes_at.isoformat() if call.closes_at else "",
        "grace_hours": call.grace_hours,
    }


def _note(verb: str, call: Call, by: User | None, **facts: Any) -> None:
    record(verb, on=call, by=by, scope=f"country:{call.cohort.country_id}", **facts)
