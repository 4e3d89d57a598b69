"""A register file: uploaded, checked, then taken in whole or not at all."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.registers.gazetteer import Gazetteer
from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Reading, WrongFile
from cordata.history.actions import record
from cordata.schools.actions.taking_in import take_in_changes
from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import Changes, changes_from, wanted_from
from cordata.schools.queries.places import places_of_country

KEPT_PROBLEMS = 5_000
KEPT_CHANGES = 2_000


class NotWaiting(Exception):
    """The import is not waiting for a decision any more: somebody was first."""


@transaction.atomic
def upload_register(
    data: bytes,
    *,
    file_name: str,
    country: str,
    mapping: dict[str, str] | None = None,
    by: User,
) -> RegisterImport:
    """Keep a file for checking; nothing of the schools changes.

    Raises WrongFile if it is no table at all.
    """
    layout = "plain" if mapping else find_layout(data, country)
    taken = RegisterImport.objects.create(
        country=country,
        layout=layout,
        mapping=mapping or {},
        file_name=file_name[:200],
        file_digest=hashlib.sha256(data).hexdigest(),
        content=data,
        uploaded_by=by,
    )
    record("register.uploaded", on=taken, by=by, scope=f"country:{country}", file=file_name)
    return taken


@transaction.atomic
def set_columns(taken: RegisterImport, mapping: dict[str, str], *, by: User) -> None:
    """Say which column of a plain table is which of ours; it is then checked."""
    RegisterImport.objects.filter(pk=taken.pk).update(
        mapping=mapping, layout="plain", state=RegisterImport.State.UPLOADED
    )
    record("register.columns_set", on=taken, by=by, scope=f"country:{taken.country}")


def check_import(taken: RegisterImport, *, by: User | None = None) -> RegisterImport:
    """Read the file and note what it would change and what is wrong in it."""
    try:
        reading = _read(taken)
    except WrongFile as wrong:
        taken.state = RegisterImport.State.REFUSED
        taken.problems = [{"code": wrong.code, **wrong.facts}]
    else:
        changes = changes_from(taken.country, taken.layout, wanted_from(reading.rows))
        taken.state = RegisterImport.State.CHECKED
        taken.rows_total = reading.lines
        taken.problems = [_problem(one) for one in reading.problems[:KEPT_PROBLEMS]]
        taken.summary = _summary(reading, changes)
    with transaction.atomic():
        taken.save(update_fields=["state", "problems", "summary", "rows_total"])
        record("register.checked", on=taken, by=by, scope=f"country:{taken.country}")
    return taken


def start_taking_in(taken: RegisterImport, *, by: User) -> None:
    """Decide: take it in. Only one decision counts.

    Raises NotWaiting.
    """
    waiting = RegisterImport.objects.filter(
        pk=taken.pk, state__in=[RegisterImport.State.CHECKED, RegisterImport.State.FAILED]
    )
    with transaction.atomic():
        if not waiting.update(state=RegisterImport.State.RUNNING, finished_at=None):
            raise NotWaiting
        record("register.decided", on=taken, by=by, scope=f"country:{taken.country}")


def take_in(taken: RegisterImport, *, by: User | None) -> RegisterImport:
    """Read the file again and write all of it in one transaction, or nothing.

    A process that dies in the middle leaves the schools as they were; the import then
    shows as running, and can be taken in again.
    """
    try:
        with transaction.atomic():
            _write(taken, by)
    except Exception:
        RegisterImport.objects.filter(pk=taken.pk).update(state=RegisterImport.State.FAILED)
        raise
    return taken


def _write(taken: RegisterImport, by: User | None) -> None:
    reading = _read(taken)
    # Compared again here: another import may have been taken in since the check.
    changes = changes_from(taken.country, taken.layout, wanted_from(reading.rows))
    take_in_changes(taken, changes)
    taken.state = RegisterImport.State.DONE
    taken.summary = _summary(reading, changes)
    taken.rows_done = reading.lines
    taken.finished_at = timezone.now()
    taken.save(update_fields=["state", "summary", "rows_done", "finished_at"])
    record(
        "register.taken_in",
        on=taken,
        by=by,
        scope=f"country:{taken.country}",
        counts=changes.summary(),
    )


@transaction.atomic
def forget_import(taken: RegisterImport, *, by: User) -> None:
    """Throw an upload away that is not wanted; what was taken in stays."""
    record("register.forgotten", on=taken, by=by, scope=f"country:{taken.country}")
    RegisterImport.objects.filter(pk=taken.pk).exclude(
        state__in=[RegisterImport.State.RUNNING, RegisterImport.State.DONE]
    ).delete()


def _read(taken: RegisterImport) -> Reading:
    places: Gazetteer | None = places_of_country(taken.country)
    return read_register(
        bytes(taken.content), taken.country, taken.layout, taken.mapping, places
    )


def _problem(problem: Any) -> dict[str, Any]:
    return {**asdict(problem), "reason": problem.reason.value}


def _summary(reading: Reading, changes: Changes) -> dict[str, Any]:
    return {
        **changes.summary(),
        "rows": len(reading.rows),
        "lines": reading.lines,
        "skipped": reading.skipped,
        "bad": len({problem.line for problem in reading.problems}),
        "positions": sum(row.lat is not None for row in reading.rows),
        "shown": [
            {"school": school.name, "code": school.national_code, "told": told[:12]}
            for school, _want, told in changes.changed[:KEPT_CHANGES]
        ],
        "shown_new": [
            {"code": want.code, "name": str(want.facts["name"])}
            for want in changes.new[:KEPT_CHANGES]
        ],
        "shown_gone": [
            {"code": school.national_code, "name": school.name}
            for school in changes.gone[:KEPT_CHANGES]
        ],
    }
