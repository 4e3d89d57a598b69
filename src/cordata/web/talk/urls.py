"""Talk of a cluster, its files, and the pages that stop letters."""

from django.urls import path

from cordata.cycles.queries.stopping import Kind
from cordata.web.talk.views import files, letters, posts, threads

app_name = "talk"
CLUSTER = "clusters/<slug:cluster>/"
THREAD = "talk/<slug:thread>/"
POST = "posts/<slug:post>/"
FILE = "files/<slug:file>/"

urlpatterns = [
    path(f"{CLUSTER}talk/", threads.list_threads, name="threads"),
    path(f"{CLUSTER}talk/new/", threads.start, name="start"),
    path(THREAD, threads.show, name="thread"),
    path(f"{THREAD}answer/", threads.answer, name="answer"),
    path(f"{THREAD}hearing/", threads.hearing, name="hearing"),
    path(f"{POST}edit/", posts.edit, name="edit"),
    path(f"{POST}withdraw/", posts.withdraw, name="withdraw"),
    path(f"{CLUSTER}files/", files.list_files, name="files"),
    path(FILE, files.download, name="file"),
    path(f"{FILE}remove/", files.remove, name="remove-file"),
    path(
        f"{Kind.WEEKLY}/<str:token>/",
        letters.choose,
        {"kind": Kind.WEEKLY},
        name="weekly-letter",
    ),
    path(
        f"{Kind.DATES}/<str:token>/", letters.choose, {"kind": Kind.DATES}, name="date-letters"
    ),
]
