"""Research and its findings."""

from django.urls import path

from cordata.web.evidence.views import (
    analyses,
    editing,
    files,
    findings,
    indicators,
    jobs,
    power,
    projects,
    rules,
    schools,
    standing,
)

app_name = "evidence"
PROJECT = "research/<slug:prj>/"
JOB = "research/jobs/<slug:job>/"
ANALYSIS = "research/analyses/<slug:ana>/"
FINDING = "findings/<slug:fnd>/"

urlpatterns = [
    path("research/", projects.list_projects, name="projects"),
    path("research/power/", power.calculate, name="power"),
    path("research/indicators/", indicators.show, name="indicators"),
    path("research/indicators.csv", indicators.table, name="indicators-csv"),
    path(PROJECT, projects.show, name="project"),
    path(f"{PROJECT}register/", projects.register, name="register"),
    path(f"{PROJECT}rules/", rules.describe, name="describe"),
    path(f"{PROJECT}approval/", rules.approval, name="approval"),
    path(f"{PROJECT}design/", rules.design, name="design"),
    path(f"{PROJECT}design/deviations/", rules.deviate, name="deviate"),
    path(f"{PROJECT}consents/", rules.consents, name="consents"),
    path(f"{PROJECT}releases/", rules.releases, name="releases"),
    path(JOB, jobs.show, name="job"),
    path(f"{JOB}again/", jobs.again, name="again"),
    path(ANALYSIS, analyses.show, name="analysis"),
    path(f"{ANALYSIS}run/", analyses.run, name="run"),
    path("research/runs/<slug:run>/finding/", editing.write, name="write"),
    path("research/runs/<slug:run>/rows/", files.rows, name="rows"),
    path("school/<slug:sch>/research/", schools.show, name="school"),
    path("school/<slug:sch>/research/decide/", schools.decide, name="decide"),
    path("findings/", findings.list_findings, name="findings"),
    path(FINDING, findings.show, name="finding"),
    path("findings/<slug:fnd>.csv", findings.table, name="csv"),
    path("findings/<slug:fnd>.zip", files.crate, name="crate"),
    path(f"{FINDING}files/<str:name>", files.one_file, name="file"),
    path(f"{FINDING}edit/", editing.change, name="change"),
    path(f"{FINDING}ask-review/", standing.ask, name="ask-review"),
    path(f"{FINDING}review/", standing.review, name="review"),
    path(f"{FINDING}remark/", standing.remark, name="remark"),
    path(f"{FINDING}release/", standing.release, name="release"),
    path(f"{FINDING}withdraw/", standing.withdraw, name="withdraw"),
    path(f"{FINDING}compute-again/", standing.compute_again, name="compute-again"),
]
