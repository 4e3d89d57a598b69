"""Files of a cluster: give one, fetch one, take one's own out."""

from contextlib import suppress

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cordata.clusters.models import Cluster
from cordata.cycles import rules
from cordata.cycles.actions import files as actions
from cordata.cycles.models import SharedFile
from cordata.cycles.queries.files import files_of
from cordata.documents.actions.files import FileRefused
from cordata.web.documents.files import read_upload, refusal_in_words, served
from cordata.web.line.receipts import receipt_of
from cordata.web.requests import Request, allow
from cordata.web.talk.forms import FileForm
from cordata.web.talk.views.find import file_of, folder_of


@require_http_methods(["GET", "POST"])
def list_files(request: Request, cluster: str) -> HttpResponse:
    """What was given, newest first; and a place to give one more."""
    which = folder_of(request, cluster)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid() and _share(request, which, form):
        messages.success(request, _("The file is there for your cluster."))
        return redirect("talk:files", which.public_id)
    context = {"cluster": which, "files": files_of(which), "form": form}
    return render(request, "web/talk/files.html", context, status=422 if form.errors else 200)


def _share(request: Request, cluster: Cluster, form: FileForm) -> bool:
    facts = dict(form.cleaned_data)
    file = facts.pop("file")
    try:
        actions.share_file(
            cluster, read_upload(file), name=file.name, receipt=receipt_of(request),
            by=request.user, **facts,
        )  # fmt: skip
    except FileRefused as refused:
        form.add_error("file", refusal_in_words(refused.code))
    return not form.errors


@require_GET
def download(request: Request, file: str) -> HttpResponse:
    """To be saved, by whoever may talk in the cluster."""
    return served(file_of(request, file).file.public_id)


@require_POST
def remove(request: Request, file: str) -> HttpResponse:
    """Take out what one gave; pressed twice, it is gone once."""
    gone = SharedFile.objects.filter(public_id=file, removed_at__isnull=False).first()
    if gone and rules.may_remove_file(request.user, gone):
        return redirect("talk:files", gone.cluster.public_id)
    which = file_of(request, file)
    allow(rules.may_remove_file(request.user, which))
    with suppress(actions.RemovedAlready):
        actions.remove_file(which, by=request.user)
    messages.success(request, _("The file is taken out."))
    return redirect("talk:files", which.cluster.public_id)
