"""Calls: public pages, and the desk of the coordinator."""

from django.urls import path

from cordata.web.calls.views import desk, inviting, parts, public, questions, start

app_name = "calls"
CALLS = "coordinate/<slug:cc>/calls/"
CALL = f"{CALLS}<slug:call>/"

urlpatterns = [
    path("start-a-cluster/", start.start, name="start"),
    path("calls/", public.list_public, name="public-list"),
    path("calls/feed/", public.feed, name="feed"),
    path("calls/invited/<str:token>/", inviting.invited, name="invited"),
    path("calls/<slug:slug>/", public.show_public, name="public"),
    path("calls/<slug:slug>/ask/", questions.ask, name="ask"),
    path("calls/<slug:slug>/results/", public.results, name="results"),
    path("calls/<slug:slug>/calendar.ics", public.calendar, name="calendar"),
    path(CALLS, desk.list_calls, name="calls"),
    path(CALL, desk.show, name="call"),
    path(f"{CALL}basics/", parts.basics, name="basics"),
    path(f"{CALL}eligibility/", parts.eligibility, name="eligibility"),
    path(f"{CALL}parts/<slug:part>/", parts.rows, name="rows"),
    path(f"{CALL}publish/", desk.publish, name="publish"),
    path(f"{CALL}undo/", desk.undo, name="undo"),
    path(f"{CALL}announce/", desk.announce, name="announce"),
    path(f"{CALL}invitations/", inviting.invitations, name="invitations"),
    path(f"{CALL}invitations/remind/", inviting.remind, name="remind"),
    path(f"{CALL}questions/", questions.answer, name="questions"),
]
