"""Dates: my calendar, answers to invitations, joining from a distance, the cluster's year."""

from django.urls import path

from cordata.web.dates.views import answer, cycle, join, mine

app_name = "dates"
CYCLE = "clusters/<slug:cluster>/cycle/"

urlpatterns = [
    path("me/calendar/", mine.show, name="mine"),
    path("me/calendar/new-address/", mine.renew, name="renew"),
    path("come/<str:token>/", answer.answer, name="answer"),
    path("activities/<slug:activity>/join/", join.join, name="join"),
    path(CYCLE, cycle.show, name="cycle"),
    path(f"{CYCLE}stage/", cycle.set_stage, name="stage"),
    path(f"{CYCLE}days/", cycle.plan_days, name="days"),
    path(f"{CYCLE}kick-off/", cycle.propose_kick_off, name="kick-off"),
]
