"""A register file: uploaded, checked, then taken in whole or not at all."""

import hashlib
from dataclasses import asdict
from typing import Any

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.registers.reading import find_layout, read_register
from cordata.analysis.registers.rows import Problem, Reading, WrongFile
from cordata.history.actions import record
from cordata.kit import progress
from cordata.schools.actions.taking_in import take_in_changes
from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import Changes, changes_from, wanted_from
from cordata.schools.queries.places import places_of_country
from cordata.schools.queries.told import pack, told_of

State = RegisterImport.State


class NotWaiting(Exception):
    """The import is not waiting for a decision any more: somebody was first."""


class ChangedSinceTheCheck(Exception):
    """The schools are not what they were when the changes were shown."""


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

    A table that is no official layout waits for its columns. Raises WrongFile if it is no
    table at all.
    """
    layout = "plain" if mapping else find_layout(data, country)
    taken = RegisterImport.objects.create(
        country=country,
        layout=layout,
        mapping=mapping or {},
        file_name=file_name[:200],
        file_digest=hashlib.sha256(data).hexdigest(),
        content=data,
        state=State.WAITING if layout == "plain" and not mapping else State.UPLOADED,
        uploaded_by=by,
    )
    record("register.uploaded", on=taken, by=by, scope=f"country:{country}", file=file_name)
    return taken


@transaction.atomic
def set_columns(taken: RegisterImport, mapping: dict[str, str], *, by: User) -> None:
    """Say which column of a plain table is which of ours; it is then checked.

    Raises NotWaiting.
    """
    open_ = RegisterImport.objects.filter(
        pk=taken.pk, state__in=[State.WAITING, State.UPLOADED, State.CHECKED, State.REFUSED]
    )
    if not open_.update(mapping=mapping, layout="plain", state=State.UPLOADED):
        raise NotWaiting
    record("register.columns_set", on=taken, by=by, scope=f"country:{taken.country}")


def check_import(taken: RegisterImport, *, by: User | None = None) -> RegisterImport:
    """Read the file and note what it would change and what is wrong in it."""
    progress.tell(taken.public_id, 1)
    try:
        reading = _read(taken)
    except WrongFile as wrong:
        taken.state = State.REFUSED
        taken.problems = [{"code": wrong.code, **wrong.facts}]
    else:
        progress.tell(taken.public_id, 50)
        _note(taken, reading, _changes(taken, reading))
    with transaction.atomic():
        taken.save(update_fields=["state", "problems", "summary", "told"])
        record("register.checked", on=taken, by=by, scope=f"country:{taken.country}")
    progress.forget(taken.public_id)
    return taken


def start_taking_in(taken: RegisterImport, *, by: User) -> None:
    """Decide: take it in. Only one decision counts, until the worker that had it has died.

    Raises NotWaiting.
    """
    states = [State.CHECKED, State.FAILED]
    if progress.has_died(taken.public_id):
        states.append(State.RUNNING)
    waiting = RegisterImport.objects.filter(pk=taken.pk, state__in=states)
    with transaction.atomic():
        if not waiting.update(state=State.RUNNING, finished_at=None):
            raise NotWaiting
        record("register.decided", on=taken, by=by, scope=f"country:{taken.country}")
    progress.forget(taken.public_id)


def take_in(taken: RegisterImport, *, by: User | None) -> RegisterImport:
    """Write what the check showed in one transaction, or nothing.

    A process that dies in the middle leaves the schools as they were, and another may take
    the file in again. If the schools have changed since, the file is checked anew instead
    and waits for another decision.
    """
    try:
        with transaction.atomic():
            _write(taken, by)
    except ChangedSinceTheCheck:
        taken.summary = taken.summary | {"checked_again": True}
        with transaction.atomic():
            taken.save(update_fields=["state", "problems", "summary", "told"])
            record("register.checked", on=taken, by=by, scope=f"country:{taken.country}")
    except Exception:
        RegisterImport.objects.filter(pk=taken.pk).update(state=State.FAILED)
        raise
    finally:
        progress.forget(taken.public_id)
    return taken


def _write(taken: RegisterImport, by: User | None) -> None:
    if not _is_ours_to_write(taken):
        return
    progress.tell(taken.public_id, 1)
    reading = _read(taken)
    progress.tell(taken.public_id, 20)
    changes = _changes(taken, reading)
    if pack(told_of(changes)) != bytes(taken.told):
        _note(taken, reading, changes)
        raise ChangedSinceTheCheck
    progress.tell(taken.public_id, 40)
    take_in_changes(taken, changes)
    taken.state = State.DONE
    taken.finished_at = timezone.now()
    taken.save(update_fields=["state", "finished_at"])
    record(
        "register.taken_in",
        on=taken,
        by=by,
        scope=f"country:{taken.country}",
        counts=changes.summary(),
    )


def _is_ours_to_write(taken: RegisterImport) -> bool:
    """Imports of one country go one after another; a second worker finds it done."""
    running = RegisterImport.objects.filter(country=taken.country, state=State.RUNNING)
    locked = running.select_for_update().order_by("pk").values_list("pk", flat=True)
    return taken.pk in list(locked)


@transaction.atomic
def forget_import(taken: RegisterImport, *, by: User) -> None:
    """Throw an upload away that is not wanted; what was taken in stays."""
    record("register.forgotten", on=taken, by=by, scope=f"country:{taken.country}")
    RegisterImport.objects.filter(pk=taken.pk).exclude(
        state__in=[State.RUNNING, State.DONE]
    ).delete()


def _read(taken: RegisterImport) -> Reading:
    return read_register(
        bytes(taken.content),
        taken.country,
        taken.layout,
        taken.mapping,
        places_of_country(taken.country),
    )


def _changes(taken: RegisterImport, reading: Reading) -> Changes:
    return changes_from(taken.country, taken.layout, wanted_from(reading.rows))


def _note(taken: RegisterImport, reading: Reading, changes: Changes) -> None:
    taken.state = State.CHECKED
    taken.problems = [_problem(one) for one in reading.problems]
    taken.told = pack(told_of(changes))
    taken.summary = {
        **changes.summary(),
        "rows": len(reading.rows),
        "lines": reading.lines,
        "skipped": reading.skipped,
        "bad": len({problem.line for problem in reading.problems}),
        "positions": sum(row.lat is not None for row in reading.rows),
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {**asdict(problem), "reason": problem.reason.value}
