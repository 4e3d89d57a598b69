"""Slow work on registers: takes an id, calls one action."""

from django.tasks import task

from cordata.schools.actions.imports import check_import, take_in
from cordata.schools.models import RegisterImport


@task
def check_register(public_id: str) -> None:
    """Read a file and say what it would change."""
    check_import(RegisterImport.objects.get(public_id=public_id))


@task
def take_in_register(public_id: str) -> None:
    """Write what was decided."""
    taken = RegisterImport.objects.get(public_id=public_id)
    if taken.state == RegisterImport.State.RUNNING:
        take_in(taken, by=taken.uploaded_by)
