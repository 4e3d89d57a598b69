"""Search, as a page and for programs."""

from django.urls import path

from cordata.web.search import views

app_name = "search"
urlpatterns = [
    path("search/", views.show, name="search"),
    path("search.json", views.as_json, name="json"),
]
