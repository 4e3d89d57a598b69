"""The first page, this week, plain texts, colours."""

from django.urls import path, re_path

from cordata.web.home import views

app_name = "home"
urlpatterns = [
    path("", views.home, name="home"),
    path("home/", views.this_week, name="this-week"),
    path("theme/", views.theme, name="theme"),
    path("health/", views.health, name="health"),
    # Named one by one, so that they keep short addresses beside those of the areas.
    re_path(
        r"^(?P<slug>about|help|accessibility|privacy|how-it-works)/$", views.text, name="text"
    ),
]
