"""Writing and translating texts."""

from django.urls import path

from cordata.web.documents.views import desk, history, write

app_name = "documents"
TEXT = "texts/<slug:slug>/<slug:language>/"

urlpatterns = [
    path("texts/", desk.texts, name="texts"),
    path("coordinate/<slug:cc>/text/", desk.start, name="start"),
    path(TEXT, write.write, name="write"),
    path(f"{TEXT}history/", history.history, name="history"),
    path(f"{TEXT}history/<int:number>/", history.revision, name="revision"),
]
