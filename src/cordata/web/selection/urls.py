"""Assessment and decision."""

from django.urls import path

from cordata.web.selection.views import (
    assess,
    decide,
    outcomes,
    rank,
    school,
    together,
    waiting,
)

app_name = "selection"
CALL = "coordinate/<slug:cc>/calls/<slug:call>/"
SELECTION = "coordinate/<slug:cc>/calls/decisions/<slug:selection>/"
ASSESSMENT = "assess/<slug:assessment>/"

urlpatterns = [
    path("assess/", assess.mine, name="mine"),
    path("assess/statement/<slug:assessor>/", assess.state, name="state"),
    path(ASSESSMENT, assess.assess, name="assess"),
    path(f"{ASSESSMENT}ask/", assess.ask, name="ask"),
    path(f"{ASSESSMENT}files/<slug:attachment>/", assess.file, name="file"),
    path("answer/<str:token>/", school.answer, name="answer"),
    path("apply/<str:token>/decision/", school.decision, name="decision"),
    path(f"{CALL}assessors/", rank.assessors, name="assessors"),
    path(f"{CALL}assessors/assign/", rank.assign, name="assign"),
    path(f"{CALL}assessors/<slug:assessor>/", rank.change_assessor, name="assessor"),
    path(f"{CALL}ranking/", rank.ranking, name="ranking"),
    path(f"{CALL}appeals/", decide.appeals, name="appeals"),
    path(f"{CALL}waiting/", waiting.show, name="waiting"),
    path(f"{CALL}together/", together.list_together, name="together"),
    path(f"{CALL}together/<slug:group>/confirm/", together.confirm, name="confirm"),
    path(SELECTION, outcomes.show, name="selection"),
    path(f"{SELECTION}outcomes/<slug:outcome>/", outcomes.override, name="override"),
    path(f"{SELECTION}decide/", decide.decide, name="decide"),
    path(f"{SELECTION}draw.json", decide.draw, name="draw"),
    path(f"{SELECTION}allocation.<slug:kind>", decide.table, name="table"),
]
