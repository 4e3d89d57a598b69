"""Addresses of the simulator, of scenarios and of contexts."""

from django.urls import path

from cordata.web.simulate.views import contexts, describing, scenarios, simulate

app_name = "simulate"
urlpatterns = [
    path("simulate/", simulate.show, name="simulate"),
    path("simulate/numbers.csv", simulate.table, name="table"),
    path("simulate/numbers.json", simulate.document, name="document"),
    path("simulate/cost/", simulate.cost, name="cost"),
    path("policy/scenarios/", scenarios.show_all, name="scenarios"),
    path("policy/scenarios/save/", scenarios.save, name="save"),
    path("policy/scenarios/compare/", scenarios.compare, name="compare"),
    path("policy/scenarios/by-link/<str:token>/", scenarios.show_linked, name="linked"),
    path("policy/scenarios/<str:sce>/", scenarios.show, name="scenario"),
    path("policy/scenarios/<str:sce>/share/", scenarios.share, name="share"),
    path("policy/scenarios/<str:sce>/link/", scenarios.link, name="link"),
    path("policy/scenarios/<str:sce>/revoke/", scenarios.revoke, name="revoke"),
    path("policy/scenarios/<str:sce>/remove/", scenarios.remove, name="remove"),
    path("policy/context/", contexts.show_all, name="contexts"),
    path("policy/context/template.csv", contexts.template, name="template"),
    path("policy/context/type/", describing.type_in, name="type-in"),
    path("policy/context/file/", describing.take_in, name="take-in"),
    path("policy/context/register/", describing.count, name="count"),
    path("policy/context/here/<int:number>/", contexts.here, name="here"),
    path("policy/context/<str:cct>/", contexts.show, name="context"),
    path("policy/context/<str:cct>/schools.csv", contexts.place_table, name="place-table"),
    path("policy/context/<str:cct>/evidence.csv", contexts.reach_table, name="reach-table"),
    path("policy/context/<str:cct>/<int:number>/", contexts.fit, name="fit"),
]
