"""Networks: for the public, for coordinators, for schools, for administrators."""

from django.urls import path

from cordata.web.networks.views import (
    cohorts,
    countries,
    needs,
    overview,
    participations,
    public,
    rules,
    sheet,
    vocabulary,
)

app_name = "networks"

COUNTRY = "coordinate/<slug:cc>/"
COHORT = f"{COUNTRY}cohorts/<slug:cohort>/"
SCHOOL = f"{COHORT}schools/<slug:par>/"

urlpatterns = [
    path("networks/", public.list_networks, name="networks"),
    path("networks/<slug:cc>/", public.show_country, name="network"),
    path(COUNTRY, overview.show, name="overview"),
    path(f"{COUNTRY}cohorts/new/", cohorts.start, name="start-cohort"),
    path(COHORT, cohorts.show, name="cohort"),
    path(f"{COHORT}add/", cohorts.take_part, name="take-part"),
    path(f"{COHORT}schools.csv", sheet.download_csv, name="sheet-csv"),
    path(f"{COHORT}schools.xlsx", sheet.download_xlsx, name="sheet-xlsx"),
    path(f"{COHORT}sheet/", sheet.check, name="sheet"),
    path(f"{COHORT}sheet/take-in/", sheet.take_in, name="take-in-sheet"),
    path(f"{COHORT}rules/", rules.change, name="rules"),
    path(SCHOOL, participations.change, name="participation"),
    path(f"{SCHOOL}withdraw/", participations.withdraw, name="withdraw"),
    path(f"{SCHOOL}wishes/", participations.set_wishes, name="set-wishes"),
    path("school/needs/", needs.list_own, name="needs"),
    path("school/needs/<slug:par>/", needs.change, name="needs-of"),
    path("admin/countries/", countries.list_countries, name="countries"),
    path("admin/countries/<slug:cc>/", countries.change_country, name="country-settings"),
    path("admin/countries/<slug:cc>/words/", countries.change_words, name="country-words"),
    path("admin/topics/", vocabulary.list_topics, name="topics"),
    path("admin/topics/<slug:topic>/", vocabulary.change_topic, name="topic"),
    path("admin/programmes/", vocabulary.list_programmes, name="programmes"),
]
