"""A researcher opens a project and writes down an analysis; nothing typed is lost."""

from dataclasses import replace

import pytest
from django.urls import reverse

from cordata.evidence.models import Analysis, Project
from tests.evidence import making
from tests.surveys import asking

WORDS = {
    "title": "Leadership",
    "expects": "A gain of half a point.",
    "area": "whole-school|A",
    "voice": "teachers",
    "before": "baseline",
    "after": "end",
    "comparisons": "2",
}


@pytest.fixture
def project(cast):
    form = asking.form()
    asked = tuple(replace(one, voices=("teachers", "students")) for one in form.children)
    asking.version(replace(form, children=asked))
    return making.project(cast)


@pytest.fixture
def words(cast):
    return WORDS | {"cohorts": [cast.cohort.public_id]}


def page_of(project):
    return reverse("evidence:register", args=[project.public_id])


def test_with_nothing_there_the_page_says_what_to_do(paola):
    html = paola.get(reverse("evidence:projects")).content.decode()
    assert "Nothing here yet" in html
    assert '<details class="card" open>' in html
    assert f'href="{reverse("evidence:projects")}" aria-current="page">Research' in html


def test_a_project_is_opened_and_stands_in_the_list(cast, paola):
    given = {"title": "Mentored schools", "question": "Do they change?", "ethics": "",
             "programme": cast.cohort.programme.pk}  # fmt: skip
    answer = paola.post(reverse("evidence:projects"), given, follow=True)

    assert "Nothing is asked yet" in answer.content.decode()
    html = paola.get(reverse("evidence:projects")).content.decode()
    assert "Mentored schools" in html
    assert "0 analyses" in html
    assert Project.objects.get().opened_by == cast.people["researcher"]


def test_a_question_is_needed_and_what_was_typed_stays(cast, paola):
    given = {"title": "Mentored schools", "programme": cast.cohort.programme.pk}
    answer = paola.post(reverse("evidence:projects"), given)
    assert answer.status_code == 422
    assert 'value="Mentored schools"' in answer.content.decode()


def test_before_any_round_closed_it_is_registered_before_the_answers(paola, project, words):
    answer = paola.post(page_of(project), words, follow=True)

    made = Analysis.objects.get()
    assert "Registered before the answers" in answer.content.decode()
    assert made.is_confirmatory
    assert made.params == {
        "cohorts": words["cohorts"], "instrument": "whole-school", "area": "A",
        "voice": "teachers", "before": "baseline", "after": "end", "not_applicable": "missing",
    }  # fmt: skip
    assert made.ask["spec"]["comparisons"] == 2
    paola.post(page_of(project), words)
    assert len({one.ask["seed"] for one in Analysis.objects.all()}) == 2


def test_once_a_later_round_closed_it_is_exploratory_and_the_page_says_so_before(
    cast, paola, project, words
):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=1))
    assert "“At the end”: 2 rounds have closed" in paola.get(page_of(project)).content.decode()

    answer = paola.post(page_of(project), words, follow=True)

    assert "Exploratory" in answer.content.decode()
    assert not Analysis.objects.get().is_confirmatory


@pytest.mark.parametrize(
    ("changed", "field", "says"),
    [
        ({"after": "baseline"}, "after", "Choose two different moments."),
        ({"population": "3"}, "population", "or neither"),
        ({"population": "3", "reliability": "2"}, "reliability", "from 0 to 1"),
        ({"comparisons": "0"}, "comparisons", "At least one"),
        ({"cohorts": []}, "cohorts", "required"),
        ({"voice": "all"}, "voice", "not one of the available"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(paola, project, words, changed, field, says):
    answer = paola.post(page_of(project), words | changed)

    assert answer.status_code == 422
    [error] = answer.context["form"].errors[field]
    assert says in error
    assert "A gain of half a point." in answer.content.decode()
    assert not Analysis.objects.exists()


def test_a_project_shows_how_far_each_analysis_has_come(cast, paola):
    run = making.quick(cast)
    making.registered(run.analysis.project, cast.cohort, cast.people["researcher"])
    finding = making.draft(run)

    html = paola.get(
        reverse("evidence:project", args=[run.analysis.project.public_id])
    ).content.decode()

    for words in ("Computed", "Not run yet", finding.headline, "Draft"):
        assert words in html
