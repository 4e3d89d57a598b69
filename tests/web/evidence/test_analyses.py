"""What was asked, one button, and a number or the reason why there is none."""

from django.urls import reverse

from cordata.evidence.actions.analyses import run_analysis
from cordata.evidence.models import Analysis, Run
from tests.evidence import making


def page_of(analysis):
    return reverse("evidence:analysis", args=[analysis.public_id])


def test_what_was_asked_stands_there_in_words(paola, run):
    html = paola.get(page_of(run.analysis)).content.decode()

    for words in (
        "Area A",
        "Teachers",
        f"Italy {run.table.project.programme.cohorts.get().name}",
        "At the beginning",
        "A gain of half",
    ):
        assert words in html, words
    assert "Exploratory" not in html  # no round was closed when it was written down
    assert "0.67 points" in html
    assert "12 schools in 6 clusters" in html
    assert run.table.address not in html  # of few rows, it could be guessed back to them


def test_one_button_freezes_and_computes(cast, paola, run):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=4))
    analysis = making.registered(run.analysis.project, cast.cohort, cast.people["researcher"])
    before = paola.get(page_of(analysis)).content.decode()

    answer = paola.post(reverse("evidence:run", args=[analysis.public_id]), follow=True)

    assert "Freeze the data and compute" in before
    html = answer.content.decode()
    made = Run.objects.get(analysis=analysis)
    assert made.table.rows == 8
    assert "Frozen and computed." in html
    assert "Exploratory" in html
    assert reverse("evidence:write", args=[made.public_id]) in html


def test_a_refusal_is_an_answer_without_any_number(cast, paola, run):
    asked = making.registered(
        run.analysis.project, cast.cohort, cast.people["researcher"], alpha=0.5
    )
    refused = run_analysis(asked, run.table, by=cast.people["researcher"])

    html = paola.get(page_of(asked)).content.decode()

    assert "The data do not allow a number" in html
    assert "stands what would lift it" in html
    assert "0.67" not in html
    assert reverse("evidence:write", args=[refused.public_id]) not in html
    written = paola.get(reverse("evidence:write", args=[refused.public_id]))
    assert written.status_code == 404


def test_without_a_round_nothing_is_frozen_and_the_page_says_so(paola, run):
    answer = paola.post(reverse("evidence:run", args=[run.analysis.public_id]))

    assert answer.status_code == 422
    assert "nothing to freeze yet" in answer.content.decode()
    assert Run.objects.count() == 1


def test_what_can_be_built_no_more_is_said(cast, paola, run):
    """Its cohort has gone to another programme since."""
    Analysis.objects.update(params=making.params(cast.cohort) | {"cohorts": ["coh_gone"]})
    answer = paola.post(reverse("evidence:run", args=[run.analysis.public_id]))
    assert answer.status_code == 422
    assert "This cannot be computed" in answer.content.decode()


def test_an_earlier_run_stays_beside_the_new_one(cast, paola):
    first = making.ran(cast)
    paola.post(reverse("evidence:run", args=[first.analysis.public_id]))
    html = paola.get(page_of(first.analysis)).content.decode()
    assert "Earlier runs" in html
    assert first.public_id in html
