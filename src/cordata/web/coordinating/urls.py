"""A coordinator's year: clusters to call, messages, reports; and a school's own figures."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from cordata.cycles.queries.reports import BLOCKS
from cordata.web.coordinating.views import calls, messages, ours, reports


class VerbConverter(StringConverter):
    """What can be done about an alert."""

    regex = "|".join(calls.FORMS)


class BlockConverter(StringConverter):
    """The texts of a report."""

    regex = "|".join(BLOCKS)


register_converter(VerbConverter, "verb_of_alert")
register_converter(BlockConverter, "block_of_report")

app_name = "coordinating"

COUNTRY = "coordinate/<slug:cc>/"
CLUSTER = f"{COUNTRY}clusters/<slug:cluster>/year/"
COHORT = f"{COUNTRY}cohorts/<slug:cohort>/"
MESSAGE = f"{COUNTRY}messages/<slug:message>/"
REPORT = f"{COUNTRY}reports/<slug:report>/"

urlpatterns = [
    path(f"{COUNTRY}to-call/", calls.list_to_call, name="to-call"),
    path(CLUSTER, calls.show, name="cluster"),
    path(f"{CLUSTER}note/", calls.note, name="note"),
    path(f"{CLUSTER}notes.csv", calls.export_notes, name="notes"),
    path(f"{CLUSTER}<slug:kind>/<verb_of_alert:verb>/", calls.do, name="do"),
    path(f"{COUNTRY}messages/", messages.list_sent, name="messages"),
    path(f"{COHORT}messages/new/", messages.write, name="write"),
    path(f"{COHORT}messages/send/", messages.send, name="send"),
    path(MESSAGE, messages.show, name="message"),
    path(f"{MESSAGE}undo/", messages.undo, name="undo"),
    path(f"{COUNTRY}reports/", reports.list_reports, name="reports"),
    path(f"{COHORT}reports/new/", reports.start, name="start-report"),
    path(REPORT, reports.show, name="report"),
    path(f"{REPORT}send/", reports.send, name="send-report"),
    path(f"{REPORT}words/<block_of_report:block>/", reports.write, name="write-report"),
    path(f"{REPORT}report.<slug:ending>", reports.download, name="report-file"),
    path("clusters/<slug:cluster>/seen/", ours.seen, name="seen"),
    path("our-year/<slug:par>/", ours.our_year, name="our-year"),
]
