"""Looking back together."""

from django.urls import path

from cordata.web.reviews.views import handing_over, midterm, reflections, terms

app_name = "reviews"
CLUSTER = "clusters/<slug:cluster>/"
REFLECTION = "working-together/<slug:reflection>/"
TERM = f"{CLUSTER}terms/<int:term>/"
SCHOOL = "hand-over/<slug:par>/"

urlpatterns = [
    path(f"{CLUSTER}working-together/", reflections.of_cluster, name="reflections"),
    path(REFLECTION, reflections.show, name="reflection"),
    path(f"{REFLECTION}close/", reflections.close, name="close"),
    path(f"{REFLECTION}<slug:par>/", reflections.answer, name="answer"),
    path("our-goals/<slug:par>/review/", midterm.review, name="midterm"),
    path(f"{CLUSTER}terms/", terms.of_cluster, name="terms"),
    path(TERM, terms.show, name="term"),
    path(f"{TERM}take/", terms.take, name="take"),
    path(f"{CLUSTER}hand-over/", handing_over.of_cluster, name="cluster-hand-over"),
    path(SCHOOL, handing_over.of_school, name="hand-over"),
    path(f"{SCHOOL}grew-from/", handing_over.note_growth, name="grew-from"),
]
