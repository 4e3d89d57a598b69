"""One page; ``cordata.urls`` leaves it out when Cordata serves for real."""

from django.urls import path

from cordata.web.catalogue import views

app_name = "catalogue"

urlpatterns = [path("catalogue/", views.show, name="components")]
