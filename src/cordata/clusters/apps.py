from django.apps import AppConfig


class ClustersConfig(AppConfig):
    name = "cordata.clusters"
