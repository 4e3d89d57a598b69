"""The cycle: goals, the ways to begin one, and activities."""

from django.urls import path

from cordata.web.cycles.views import (
    activities,
    goals,
    library,
    moving,
    observations,
    planning,
    proposals,
    telling,
    templates,
)

app_name = "cycles"
GOAL = "goals/<slug:goal>/"
ACTIVITY = "activities/<slug:activity>/"
PROPOSAL = "proposed-goals/<slug:proposal>/"
OURS = "our-goals/<slug:par>/"
LIBRARY = "coordinate/<slug:cc>/goal-templates/"
TEMPLATE = f"{LIBRARY}<slug:template>/"

urlpatterns = [
    path("clusters/<slug:cluster>/agenda/", activities.agenda, name="agenda"),
    path(ACTIVITY, telling.show, name="activity"),
    path(f"{ACTIVITY}cancel/", activities.cancel, name="cancel"),
    path(f"{ACTIVITY}move/", moving.move, name="move-activity"),
    path(f"{ACTIVITY}observation/", observations.agree, name="observation"),
    path(f"{ACTIVITY}observation/consent/", observations.consent, name="consent"),
    path(f"{ACTIVITY}observation/withdraw/", observations.withdraw, name="withdraw-consent"),
    path(f"{ACTIVITY}observation/notes/", observations.note, name="notes"),
    path(f"{ACTIVITY}activity.ics", activities.calendar, name="calendar"),
    path(PROPOSAL, proposals.show, name="proposal"),
    path(f"{PROPOSAL}agree/", proposals.agree, name="agree"),
    path(f"{PROPOSAL}decline/", proposals.decline, name="decline"),
    path(OURS, goals.plan, name="plan"),
    path(f"{OURS}talk/", planning.talk, name="talk"),
    path(f"{OURS}templates/", templates.choose, name="templates"),
    path(f"{OURS}templates/<slug:template>/", templates.start, name="template"),
    path(GOAL, goals.show, name="goal"),
    path(f"{GOAL}move/", goals.move, name="move"),
    path(f"{GOAL}word/", goals.word, name="word"),
    path(f"{GOAL}drop/", goals.drop, name="drop"),
    path(f"{GOAL}steps/", goals.add_step, name="add-step"),
    path(f"{GOAL}steps/<slug:step>/", goals.mark_step, name="mark-step"),
    path(f"{GOAL}offers/<slug:offer>/", templates.answer_offer, name="answer-offer"),
    path(LIBRARY, library.show_all, name="library"),
    path(f"{LIBRARY}new/", library.add, name="new-template"),
    path(TEMPLATE, library.word, name="template-words"),
    path(f"{TEMPLATE}offer/", library.offer, name="offer-words"),
    path(f"{TEMPLATE}retire/", library.retire, name="retire-template"),
]
