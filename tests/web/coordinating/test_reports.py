"""A report: the same figures on page, PDF, ODT, CSV and XLSX; two editors; kept as sent."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from odfdo import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from cordata.cycles.actions.reports import start_report
from cordata.cycles.actions.reviews import give_back_term, take_term, write_term
from cordata.cycles.models import Report
from cordata.cycles.queries.reports import live_figures
from cordata.surveys.queries.asked import asked_in
from cordata.web.coordinating.tables import tables_of
from tests.cycles.year import activity, cluster_of, goal
from tests.surveys import asking


@pytest.fixture
def report(cast):
    cluster = cluster_of(cast)
    activity(cluster, 9, "well", called_by=cast.leading, attending=[(cast.theirs, 3, 41)])
    activity(cluster, 8, "partly", kind="meeting", minutes=50, online=True)
    activity(cluster, 7, "not_held")
    goal(cast.theirs)
    return start_report(
        cast.cohort, title="Autumn", language="en", starts_on=cast.cohort.starts_on,
        ends_on=timezone.localdate(), by=cast.people["coordinator"],
    )  # fmt: skip


def address(report, route="report", **more):
    where = {"cc": "it", "report": report.public_id}
    return reverse(f"coordinating:{route}", kwargs=where | more)


def file_of(client, report, ending):
    return client.get(address(report, "report-file", ending=ending)).content


def number(words):
    return float(words.replace(",", ""))


def of_csv(data):
    rows = csv.DictReader(io.StringIO(data.decode()))
    return [(row["Table"], row["Line"], number(row["Figure"])) for row in rows]


def of_page(html):
    found = []
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL):
        title = re.search(r"<h2>(.*?)</h2>", table)[1]
        for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", table):
            name = re.sub(r"<.*?>", "", re.search(r"<th.*?</th>", row)[0])
            found += [
                (title, name, number(re.sub(r"<.*?>", "", one)))
                for one in re.findall(r"<td.*?>(.*?)</td>", row)
            ]
    return found


def of_odt(data):
    document = Document(io.BytesIO(data))
    titles = [one.inner_text for one in document.body.headers][1:]
    found = []
    for title, table in zip(titles, document.body.tables, strict=False):
        cells = [one.inner_text for one in table.get_paragraphs()]
        width = len(table.get_rows()[0].get_cells())
        for at in range(width, len(cells), width):
            name, *figures = cells[at : at + width]
            found += [(title, name, number(one)) for one in figures]
    return found


def of_xlsx(data):
    book = load_workbook(io.BytesIO(data))
    return [
        (row[0].value, float(cell.value))
        for sheet in book
        for row in sheet.iter_rows(min_row=2)
        for cell in row[1:]
    ]


def test_page_odt_csv_and_xlsx_hold_the_same_figures(report, marta):
    figures = of_csv(file_of(marta, report, "csv"))

    assert ("Time", "Hours of travel of all of them", 2.0) in figures  # 3 x 41 = 123 minutes
    assert ("Time", "Hours of all who were there", 4.5) in figures
    assert len(figures) > 30
    assert of_page(marta.get(address(report)).content.decode()) == figures
    assert of_odt(file_of(marta, report, "odt")) == figures
    assert of_xlsx(file_of(marta, report, "xlsx")) == [one[1:] for one in figures]


def test_words_that_come_after_it_was_kept_as_sent_stay_on_the_page(report, marta):
    marta.post(address(report, "send-report"), {"to": "The ministry"})

    write = address(report, "write-report", block="opening")
    late = marta.post(write, {"body": "Un anno buono", "after": "0"})

    assert late.status_code == 409
    assert "It has been sent; it stays as it was sent." in late.content.decode()
    assert "Un anno buono</textarea>" in late.content.decode()


def with_a_page(cast, report, *, language="hr"):
    """What the cluster says of its first term, taken into the report."""
    cast.people["team"].language = language
    page = write_term(
        cast.cohort.clusters.get(), 1, moved="Čitamo naglas\nsvaki dan", hindered="Vrijeme",
        ahead="Dva posjeta", version=None, by=cast.people["team"],
    )  # fmt: skip
    take_term(page, version=1, by=cast.people["coordinator"])
    return page


def test_what_a_cluster_says_is_on_page_in_pdf_and_odt_in_its_own_language(cast, report, marta):
    page = with_a_page(cast, report)
    title = "A: Valli, First term (Hrvatski)"

    html = marta.get(address(report)).content.decode()
    assert title in html
    assert re.search(r'<h4>What was in the way\?</h4><div class="prose" lang="hr">', html)
    assert reverse("reviews:term", args=[page.cluster.public_id, 1]) in html

    document = Document(io.BytesIO(file_of(marta, report, "odt")))
    said = [one.inner_text for one in document.body.get_paragraphs()]
    assert said[-7:] == [
        "What moved in our schools this term?", "Čitamo naglas", "svaki dan",
        "What was in the way?", "Vrijeme", "What do we do next term?", "Dva posjeta",
    ]  # fmt: skip
    assert 'fo:language="hr"' in document.get_part("content.xml").serialize().decode()

    pdf = PdfReader(io.BytesIO(file_of(marta, report, "pdf")))
    words = " ".join(" ".join(one.extract_text() for one in pdf.pages).split())
    assert title in words
    assert "What was in the way? Vrijeme What do we do next term? Dva posjeta" in words


def test_a_page_that_is_not_taken_is_not_in_it_and_the_coordinator_learns_it(
    cast, report, marta
):
    page = with_a_page(cast, report)
    give_back_term(page, by=cast.people["coordinator"])

    html = marta.get(address(report)).content.decode()

    assert "Vrijeme" not in html
    assert "Written, and not taken into the report yet:" in html
    assert "A: Valli, First term</a>" in html


def test_it_counts_who_answered_of_those_invited_and_keeps_it_when_sent(cast, report, marta):
    which = asking.ask(cast.theirs, invited={"teachers": 8, "students": 0})
    asking.answer(which, "teachers", *["333111"] * 3)
    asking.answer(which, "students", *["333111"] * 2)
    named = [one for one in tables_of(live_figures(report), asked_in(report)) if one.rows]
    (table,) = [one for one in named if one.title == "How many answered"]
    assert [(row.name, row.written) for row in table.rows] == [
        ("Self-assessment, At the beginning: Teachers", ["1", "8", "3", "37.5"]),
        ("Self-assessment, At the beginning: Pupils", ["1", "0", "2", "–"]),
    ]

    marta.post(address(report, "send-report"), {"to": "The ministry"})
    asking.answer(which, "teachers", "333111")

    assert (
        '<td class="r num" data-l="People who answered">3</td>'
        in marta.get(address(report)).content.decode()
    )


def test_its_figures_lead_to_where_they_were_counted(cast, report, marta):
    cluster = cast.cohort.clusters.get().public_id

    html = marta.get(address(report)).content.decode()

    for route, where in (
        ("cycles:agenda", [cluster]),
        ("clusters:coordinate", ["it", cluster]),
        ("coordinating:cluster", ["it", cluster]),
    ):
        address_of = reverse(route, args=where)
        assert re.search(rf'<td[^>]*><a href="{address_of}">', html), route
        assert marta.get(address_of).status_code == 200


def test_a_file_says_which_country_year_and_term_it_is_of(report, marta):
    Report.objects.update(term=1)

    answer = marta.get(address(report, "report-file", ending="csv"))

    name = "it-clusters-2026-27-first-term-autumn.csv"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


def test_the_pdf_is_tagged_and_says_the_same(report, marta):
    pdf = PdfReader(io.BytesIO(file_of(marta, report, "pdf")))

    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    assert "Hours of travel of all of them 2.0" in words
    assert "Hours of all who were there 4.5" in words


def test_a_file_of_another_kind_is_nowhere(report, marta):
    assert marta.get(address(report, "report-file", ending="doc")).status_code == 404


def test_a_report_is_started_with_its_days(cast, marta):
    where = reverse("coordinating:start-report", args=["it", cast.cohort.public_id])
    sent = {"title": "T", "language": "it", "starts_on": "2026-09-01", "ends_on": "2026-08-01"}
    assert "The end must be later" in marta.post(where, sent).content.decode()

    made = marta.post(where, sent | {"ends_on": "2026-12-20"}, follow=True)

    assert made.status_code == 200
    html = marta.get(reverse("coordinating:reports", args=["it"])).content.decode()
    assert "not sent" in html


def test_of_a_year_that_has_not_begun_no_report_is_offered(cast, marta):
    start = reverse("coordinating:start-report", args=["it", cast.cohort.public_id])
    page = reverse("coordinating:reports", args=["it"])
    assert start in marta.get(page).content.decode()
    cast.cohort.starts_on = timezone.localdate() + dt.timedelta(days=1)
    cast.cohort.save()
    assert start not in marta.get(page).content.decode()


def test_of_two_editors_the_later_one_sees_both_and_decides(report, marta, sign_in):
    where = address(report, "write-report", block="opening")
    marta.post(where, {"body": "Mine", "after": "0"})

    later = sign_in("programme_coordinator").post(where, {"body": "Theirs", "after": "0"})
    html = later.content.decode()
    assert later.status_code == 409
    assert "Coordinator saved it" in html
    assert "Mine" in html
    assert "Theirs" in html

    after = re.search(r'name="after" value="(\d+)"', html)[1]
    kept = marta.post(where, {"body": "Both", "after": after}, follow=True).content.decode()
    assert "Version 2, Coordinator" in kept
    assert marta.post(where, {"body": "x"}).status_code == 422


def test_what_was_sent_stays_on_page_and_in_files(cast, report, marta):
    marta.post(
        address(report, "write-report", block="closing"), {"body": "Thanks", "after": "0"}
    )
    marta.post(address(report, "send-report"), {"to": "The ministry"})
    before = {ending: file_of(marta, report, ending) for ending in ("csv", "pdf")}

    activity(cast.cohort.clusters.get(), 3, "well")
    html = marta.get(address(report)).content.decode()

    assert "Kept as it was sent on" in html
    assert "<p>Thanks</p>" in html
    assert of_page(html) == of_csv(before["csv"])
    assert file_of(marta, report, "csv") == before["csv"]
    assert "Fingerprint: " + Report.objects.get().digest[:16] in " ".join(
        PdfReader(io.BytesIO(before["pdf"])).pages[0].extract_text().split()
    )
    for route, sent in (
        ("send-report", {"to": "Others"}),
        ("write-report", {"body": "x", "after": "1"}),
    ):
        more = {"block": "closing"} if route == "write-report" else {}
        said = marta.post(address(report, route, **more), sent, follow=True).content.decode()
        assert "it stays as it was sent" in said
    assert "sent on" in marta.get(reverse("coordinating:reports", args=["it"])).content.decode()


def test_a_name_that_a_spreadsheet_would_compute_is_text(cast, report, marta):
    cast.cohort.clusters.update(letter="=A1", name="x")

    lines = of_csv(file_of(marta, report, "csv"))

    assert {name for _table, name, _figure in lines if "A1" in name} == {"'=A1: x"}


def test_a_school_sees_its_own_year_first_and_its_cluster_when_sent(
    cast, report, marta, sign_in
):
    where = reverse("coordinating:our-year", args=[cast.theirs.public_id])
    html = sign_in("team").get(where).content.decode()
    own = of_page(html)
    assert ("Time", "People there, counted each time", 3.0) in own
    assert "Reports that were sent" not in html

    marta.post(address(report, "send-report"), {"to": "The ministry"})
    html = sign_in("team").get(where).content.decode()
    assert "What it says of your cluster:" in html
    other = reverse("coordinating:our-year", args=[cast.others.public_id])
    assert sign_in("team").get(other).status_code == 404
    assert (
        "Our year in figures" in sign_in("team").get(reverse("schools:ours")).content.decode()
    )
    make_alone = cast.people["teacher"]
    make_alone.roles.update(kind="team", scope="school", place=cast.others.school.public_id)
    assert "It says nothing of your cluster." in sign_in("teacher").get(other).content.decode()


def test_another_country_sees_no_report(report, sign_in):
    luka = sign_in("coordinator_elsewhere")

    assert luka.get(address(report)).status_code == 404
    assert luka.get(address(report, "report-file", ending="csv")).status_code == 404
