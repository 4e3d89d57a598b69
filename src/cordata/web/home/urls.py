"""The first page, this week, plain texts, colours."""

from django.urls import path

from cordata.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("home/", views.this_week, name="this-week"),
    path("theme/", views.theme, name="theme"),
    path("health/", views.health, name="health"),
    path("pages/<slug:slug>/", views.text, name="text"),
]
