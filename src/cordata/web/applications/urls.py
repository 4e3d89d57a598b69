"""Applications: behind links for schools and heads, at the desk for coordinators."""

from django.urls import path

from cordata.web.applications.views import begin, declare, desk, send, together, write

app_name = "applications"
LINK = "apply/<str:token>/"
DESK = "coordinate/<slug:cc>/calls/applications/<slug:application>/"

urlpatterns = [
    path("calls/<slug:slug>/apply/", begin.begin, name="begin"),
    path(LINK, write.write, name="write"),
    path(f"{LINK}files/", write.attach, name="attach"),
    path(f"{LINK}files/<slug:attachment>/", write.attached, name="attached"),
    path(f"{LINK}agreements/", write.ask, name="ask"),
    path(f"{LINK}together/", together.change, name="together"),
    path(f"{LINK}withdraw/", write.withdraw, name="withdraw"),
    path(f"{LINK}check/", send.check, name="check"),
    path(f"{LINK}application.pdf", send.pdf, name="pdf"),
    path("agree/<str:token>/", declare.agree, name="agree"),
    path(
        "coordinate/<slug:cc>/calls/<slug:call>/applications/",
        desk.list_applications,
        name="applications",
    ),
    path(DESK, desk.read, name="read"),
    path(f"{DESK}application.pdf", desk.read_pdf, name="read-pdf"),
    path(f"{DESK}files/<slug:attachment>/", desk.read_file, name="read-file"),
]
