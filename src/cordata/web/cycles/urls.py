"""The cycle: goals and activities."""

from django.urls import path

from cordata.web.cycles.views import activities, goals, proposals

app_name = "cycles"
GOAL = "goals/<slug:goal>/"
ACTIVITY = "activities/<slug:activity>/"
PROPOSAL = "proposed-goals/<slug:proposal>/"

urlpatterns = [
    path("clusters/<slug:cluster>/agenda/", activities.agenda, name="agenda"),
    path(ACTIVITY, activities.show, name="activity"),
    path(f"{ACTIVITY}cancel/", activities.cancel, name="cancel"),
    path(f"{ACTIVITY}activity.ics", activities.calendar, name="calendar"),
    path("our-goals/<slug:par>/", goals.plan, name="plan"),
    path(PROPOSAL, proposals.show, name="proposal"),
    path(f"{PROPOSAL}agree/", proposals.agree, name="agree"),
    path(f"{PROPOSAL}decline/", proposals.decline, name="decline"),
    path(GOAL, goals.show, name="goal"),
    path(f"{GOAL}move/", goals.move, name="move"),
    path(f"{GOAL}word/", goals.word, name="word"),
    path(f"{GOAL}drop/", goals.drop, name="drop"),
    path(f"{GOAL}steps/", goals.add_step, name="add-step"),
    path(f"{GOAL}steps/<slug:step>/", goals.mark_step, name="mark-step"),
]
