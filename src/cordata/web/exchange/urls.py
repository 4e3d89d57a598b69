"""The public side of the policy exchange: reading is everybody's, writing is for organisations."""

from django.urls import path

from cordata.web.exchange.views import applying, countries, front, ledger, meetings, positions

app_name = "exchange"
POSITION = "exchange/positions/<int:number>/"

urlpatterns = [
    path("exchange/", front.show, name="exchange"),
    path("exchange/charter/", front.charter, name="charter"),
    path("exchange/members/", front.members, name="members"),
    path("exchange/members/<slug:org>/", front.member, name="member"),
    path("exchange/apply/", applying.apply, name="apply"),
    path("exchange/apply/<slug:org>/", applying.prove, name="prove"),
    path(POSITION, positions.show, name="position"),
    path(f"{POSITION}v<int:version>/", positions.show_version, name="version"),
    path(f"{POSITION}ask/", positions.ask, name="ask"),
    path("exchange/questions/<slug:question>/", positions.reply, name="reply"),
    path(
        "exchange/questions/<slug:question>/take-back/",
        positions.take_question_back,
        name="take-question-back",
    ),
    path("exchange/countries/", countries.compare, name="countries"),
    path("exchange/countries.csv", countries.table, name="countries-csv"),
    path("exchange/countries/<slug:cc>/", countries.show, name="country"),
    path("exchange/challenges/", meetings.challenges, name="challenges"),
    path("exchange/challenges/<slug:challenge>/", meetings.challenge, name="challenge"),
    path("exchange/meetings/<slug:meeting>/", meetings.meeting, name="meeting"),
    path("exchange/outputs/<slug:output>/", meetings.output, name="output"),
    path("exchange/ledger/", ledger.show, name="ledger"),
    path("exchange/ledger.csv", ledger.table, name="ledger-csv"),
    path("exchange/ledger/<slug:entry>/text/", ledger.legal_text, name="legal-text"),
]
