"""Writing in the exchange: for an organisation's own people, and for who calls the group together."""

from django.urls import path

from cordata.web.policy.views import (
    advice,
    contributing,
    desk,
    home,
    ledger,
    meetings,
    organisation,
    positions,
    publishing,
)

app_name = "policy"
POSITION = "policy/positions/<int:number>/"
ORGANISATION = "policy/organisations/<slug:org>/"
MEETING = "policy/meetings/<slug:meeting>/"

urlpatterns = [
    path("policy/", home.show, name="home"),
    path("policy/recommendations/<int:number>/", positions.begin, name="begin"),
    path(POSITION, positions.edit, name="position"),
    path(f"{POSITION}comment/", publishing.comment, name="comment"),
    path(f"{POSITION}share/", publishing.share, name="share"),
    path(f"{POSITION}check/", publishing.check, name="check"),
    path(f"{POSITION}revise/", positions.revise, name="revise"),
    path(f"{POSITION}leave/", positions.leave, name="leave"),
    path(f"{POSITION}ledger/", ledger.enter, name="enter"),
    path("policy/ledger/<slug:entry>/", ledger.tell_result, name="result"),
    path(ORGANISATION, organisation.show, name="organisation"),
    path(f"{ORGANISATION}people/", organisation.name_delegate, name="name-delegate"),
    path(
        f"{ORGANISATION}people/<slug:delegate>/end/",
        organisation.end_delegate,
        name="end-delegate",
    ),
    path(f"{ORGANISATION}renew/", organisation.renew, name="renew"),
    path(f"{ORGANISATION}offers/", organisation.set_offers, name="offers"),
    path("policy/countries/<slug:head>/", contributing.answer, name="answer"),
    path("policy/challenges/<slug:challenge>/", contributing.contribute, name="contribute"),
    path("policy/advice/", advice.show, name="advice"),
    path("policy/advice/match/", desk.match, name="match"),
    path("policy/advice/<slug:request_id>/close/", advice.close, name="close-request"),
    path("policy/advice/<slug:tie>/answer/", advice.answer, name="answer-tie"),
    path("policy/desk/", desk.show, name="desk"),
    path("policy/desk/challenge/", desk.open_challenge, name="open-challenge"),
    path("policy/desk/<slug:org>/", desk.decide, name="decide"),
    path("policy/challenges/<slug:challenge>/meeting/", meetings.call, name="call-meeting"),
    path(MEETING, meetings.write, name="write-meeting"),
    path(f"{MEETING}publish/", meetings.publish, name="publish-minutes"),
    path(f"{MEETING}outputs/", meetings.add_output, name="add-output"),
]
