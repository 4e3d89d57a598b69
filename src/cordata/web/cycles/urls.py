"""The cycle: goals."""

from django.urls import path

from cordata.web.cycles.views import goals

app_name = "cycles"
GOAL = "goals/<slug:goal>/"

urlpatterns = [
    path("our-goals/<slug:par>/", goals.plan, name="plan"),
    path(GOAL, goals.show, name="goal"),
    path(f"{GOAL}move/", goals.move, name="move"),
    path(f"{GOAL}word/", goals.word, name="word"),
    path(f"{GOAL}drop/", goals.drop, name="drop"),
    path(f"{GOAL}steps/", goals.add_step, name="add-step"),
    path(f"{GOAL}steps/<slug:step>/", goals.mark_step, name="mark-step"),
]
