"""Research and its findings."""

from django.urls import path

from cordata.web.evidence.views import (
    analyses,
    editing,
    findings,
    indicators,
    power,
    projects,
    standing,
)

app_name = "evidence"
ANALYSIS = "research/analyses/<slug:ana>/"
FINDING = "findings/<slug:fnd>/"

urlpatterns = [
    path("research/", projects.list_projects, name="projects"),
    path("research/power/", power.calculate, name="power"),
    path("research/indicators/", indicators.show, name="indicators"),
    path("research/indicators.csv", indicators.table, name="indicators-csv"),
    path("research/<slug:prj>/", projects.show, name="project"),
    path("research/<slug:prj>/register/", projects.register, name="register"),
    path(ANALYSIS, analyses.show, name="analysis"),
    path(f"{ANALYSIS}run/", analyses.run, name="run"),
    path("research/runs/<slug:run>/finding/", editing.write, name="write"),
    path("findings/", findings.list_findings, name="findings"),
    path(FINDING, findings.show, name="finding"),
    path("findings/<slug:fnd>.csv", findings.table, name="csv"),
    path(f"{FINDING}edit/", editing.change, name="change"),
    path(f"{FINDING}ask-review/", standing.ask, name="ask-review"),
    path(f"{FINDING}review/", standing.review, name="review"),
    path(f"{FINDING}release/", standing.release, name="release"),
    path(f"{FINDING}withdraw/", standing.withdraw, name="withdraw"),
    path(f"{FINDING}compute-again/", standing.compute_again, name="compute-again"),
]
