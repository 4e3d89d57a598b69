"""Schools: directory, map, one school, our school, registers."""

from django.urls import path

from cordata.web.schools.views import directory, imports, manage, ours

app_name = "schools"
COUNTRY = "coordinate/<slug:cc>/schools/"
IMPORT = f"{COUNTRY}imports/<slug:taken>/"

urlpatterns = [
    path("schools/", directory.directory, name="directory"),
    path("schools.csv", directory.table, name="table"),
    path("schools/<slug:school>/", directory.show, name="school"),
    path("schools/<slug:school>/<slug:slug>/", directory.show, name="school-named"),
    path("map/", directory.draw_map, name="map"),
    path("school/", ours.ours, name="ours"),
    path("school/now/<slug:where>/", ours.lead, name="now"),
    path("school/<slug:school>/listed/", ours.set_listed, name="listed"),
    path(COUNTRY, manage.coordinated, name="coordinated"),
    path(f"{COUNTRY}<slug:school>/flag/", manage.flag, name="flag"),
    path(f"{COUNTRY}imports/", imports.upload, name="upload"),
    path(IMPORT, imports.show, name="import"),
    path(f"{IMPORT}columns/", imports.choose_columns, name="columns"),
    path(f"{IMPORT}take-in/", imports.take_in, name="take-in"),
    path(f"{IMPORT}problems/", imports.problems, name="problems"),
    path(f"{IMPORT}problems.csv", imports.problems_table, name="problems-table"),
    path(f"{IMPORT}changes.csv", imports.changes_table, name="changes-table"),
]
