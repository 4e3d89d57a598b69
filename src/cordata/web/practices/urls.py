"""Practices: public pages, a school's own, researchers', and who validates."""

from django.urls import path

from cordata.web.practices.views import (
    contact,
    documenting,
    evidence,
    experts,
    feed,
    files,
    ours,
    passing,
    public,
    spread,
    standing,
    telling,
    validating,
)

app_name = "practices"
PRACTICE = "practices/<int:number>/"
OURS = "school/practices/<slug:prc>/"
RECORD = "research/practices/<slug:prc>/"

urlpatterns = [
    path("practices/", public.list_practices, name="list"),
    path("practices/feed/", feed.feed, name="feed"),
    path("practices/criteria/", public.criteria, name="criteria"),
    path("practices/validate/", validating.waiting, name="waiting"),
    path("practices/validate/<slug:edn>/", validating.validate, name="validate"),
    path("practices/experts/", experts.programmes, name="experts"),
    path("practices/experts/<slug:programme>/", experts.named, name="experts-of"),
    path("practices/experts/<slug:programme>/<slug:xpt>/end/", experts.end, name="end-expert"),
    path("practices/pictures/<slug:prc>/", files.picture, name="picture"),
    path("practices/evidence/<slug:evd>/", files.evidence_file, name="file"),
    path("practices/<int:number>-<slug:slug>/", public.show, name="named"),
    path(PRACTICE, public.show, name="practice"),
    path(f"{PRACTICE}spread/", spread.show, name="spread"),
    path(f"{PRACTICE}spread.csv", spread.table, name="spread-csv"),
    path(f"{PRACTICE}ask/", contact.ask, name="ask"),
    path(f"{PRACTICE}learned/", passing.learned, name="learned"),
    path("passings/<slug:pas>/confirm/", passing.confirm, name="confirm"),
    path("passings/<slug:pas>/end/", passing.end, name="end"),
    path("school/practices/", ours.list_ours, name="ours"),
    path("school/practices/new/", telling.new, name="new"),
    path(OURS, ours.show, name="our-practice"),
    path(f"{OURS}change/", telling.change, name="change"),
    path(f"{OURS}answer/<int:question>/", ours.answer, name="answer"),
    path(f"{OURS}agree/", standing.agree, name="agree"),
    path(f"{OURS}changes/", standing.ask_changes, name="ask-changes"),
    path(f"{OURS}withdraw/", standing.withdraw, name="withdraw"),
    path(f"{OURS}questions/", standing.take_questions, name="take-questions"),
    path(f"{OURS}taught/", passing.taught, name="taught"),
    path("research/practices/", documenting.queue, name="queue"),
    path(RECORD, documenting.record, name="record"),
    path(f"{RECORD}start/", documenting.start, name="start"),
    path(f"{RECORD}ask/", documenting.ask, name="ask-school"),
    path(f"{RECORD}agreement/", documenting.ask_agreement, name="ask-agreement"),
    path(f"{RECORD}publish/", documenting.publish, name="publish"),
    path(f"{RECORD}evidence/", evidence.tie, name="tie"),
    path(f"{RECORD}evidence/<slug:evd>/untie/", evidence.untie, name="untie"),
]
