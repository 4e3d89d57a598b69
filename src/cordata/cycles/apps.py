from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "cordata.cycles"
