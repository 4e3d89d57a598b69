"""Keep a file that somebody sent: small enough, of a kind we take, without a virus."""

import hashlib
import shlex
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction

from cordata.accounts.models import User
from cordata.documents.models import StoredFile
from cordata.history.actions import record
from cordata.kit.filetypes import Kind, kind_of
from cordata.kit.pdf_contents import carried_by
from cordata.kit.pictures import clean_picture, small_picture

MOST_BYTES = 10 * 1024 * 1024
SMALL = 640  # pixels: as wide as pages draw a picture
SCAN_SECONDS = 60
CLEAN, INFECTED = 0, 1  # as clamdscan and its like answer


class FileRefused(Exception):
    """``code`` says why: empty, too_large, wrong_kind, active, locked, infected, not_scanned."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@transaction.atomic
def store_file(
    data: bytes, *, name: str, scope: str = "", longest: int = 0, by: User | None
) -> StoredFile:
    """Keep ``data``; what it is follows from its content, never from its name.

    longest  of a picture only its pixels are kept, so many on its longer side, upright:
             no place, no owner. 0 keeps every byte, as a signed paper needs. Beside it lies
             a smaller one for pages.

    Raises FileRefused.
    """
    if not data:
        raise FileRefused("empty")
    if len(data) > MOST_BYTES:
        raise FileRefused("too_large")
    kind = kind_of(data)
    if kind is None:
        raise FileRefused("wrong_kind")
    # Refused, not cleaned: cleaning would break the seal of a signed paper.
    if kind is Kind.PDF and (more := carried_by(data)):
        raise FileRefused(more.value)
    _scan(data)
    small = b""
    if longest and kind in (Kind.PNG, Kind.JPEG):
        data = _cleaned(data, longest)
        small = small_picture(data, longest=SMALL)
    stored = StoredFile.objects.create(
        name=Path(name.replace("\\", "/")).name[:200] or "file",
        kind=kind.value,
        size=len(data),
        digest=hashlib.sha256(data).hexdigest(),
        stored_by=by,
    )
    path = path_of(stored)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    if small:
        small_path_of(stored).write_bytes(small)
    record("file.stored", on=stored, by=by, scope=scope, size=stored.size, kind=stored.kind)
    return stored


def _cleaned(data: bytes, longest: int) -> bytes:
    try:
        return clean_picture(data, longest=longest)
    except ValueError as broken:
        raise FileRefused("wrong_kind") from broken


def path_of(stored: StoredFile) -> Path:
    """Where the bytes lie: two letters of the id as a folder, then the id."""
    return Path(settings.FILES_FOLDER, stored.public_id[-2:], stored.public_id)


def small_path_of(stored: StoredFile) -> Path:
    """Where the version of a picture lies that pages draw, a JPEG."""
    path = path_of(stored)
    return path.with_name(f"{path.name}-small")


def _scan(data: bytes) -> None:
    """Ask the scanner that is set, if one is; a scanner that fails lets nothing pass."""
    if not settings.FILE_SCANNER:
        return
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        command = [*shlex.split(settings.FILE_SCANNER), file.name]
        try:
            done = subprocess.run(
                command, capture_output=True, timeout=SCAN_SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise FileRefused("not_scanned") from error
    if done.returncode == INFECTED:
        raise FileRefused("infected")
    if done.returncode != CLEAN:
        raise FileRefused("not_scanned")
