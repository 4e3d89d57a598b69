"""Guidelines: /guidelines/first-visit/ is what holds now, /guidelines/first-visit/v1.0/ stays for good."""

from django.urls import path

from cordata.web.guidelines.views import deciding, feeds, files, reading, writing

app_name = "guidelines"
ONE = "guidelines/<slug:slug>/"
EDITION = f"{ONE}v<int:major>.<int:minor>/"

urlpatterns = [
    path("guidelines/", reading.list_guidelines, name="list"),
    path("guidelines/feed.atom", feeds.advice, name="feed"),
    path("guidelines/work/", writing.desk, name="desk"),
    path("guidelines/work/<slug:prg>/", writing.begin, name="begin"),
    path(ONE, reading.show, name="one"),
    path(f"{ONE}changes/", reading.changes, name="changes"),
    path(f"{ONE}preview/<slug:language>/", reading.preview, name="preview"),
    path(EDITION, reading.show_edition, name="edition"),
    path(f"{EDITION}<str:name>", files.one_file, name="file"),
    path(f"{ONE}work/", writing.work, name="work"),
    path(f"{ONE}work/describe/", writing.describe, name="describe"),
    path(f"{ONE}work/ask/", deciding.ask, name="ask"),
    path(f"{ONE}work/decide/", deciding.decide, name="decide"),
    path(f"{ONE}work/call-off/", deciding.call_off, name="call-off"),
    path(f"{ONE}work/<slug:language>/", writing.write, name="write"),
    path(f"{ONE}work/<slug:language>/publish/", deciding.add_language, name="add-language"),
]
