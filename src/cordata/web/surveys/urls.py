"""Rounds: of our school, of our cluster, of a whole cohort."""

from django.urls import path

from cordata.web.surveys.views import coordinating, feedback, paper, rounds, start, taking_back

app_name = "surveys"
OURS = "school/self-assessment/"
ROUND = f"{OURS}<slug:round>/"
COUNTRY = "coordinate/<slug:cc>/surveys/"

urlpatterns = [
    path(OURS, start.list_rounds, name="rounds"),
    path(f"{OURS}start/<slug:par>/", start.start, name="start"),
    path(ROUND, rounds.show, name="round"),
    path(f"{ROUND}change/", rounds.change, name="change"),
    path(f"{ROUND}remind/", rounds.remind, name="remind"),
    path(f"{ROUND}close/", rounds.close, name="close"),
    path(f"{ROUND}paper/<slug:voice>/<slug:language>.pdf", paper.sheet, name="sheet"),
    path(f"{ROUND}slips/<slug:voice>/", paper.slips, name="slips"),
    path(f"{ROUND}entry/<slug:voice>/", paper.entry, name="entry"),
    path("clusters/<slug:cluster>/feedback/", feedback.ask, name="feedback"),
    path(COUNTRY, coordinating.list_waves, name="waves"),
    path(f"{COUNTRY}start/<slug:cohort>/", coordinating.start, name="start-wave"),
    path(f"{COUNTRY}<slug:wave>/", coordinating.show, name="wave"),
    path(f"{COUNTRY}<slug:wave>/take-back/", taking_back.take_back, name="take-back-wave"),
]
