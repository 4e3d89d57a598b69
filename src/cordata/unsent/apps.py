from django.apps import AppConfig


class UnsentConfig(AppConfig):
    name = "cordata.unsent"
