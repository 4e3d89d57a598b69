"""What is typed, kept on the server; and the page of what is kept on a device."""

from django.urls import path

from cordata.web.line import views

app_name = "line"

urlpatterns = [
    path("unsent/keep/", views.keep, name="keep"),
    path("unsent/forget/", views.forget, name="forget"),
    path("kept/", views.kept, name="kept"),
]
