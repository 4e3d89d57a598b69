"""Matching and clusters, for coordinators and for the schools in them."""

from django.urls import path

from cordata.web.clusters.views import (
    clusters,
    comments,
    coordinated,
    decide,
    downloads,
    drafts,
    move,
    publish,
)

app_name = "clusters"

COUNTRY = "coordinate/<slug:cc>/"
COHORT = f"{COUNTRY}cohorts/<slug:cohort>/matching/"
DRAFT = f"{COUNTRY}drafts/<slug:draft>/"
CLUSTER = f"{COUNTRY}clusters/<slug:cluster>/"

urlpatterns = [
    path(COHORT, drafts.show_newest, name="matching"),
    path(f"{COHORT}compute/", drafts.compute, name="compute"),
    path(f"{COHORT}price/", drafts.price_rules, name="price-rules"),
    path(DRAFT, drafts.show, name="draft"),
    path(f"{DRAFT}choose/", drafts.choose, name="choose"),
    path(f"{DRAFT}compare/", drafts.compare, name="compare"),
    path(f"{DRAFT}quality/", drafts.show_quality, name="quality"),
    path(f"{DRAFT}plan.json", downloads.plan_document, name="plan-document"),
    path(f"{DRAFT}plan.csv", downloads.plan_table, name="plan-table"),
    path(f"{DRAFT}schools/<slug:school>/move/", move.move, name="move"),
    path(f"{DRAFT}schools/<slug:school>/forbid/", move.forbid, name="forbid"),
    path(f"{DRAFT}schools/<slug:school>/pin/", decide.pin, name="pin"),
    path(f"{DRAFT}schools/<slug:school>/unpin/", decide.unpin, name="unpin"),
    path(f"{DRAFT}schools/<slug:school>/wait/", decide.wait, name="wait"),
    path(f"{DRAFT}schools/<slug:school>/call-back/", decide.call_back, name="call-back"),
    path(f"{DRAFT}schools/<slug:school>/place/", decide.add_place, name="add-place"),
    path(f"{DRAFT}comments/", comments.ask, name="comments"),
    path("proposals/<slug:round>/<slug:mentor>/", comments.comment, name="comment"),
    path(f"{DRAFT}publish/", publish.publish, name="publish"),
    path(f"{DRAFT}undo/", publish.undo, name="undo"),
    path(f"{COUNTRY}clusters/", coordinated.list_coordinated, name="coordinated"),
    path(CLUSTER, clusters.show_coordinated, name="coordinate"),
    path(f"{CLUSTER}withdraw/", clusters.withdraw, name="withdraw"),
    path(f"{CLUSTER}hand-over/", clusters.hand_over, name="hand-over"),
    path(f"{CLUSTER}split/", clusters.split, name="split"),
    path(f"{CLUSTER}merge/", clusters.merge, name="merge"),
    path(f"{CLUSTER}end/", clusters.end, name="end"),
    path(f"{CLUSTER}model/", clusters.change_model, name="model"),
    path("clusters/<slug:cluster>/", clusters.show, name="cluster"),
]
