"""A report through its pages: the same figures everywhere, and goals that come out of it."""

import csv
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from cordata.clusters.actions.ending import end_cluster
from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.models import Goal, Proposal
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from tests.surveys import asking

TEACHERS = ["333111"] * 4 + ["555333"] * 4 + ["444222"] * 4
PUPILS = ["555333", "444222", "333111"] * 4


@pytest.fixture
def which(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    made = asking.ask(cast.theirs)
    asking.answer(made, "leaders", *["555555"] * 4)
    asking.answer(made, "teachers", *TEACHERS)
    asking.answer(made, "students", *PUPILS)
    freeze([made])
    return made


def page(name, which):
    return reverse(f"reports:{name}", args=[which.public_id])


def test_the_page_says_the_report_in_a_sentence_and_hides_the_four_leaders(which, sign_in):
    text = sign_in("team").get(page("report", which)).content.decode()

    assert "You are strongest in “Area A”; the largest gap is in “Area B”" in text
    assert "fewer than 5 answered" in text
    assert "<strong>5.0" not in text


def test_page_pdf_spreadsheet_and_csv_carry_the_same_figures(which, sign_in):
    team = sign_in("team")
    rows = list(csv.reader(io.StringIO(team.get(page("csv", which)).content.decode())))
    figures = {(area, voice): (mean, n) for area, voice, mean, n, *_rest in rows[1:]}

    assert figures["Area A", "Teachers"] == ("4.0", "12")
    assert figures["Area B", "Pupils"] == ("2.0", "12")
    assert figures["Area A", "School leaders"] == ("", "")
    sheet = load_workbook(io.BytesIO(team.get(page("xlsx", which)).content)).active
    cells = {
        (area, voice): (f"{mean:.1f}" if mean else "", str(n or ""))
        for area, voice, mean, n, *_rest in sheet.iter_rows(min_row=2, values_only=True)
    }
    assert cells == figures
    html = team.get(page("report", which)).content.decode()
    pdf = PdfReader(io.BytesIO(team.get(page("pdf", which)).content))
    paper = " ".join(one.extract_text() for one in pdf.pages)
    for mean, n in figures.values():
        if mean:
            assert f"{mean} ({n})" in paper
            assert f'<strong>{mean}</strong> <span class="meta">({n})</span>' in html
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_a_staff_of_whom_fewer_than_half_answered_is_read_with_care(cast, which, sign_in):
    team, words = sign_in("team"), "Fewer than half of the teachers answered"
    assert words in team.get(page("report", which)).content.decode()  # 12 of 30
    pdf = PdfReader(io.BytesIO(team.get(page("pdf", which)).content))
    assert words in " ".join(pdf.pages[0].extract_text().split())

    half = asking.ask(cast.theirs, occasion="end", invited={"teachers": 24})
    asking.answer(half, "teachers", *TEACHERS)
    freeze([half])
    assert words not in team.get(page("report", half)).content.decode()


def test_computed_again_on_the_page(which, sign_in):
    answer = sign_in("team").post(page("recompute", which), follow=True)

    assert "every figure is the same" in answer.content.decode()


def test_goals_are_chosen_in_the_report_and_agreed_by_the_mentor_school(which, sign_in):
    team = sign_in("team")
    chosen = {
        "goal0-text": "Ogni classe legge ad alta voce",
        "goal0-why": "Il divario",
        "goal0-success": "Almeno 3,0",
        "goal0-part": "B",
        "goal0-measure": f"{which.public_id}:B1",
    }
    answer = team.post(page("choose", which), chosen, follow=True)
    assert "1 goal is proposed to your mentor school." in answer.content.decode()
    proposal = Proposal.objects.get()
    assert (proposal.source, proposal.part) == (which.public_id, "B")

    mentor = sign_in("mentor_team")
    week = mentor.get(reverse("home:this-week")).content.decode()
    assert "Agree on a goal that IC Valle Alta proposes" in week
    mentor.post(reverse("cycles:agree", args=[proposal.public_id]))

    goal = Goal.objects.get()
    assert (goal.text, goal.stop) == ("Ogni classe legge ad alta voce", "agreed")
    assert (goal.source, goal.part, goal.measure, goal.item) == (
        which.public_id,
        "B",
        "item",
        "B1",
    )
    again = mentor.post(reverse("cycles:agree", args=[proposal.public_id]), follow=True)
    assert again.redirect_chain[-1][0] == reverse("cycles:goal", args=[goal.public_id])
    assert "A colleague has answered meanwhile." not in again.content.decode()
    assert Goal.objects.count() == 1


def test_what_is_suggested_carries_no_figure_that_the_mentor_school_may_not_see(cast, sign_in):
    made = asking.ask(cast.theirs)
    asking.answer(made, "leaders", *["112345", "221354", "123443"] * 2)  # six people
    freeze([made])
    report = report_of(made, Audience.SCHOOL, "en")
    assert report.found.figure("A", "leaders").mean == pytest.approx(5 / 3)

    html = sign_in("team").get(page("choose", made)).content.decode()

    fields = re.findall(r"<textarea[^>]*>(.*?)</textarea>", html, re.DOTALL)
    assert any("no area lies lower for them than “Area A”." in one for one in fields)
    assert any("at least half a point higher (School leaders)" in one for one in fields)
    assert not any(re.search(r"\d\.\d", one) for one in fields)


def test_a_goal_without_its_measure_and_more_than_three_are_refused_and_kept(which, sign_in):
    team = sign_in("team")
    answer = team.post(page("choose", which), {"goal0-text": "Leggere", "goal0-why": "W"})
    assert answer.status_code == 422
    assert "Leggere" in answer.content.decode()

    four = {f"goal{n}-{name}": "X" for n in range(3) for name in ("text", "why", "success")}
    team.post(page("choose", which), four)
    assert Proposal.objects.count() <= 3
    answer = team.post(page("choose", which), four)
    assert answer.status_code == 422
    assert "that is more than three goals" in answer.content.decode()


def test_where_nobody_accompanies_the_school_its_goals_are_agreed_on_at_once(cast, sign_in):
    alone, team = asking.ask(cast.theirs), sign_in("team")
    asking.answer(alone, "teachers", *TEACHERS)
    freeze([alone])
    html = team.get(page("choose", alone)).content.decode()
    assert "Agree on these goals" in html
    assert "Propose to the mentor school" not in html

    two = {f"goal{n}-{name}": "X" for n in range(2) for name in ("text", "why", "success")}
    answer = team.post(page("choose", alone), two)

    assert answer.url == reverse("cycles:plan", args=[cast.theirs.public_id])
    assert (Goal.objects.count(), Proposal.objects.count()) == (2, 0)


def test_a_proposal_is_declined_with_its_reason(which, sign_in):
    team = sign_in("team")
    team.post(
        page("choose", which), {"goal0-text": "T", "goal0-why": "W", "goal0-success": "S"}
    )
    proposal = Proposal.objects.get()

    sign_in("mentor_team").post(
        reverse("cycles:decline", args=[proposal.public_id]), {"note": "Prima le classi prime"}
    )

    text = team.get(reverse("cycles:proposal", args=[proposal.public_id])).content.decode()
    assert "Prima le classi prime" in text
    assert not Goal.objects.exists()


def test_the_mentor_school_reads_what_is_shared_with_ten_behind_each_figure(which, sign_in):
    team, mentor = sign_in("team"), sign_in("mentor_team")
    assert mentor.get(page("report", which)).status_code == 404

    team.post(page("share", which), {"share": "yes"})
    text = mentor.get(page("report", which)).content.decode()
    assert "Choose up to three goals" not in text
    assert "fewer than 10 answered" in text

    team.post(page("share", which), {"share": "no"})
    assert mentor.get(page("report", which)).status_code == 404


def test_a_mentor_school_is_not_asked_whether_its_mentor_school_may_read(cast, which, sign_in):
    own = asking.ask(cast.leading)
    asking.answer(own, "teachers", *TEACHERS)
    freeze([own])
    share = reverse("reports:share", args=[own.public_id])

    assert share not in sign_in("mentor_team").get(page("report", own)).content.decode()
    assert page("share", which) in sign_in("team").get(page("report", which)).content.decode()


def test_a_report_of_a_cluster_that_has_ended_leads_to_no_new_goal(which, cast, sign_in):
    read = page("report", which)
    assert page("choose", which) in sign_in("team").get(read).content.decode()
    cluster = cast.theirs.memberships.get().cluster
    end_cluster(cluster, version=cluster.version, by=cast.people["coordinator"])
    html = sign_in("team").get(read).content.decode()
    assert page("choose", which) not in html
    assert "You are strongest in" in html
