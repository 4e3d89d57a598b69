"""The next version of a recommendation, with everything that the last one says and rests on."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.guidance.actions.writing import touched
from cordata.guidance.models import Recommendation, Version, Wording
from cordata.guidance.queries.recommendations import STANDING, current, drafts_of
from cordata.history.actions import record

ROWS = ("judgements", "costs")
NAMED_ROWS = {"supports": "outcome", "contexts": "context"}  # whose ids stand in slots
FRESH = {
    "id": None,
    "state": Version.State.DRAFT,
    "revision": 1,
    "changed": "",
    "decided": {},
}


class AlreadyBegun(Exception):
    """A next version is worked on already."""


@transaction.atomic
def begin_version(recommendation: Recommendation, *, is_major: bool, by: User) -> Version:
    """1.3 becomes 2.0 where the advice changes, 1.4 where its wording or evidence does.

    Raises AlreadyBegun; LookupError if it does not stand.
    """
    held = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    if held.state not in STANDING:
        raise LookupError(held.state)
    if drafts_of(held).exists():
        raise AlreadyBegun
    last = current(held)
    number = (last.major + 1, 0) if is_major else (last.major, last.minor + 1)
    begun = _copy(last, number, by)
    touched(begun)
    record("version.begun", on=begun, by=by, after=last.public_id)
    return begun


def _copy(last: Version, number: tuple[int, int], by: User) -> Version:
    kept = {
        one.attname: getattr(last, one.attname)
        for one in Version._meta.concrete_fields
        if one.attname not in {"id", "public_id", "published_at", "publish_at", "written_at"}
    }
    major, minor = number
    made = Version(**kept | FRESH | {"major": major, "minor": minor, "written_by_id": by.pk})
    made.save(force_insert=True)
    for name in ROWS:
        for row in getattr(last, name).order_by("pk"):
            row.pk, row.version = None, made
            row.save(force_insert=True)
    _reword(last, made, _copy_named(last, made))
    return made


def _copy_named(last: Version, made: Version) -> dict[str, str]:
    """Rows with ids of their own; returns how slots are called now."""
    renamed = {}
    for name, slot in NAMED_ROWS.items():
        for row in getattr(last, name).order_by("pk"):
            before = row.public_id
            row.pk, row.version = None, made
            row.public_id = type(row)().public_id
            row.save(force_insert=True)
            renamed[f"{slot}:{before}"] = f"{slot}:{row.public_id}"
    return renamed


def _reword(last: Version, made: Version, renamed: dict[str, str]) -> None:
    """Translations come along, marked: the source may change from here on."""
    for one in last.wordings.order_by("pk"):
        texts = {renamed.get(slot, slot): text for slot, text in one.texts.items()}
        texts.pop("changed", None)
        Wording.objects.create(
            version=made, language=one.language, texts=texts, of_revision=0, by=one.by
        )
