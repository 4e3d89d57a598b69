"""Writing and translating texts."""

from django.urls import path

from cordata.web.documents import views

app_name = "documents"
urlpatterns = [
    path("texts/", views.texts, name="texts"),
    path("texts/<slug:slug>/<slug:language>/", views.write, name="write"),
]
