from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "cordata.web"
