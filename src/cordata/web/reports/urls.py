"""Reports of self-assessments."""

from django.urls import path

from cordata.web.reports.views import choose, files, pooled, report, strengths

app_name = "reports"
REPORT = "school/self-assessment/<slug:rnd>/report"
WAVE = "coordinate/<slug:cc>/surveys/<slug:wave>/figures"

urlpatterns = [
    path(f"{REPORT}/", report.show, name="report"),
    path(f"{REPORT}/share/", report.share, name="share"),
    path(f"{REPORT}/recompute/", report.recompute, name="recompute"),
    path(f"{REPORT}/goals/", choose.choose, name="choose"),
    path(f"{REPORT}.pdf", files.pdf, name="pdf"),
    path(f"{REPORT}.xlsx", files.workbook, name="xlsx"),
    path(f"{REPORT}.csv", files.table, name="csv"),
    path("clusters/<slug:cluster>/strengths/", strengths.show, name="strengths"),
    path(f"{WAVE}/", pooled.show, name="pooled"),
    path(f"{WAVE}.csv", pooled.table, name="pooled-csv"),
]
