"""The atlas: everybody reads it; researchers write it, coordinators translate it with them."""

from django.urls import path

from cordata.web.atlas.views import reading, sources, writing

app_name = "atlas"
WAYS = "models/ways/"

urlpatterns = [
    path(WAYS, reading.list_ways, name="ways"),
    path(f"{WAYS}side-by-side/", reading.compare_ways, name="compare"),
    path(f"{WAYS}statements/new/", writing.add, name="add-of-all"),
    path(f"{WAYS}statements/<slug:sta>/<slug:language>/", writing.statement, name="statement"),
    path(f"{WAYS}statements/<slug:sta>/withdraw", writing.withdraw, name="withdraw"),
    path(f"{WAYS}<slug:way>/", reading.show_way, name="way"),
    path(f"{WAYS}<slug:way>/new/", writing.add, name="add"),
    path(f"{WAYS}<slug:way>/words/<slug:language>/", writing.words_of_way, name="words"),
    path("models/sources/", sources.list_sources, name="sources"),
    path("models/sources/take-in/", sources.take_in, name="take-in"),
    path("models/sources.<slug:ending>", sources.as_file, name="sources-file"),
]
