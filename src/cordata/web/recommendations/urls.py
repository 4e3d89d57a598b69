"""Recommendations: /recommendations/4/ is what holds now, /recommendations/4/v1.2/ stays for good."""

from django.urls import path

from cordata.web.recommendations.views import (
    deciding,
    drafting,
    files,
    letters,
    member,
    panels,
    reading,
    resting,
    wordings,
    work,
)

app_name = "recommendations"
ONE = "recommendations/<int:number>/"
VERSION = f"{ONE}v<int:major>.<int:minor>/"
PANEL = f"{ONE}panel/"

urlpatterns = [
    path("recommendations/", reading.list_recommendations, name="list"),
    path("recommendations/feed.atom", files.feed, name="feed"),
    path("recommendations/work/", work.desk, name="desk"),
    path("recommendations/open/<slug:prj>/", work.open_one, name="open"),
    path("recommendations/panel/<str:token>/", member.show, name="member"),
    path("recommendations/panel/<str:token>/declare/", member.declare, name="declare"),
    path("recommendations/panel/<str:token>/vote/", member.vote, name="vote"),
    path("recommendations/letters/<str:token>/", letters.decide, name="letters"),
    path(ONE, reading.show, name="one"),
    path(f"{ONE}changes/", reading.changes, name="changes"),
    path(f"{ONE}letters/", letters.ask, name="ask-letters"),
    path(VERSION, reading.show_version, name="version"),
    path(f"{VERSION}<str:name>", files.one_file, name="file"),
    path(f"{ONE}work/", work.work, name="work"),
    path(f"{ONE}begin/", work.begin, name="begin"),
    path(f"{ONE}edit/", drafting.edit, name="edit"),
    path(f"{ONE}certainty/", drafting.step, name="step"),
    path(f"{ONE}preview/", drafting.preview, name="preview"),
    path(f"{ONE}rests/", resting.show, name="rests"),
    path(f"{ONE}rests/<slug:kind>/", resting.add, name="rest-on"),
    path(f"{ONE}rests/<slug:kind>/<slug:public_id>/drop/", resting.drop, name="rest-no-more"),
    path(f"{ONE}languages/<slug:language>/", wordings.word, name="wording"),
    path(f"{ONE}ask-review/", deciding.ask, name="ask-review"),
    path(f"{ONE}take-back/", deciding.take_back, name="take-back"),
    path(f"{ONE}review/", deciding.review, name="review"),
    path(f"{ONE}schedule/", deciding.schedule, name="schedule"),
    path(f"{ONE}publish/", deciding.publish, name="publish"),
    path(f"{ONE}withdraw/", deciding.withdraw, name="withdraw"),
    path(f"{ONE}supersede/", deciding.supersede, name="supersede"),
    path(f"{ONE}notices/<slug:notice>/", deciding.decide, name="decide"),
    path(PANEL, panels.show, name="panel"),
    path(f"{PANEL}call/", panels.call, name="call-panel"),
    path(f"{PANEL}members/", panels.add, name="add-member"),
    path(f"{PANEL}members/<slug:member>/drop/", panels.drop, name="drop-member"),
    path(f"{PANEL}open/", panels.open_round, name="open-round"),
    path(f"{PANEL}close/", panels.close_round, name="close-round"),
]
