"""Instruments: the library, drafts, spreadsheets, and what schools bring from elsewhere."""

from django.urls import path

from cordata.web.instruments.views import drafts, library, publishing, questions, selfie, sheet

app_name = "instruments"
ONE = "instruments/<slug:instrument>/"

urlpatterns = [
    path("instruments/", library.shelves, name="library"),
    path("begin-instrument/", drafts.begin, name="begin"),
    path("selfie/<slug:school>/", selfie.results, name="selfie"),
    path("selfie/<slug:school>/<slug:result>/remove/", selfie.remove, name="remove-selfie"),
    path(ONE, library.show, name="instrument"),
    path(f"{ONE}<int:number>/preview/", library.preview, name="preview"),
    path(f"{ONE}<int:number>.xlsx", sheet.download_xlsx, name="xlsx"),
    path(f"{ONE}<int:number>.json", sheet.download_json, name="json"),
    path(f"{ONE}adapt/", drafts.adapt, name="adapt"),
    path(f"{ONE}follow/", drafts.follow, name="follow"),
    path(f"{ONE}draft/", drafts.draft, name="draft"),
    path(f"{ONE}draft/discard/", drafts.discard, name="discard"),
    path(f"{ONE}draft/publish/", publishing.publish, name="publish"),
    path(f"{ONE}draft/questions/", questions.add, name="add-question"),
    path(f"{ONE}draft/questions/<str:name>/", questions.change, name="question"),
    path(f"{ONE}draft/questions/<str:name>/remove/", questions.remove, name="remove-question"),
    path(f"{ONE}sheet/", sheet.check, name="sheet"),
    path(f"{ONE}sheet/take-in/", sheet.take_in, name="take-in"),
]
