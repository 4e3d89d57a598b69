"""Answering: no account, no name. The link is the only key, and the shortest address there is."""

from django.urls import path

from cordata.web.answering.views import begin, finish, pages

app_name = "answering"
LINK = "a/<slug:token>/"

urlpatterns = [
    path(LINK, begin.intro, name="intro"),
    path(f"{LINK}slip/<slug:code>/", begin.intro, name="slip"),
    path(f"{LINK}go-on/", begin.go_on, name="go-on"),
    path(f"{LINK}next/", begin.next_person, name="next"),
    path(f"{LINK}<int:number>/", pages.page, name="page"),
    path(f"{LINK}all/", pages.whole, name="all"),
    path(f"{LINK}later/", pages.later, name="later"),
    path(f"{LINK}code/", finish.code, name="code"),
    path(f"{LINK}end/", finish.end, name="end"),
]
