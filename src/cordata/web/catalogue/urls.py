"""Pages for who builds pages; ``cordata.urls`` leaves them out when Cordata serves for real."""

from django.urls import path

from cordata.web.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("catalogue/", views.show, name="components"),
    path("catalogue/line/", views.line, name="line"),
]
