"""Hand out a stored file: never in the page, never guessed at by the browser."""

from django.http import FileResponse, Http404, HttpResponse

from cordata.calls.models import Attachment
from cordata.documents.actions.files import path_of
from cordata.documents.models import StoredFile


def served(attachment: Attachment) -> HttpResponse:
    """The file behind an attachment, to be saved. Who asks has been let in already."""
    stored = StoredFile.objects.filter(public_id=attachment.file).first()
    if stored is None or not path_of(stored).exists():
        raise Http404
    return FileResponse(  # type: ignore[return-value]
        path_of(stored).open("rb"),
        as_attachment=True,
        filename=stored.name,
        content_type=stored.kind,
    )
