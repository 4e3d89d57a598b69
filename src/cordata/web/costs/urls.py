"""Costs: of a cluster for its mentor school, of a network for its coordinators, and prices."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cordata.costs.models import Item
from cordata.web.costs.views import cluster, network, prices


class ItemConverter(StringConverter):
    """What has a national price."""

    regex = "|".join(Item.values)


register_converter(ItemConverter, "priced_item")

app_name = "costs"
COHORT = "coordinate/<slug:cc>/cohorts/<slug:cohort>/costs"
PRICES = "coordinate/<slug:cc>/prices"

urlpatterns = [
    path("clusters/<slug:cluster>/costs/", cluster.confirm, name="cluster"),
    path(f"{COHORT}/", network.show, name="network"),
    path(f"{COHORT}.csv", network.table, name="csv"),
    path(f"{COHORT}/band/", network.band, name="band"),
    path(f"{PRICES}/", prices.show, name="prices"),
    path(f"{PRICES}.csv", prices.table, name="prices-csv"),
    path(f"{PRICES}/<priced_item:item>/", prices.set_one, name="price"),
]
