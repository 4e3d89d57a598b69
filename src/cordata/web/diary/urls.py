"""The diary: entries in the cluster, and posts for everybody."""

from django.urls import path

from cordata.web.diary.views import entries, posts

app_name = "diary"
ENTRY = "diary/<slug:entry>/"
POSTS = "coordinate/<slug:cc>/posts/"

urlpatterns = [
    path("clusters/<slug:cluster>/diary/", entries.of_cluster, name="cluster"),
    path("diary/", entries.shared, name="shared"),
    path(ENTRY, entries.show, name="entry"),
    path(f"{ENTRY}change/", entries.change, name="change"),
    path(f"{ENTRY}take-out/", entries.take_out, name="take-out"),
    path(f"{ENTRY}file/", entries.file, name="file"),
    path(f"{ENTRY}propose/", posts.propose, name="propose"),
    path(f"{ENTRY}take-back/", posts.take_back, name="take-back"),
    path(POSTS, posts.review, name="posts"),
    path(f"{POSTS}<slug:post>/", posts.decide, name="decide"),
    path("networks/<slug:cc>/posts/", posts.public_list, name="public"),
    path("posts/<slug:post>/picture/", posts.picture, name="picture"),
]
