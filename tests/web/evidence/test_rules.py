"""A project's rules, its design register, what agreed, and what may be released."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from cordata.evidence.actions import findings as actions
from cordata.evidence.models import PlannedDesign, Project
from tests.evidence import making
from tests.evidence.test_projects import DESIGN
from tests.web.access.evidence import PAPER

RULES = {"title": "Mentored schools", "question": "Do they change?", "paid_by": "The ministry",
         "ethics": "Letters to parents.", "consent": "asked", "approved_by": "A committee",
         "approval_number": "2026/1", "approved_on": "2026-09-01"}  # fmt: skip


@pytest.fixture
def project(cast):
    return making.project(cast)


def page(name, project):
    return reverse(f"evidence:{name}", args=[project.public_id])


def test_the_rules_are_said_and_stand_on_the_project(paola, project):
    paper = SimpleUploadedFile("approval.pdf", PAPER)
    answer = paola.post(page("describe", project), RULES | {"upload": paper}, follow=True)

    html = answer.content.decode()
    for words in (
        "The ministry",
        "Everybody agrees before they answer",
        "A committee",
        "2026/1",
    ):
        assert words in html, words
    file = paola.get(page("approval", project))
    assert b"".join(file.streaming_content) == PAPER


def test_a_day_without_a_body_is_said_at_its_field_and_nothing_is_lost(paola, project):
    answer = paola.post(page("describe", project), RULES | {"approved_by": ""})

    assert answer.status_code == 422
    assert "Say who approved it on that day." in answer.content.decode()
    assert "Letters to parents." in answer.content.decode()
    assert Project.objects.get().ethics == ""


def test_a_file_that_is_none_of_ours_is_refused(paola, project):
    script = SimpleUploadedFile("approval.pdf", b"#!/bin/sh")
    answer = paola.post(page("describe", project), RULES | {"upload": script})
    assert answer.status_code == 422
    assert "What counts is its content" in answer.content.decode()
    assert paola.get(page("approval", project)).status_code == 404


def test_a_design_is_written_once_and_a_deviation_with_its_day_and_reason(paola, project):
    answer = paola.post(page("design", project), DESIGN, follow=True)
    assert "12 schools, 6 clusters" in answer.content.decode()
    paola.post(page("design", project), DESIGN | {"clusters": 9})
    assert PlannedDesign.objects.get().clusters == 6

    silent = paola.post(page("deviate", project), {"what": "Five", "why": "", "since": ""})
    assert silent.status_code == 422
    given = {"what": "Five clusters", "why": "One left.", "since": "2026-09-01"}
    answer = paola.post(page("deviate", project), given, follow=True)
    assert "Five clusters" in answer.content.decode()
    assert "One left." in answer.content.decode()


def test_the_project_says_what_is_next(paola, project):
    tasks = paola.get(page("project", project)).context["tasks"]
    assert [one.label for one in tasks if one.is_next] == [
        "Say who approved it, and on what consent it rests"
    ]


def test_a_list_of_what_agreed_costs_the_same_for_many_schools(
    paola, project, django_assert_max_num_queries
):
    paola.get(page("consents", project))
    with django_assert_max_num_queries(14):
        html = paola.get(page("consents", project)).content.decode()
    assert "IC Valle Alta" in html
    assert "Answers frozen for research" in html


def test_before_a_release_its_cells_are_looked_at(cast, paola, two):
    finding = making.draft(making.quick(cast, schools=4), headline="Teachers agree more now.")
    project = finding.run.analysis.project
    assert "Nothing is in review." in paola.get(page("releases", project)).content.decode()

    actions.ask_review(finding, by=finding.written_by)
    html = paola.get(page("releases", project)).content.decode()

    assert "0 of 2 people beside its author" in html
    assert "Fewer than five schools" in html
    assert html.count("Not yet") == 2


def test_what_is_out_stands_below(paola, released):
    html = paola.get(page("releases", released.run.analysis.project)).content.decode()
    assert released.headline in html
    assert "Nothing is in review." in html
