"""The page of a computation: its log, what stopped it, and a button that goes on."""

from django.urls import reverse

from cordata.evidence.actions import jobs
from cordata.evidence.models import Job
from cordata.kit import progress
from tests.evidence import making


def page_of(job):
    return reverse("evidence:job", args=[job.public_id])


def asked(run):
    return jobs.ask_job(run.analysis, by=run.ran_by)


def test_a_long_computation_shows_how_far_it_is(paola, run, monkeypatch):
    monkeypatch.setattr("cordata.web.evidence.views.analyses.compute_soon", lambda job: job)
    answer = paola.post(reverse("evidence:run", args=[run.analysis.public_id]), follow=True)

    html = answer.content.decode()
    assert "Waiting for its turn" in html
    assert 'hx-trigger="every 2s"' in html
    assert "See how far it is" in (
        paola.get(reverse("evidence:analysis", args=[run.analysis.public_id])).content.decode()
    )
    again = paola.post(
        reverse("evidence:again", args=[Job.objects.get().public_id]), follow=True
    )
    assert "It is being computed" in again.content.decode()


def test_a_fault_shows_the_failing_line_and_the_rows_and_the_button_goes_on(
    cast, paola, run, monkeypatch
):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=2))

    def broken(*_all, **_more):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_analysis", broken)
        answer = paola.post(reverse("evidence:run", args=[run.analysis.public_id]), follow=True)
    html = answer.content.decode()
    for words in (
        "Stopped by an error",
        "ZeroDivisionError",
        "jobs.py:",
        "4 rows at that point",
    ):
        assert words in html, words

    answer = paola.post(
        reverse("evidence:again", args=[Job.objects.get().public_id]), follow=True
    )
    html = answer.content.decode()
    for words in ("Frozen: 4 rows, from 8 closed rounds.", "See the answer"):
        assert words in html, words


def test_a_program_that_was_ended_is_told(paola, run, monkeypatch):
    job = asked(run)
    monkeypatch.setattr(progress, "SILENT_TOO_LONG", -1)
    waiting = paola.get(page_of(job)).content.decode()
    Job.objects.update(state="running")
    progress.tell(job.public_id, 10)
    html = paola.get(page_of(job)).content.decode()
    assert "This stopped half-way; nothing was changed" in html
    assert "Nobody has begun it yet." in waiting
    assert all("Begin again" in one for one in (html, waiting))


def test_before_it_is_computed_the_method_looks_without_any_outcome(cast, paola, run):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=4))
    of = run.analysis.project
    analysis = making.registered(of, cast.cohort, cast.people["researcher"])
    html = paola.get(reverse("evidence:analysis", args=[analysis.public_id])).content.decode()
    for words in (
        "Before it is computed",
        "Independent clusters",
        "Self-reported outcome",
        "[spec]",
        "method = &quot;change&quot;",
    ):
        assert words in html, words


def test_the_page_before_computing_costs_few_queries(
    cast, paola, run, django_assert_max_num_queries
):
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=4))
    analysis = making.registered(run.analysis.project, cast.cohort, cast.people["researcher"])
    address = reverse("evidence:analysis", args=[analysis.public_id])
    paola.get(address)
    with django_assert_max_num_queries(15):
        paola.get(address)
