"""Models of coordination, compared and as they are lived."""

from django.urls import path

from cordata.web.models.views import gaps, models

app_name = "models"

urlpatterns = [
    path("models/", models.show, name="models"),
    path("models/known/", gaps.show_known, name="known"),
    path("models.csv", models.table, name="models-csv"),
    path("research/stages.csv", models.stages, name="stages-csv"),
    path("research/models/", models.list_lived, name="lived-list"),
    path("research/models/<slug:clu>/", models.show_lived, name="lived"),
    path("research/gaps/", gaps.show, name="gaps"),
    path("research/gaps/<slug:axis>/<slug:level>/<slug:context>/", gaps.cell, name="gap"),
]
