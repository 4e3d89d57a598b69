"""Agreements: written and proposed by coordinators, signed behind links."""

from django.urls import path

from cordata.web.agreements.views import desk, party, template

app_name = "agreements"
COUNTRY = "coordinate/<slug:cc>/"
CLUSTER = f"{COUNTRY}clusters/<slug:cluster>/agreement/"
LINK = "sign/<str:token>/"

urlpatterns = [
    path(f"{COUNTRY}agreement/", template.write, name="template"),
    path(CLUSTER, desk.show, name="agreement"),
    path(f"{CLUSTER}cancel/", desk.cancel, name="cancel"),
    path(f"{CLUSTER}agreement.pdf", desk.pdf, name="coordinated-pdf"),
    path(f"{CLUSTER}<slug:signature>/", desk.change_party, name="party"),
    path(f"{CLUSTER}<slug:signature>/paper", desk.paper, name="paper"),
    path(LINK, party.sign, name="sign"),
    path(f"{LINK}agreement.pdf", party.pdf, name="pdf"),
    path("clusters/<slug:cluster>/agreement.pdf", party.pdf_inside, name="pdf-inside"),
]
