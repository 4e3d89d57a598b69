"""Files that people sent: hand one out, or say why one was not taken."""

from typing import Any

from django import forms
from django.http import FileResponse, Http404, HttpResponse
from django.utils.translation import gettext as _

from cordata.documents.actions.files import MOST_BYTES, FileRefused, path_of, small_path_of
from cordata.documents.models import StoredFile

IMAGE = "image/png,image/jpeg"
SCAN = f"{IMAGE},.pdf"
ANY_FILE = f"{SCAN},.docx,.odt,.xlsx"


def file_input(kinds: str = ANY_FILE) -> forms.FileInput:
    """Where a file is chosen. A telephone that knows what is read sends its pictures as JPEG."""
    return forms.FileInput(attrs={"accept": kinds})


def served(file: str) -> HttpResponse:
    """The stored file (public id), to be saved, never shown. Who asks has been let in."""
    stored = StoredFile.objects.filter(public_id=file).first()
    if stored is None or not path_of(stored).exists():
        raise Http404
    return FileResponse(  # type: ignore[return-value]  # streams, and is answered like any other
        path_of(stored).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.kind,
    )


def served_small(file: str) -> HttpResponse:
    """The version of a stored picture (public id) that pages draw. Who asks has been let in."""
    stored = StoredFile.objects.filter(public_id=file).first()
    if stored is None or not small_path_of(stored).exists():
        return served(file)  # kept before there were small ones
    return FileResponse(small_path_of(stored).open("rb"), content_type="image/jpeg")  # type: ignore[return-value]  # streams, and is answered like any other


def read_upload(file: Any) -> bytes:
    """What somebody uploads (an ``UploadedFile``). One that is too large is refused unread: FileRefused."""
    if (file.size or 0) > MOST_BYTES:
        raise FileRefused("too_large")
    data: bytes = file.read()
    return data


def refusal_in_words(code: str) -> str:
    """Why a file was not taken, and what to do."""
    return {
        "empty": _("The file is empty."),
        "too_large": _("The file is larger than 10 MB. Make it smaller and try again."),
        "wrong_kind": _(
            "This file is none of: PDF, PNG, JPEG, DOCX, ODT, XLSX without macros. What counts is "
            "its content, not its name."
        ),
        "active": _(
            "This PDF carries a script, the call of a program or another file. Print it into a new "
            "PDF and send that one; send other files by themselves."
        ),
        "locked": _(
            "This PDF is locked: what is in it cannot be checked. Save it without a password and "
            "send that one."
        ),
        "infected": _("A virus was found in this file. It was not kept."),
        "not_scanned": _("The file could not be checked for viruses. Try again later."),
    }[code]
