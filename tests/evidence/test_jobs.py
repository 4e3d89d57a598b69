"""A computation that is asked for: once, step by step, and where it stopped."""

import datetime as dt
import os
import time

import pytest
from django.conf import settings
from django.utils import timezone

from cordata.analysis.contract import SpecError
from cordata.analysis.methods import read_ask
from cordata.evidence.actions import jobs
from cordata.evidence.actions.analyses import RunAlready
from cordata.evidence.models import FrozenTable, Job, Run
from cordata.evidence.tasks import compute, compute_soon
from cordata.history.models import Entry
from cordata.kit import progress
from tests import cast as casting
from tests.evidence import making


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def asked(cast):
    """An analysis of eight schools that has not run."""
    making.ask_twice(making.network(cast.cohort, cast.people["coordinator"], clusters=4))
    return making.registered(making.project(cast), cast.cohort, cast.people["researcher"])


def job_of(analysis):
    return jobs.ask_job(analysis, by=analysis.registered_by)


def test_each_step_is_in_the_log(asked):
    job = compute_soon(job_of(asked))

    assert job.state == Job.State.DONE
    assert job.run.table == job.table
    assert [one["step"] for one in job.steps] == ["frozen", "computing", "written"]
    assert job.steps[0]["rows"] == 8
    assert Entry.objects.filter(verb="analysis.asked").count() == 1


def test_done_twice_it_is_one_run(asked):
    job = job_of(asked)
    compute.func(job.public_id)
    compute.func(job.public_id)
    assert (Run.objects.count(), FrozenTable.objects.count()) == (1, 1)


def test_without_a_row_it_says_so(cast):
    making.asking.version()
    asked = making.registered(making.project(cast), cast.cohort, cast.people["researcher"])
    job = jobs.do_job(job_of(asked))
    assert job.state == Job.State.FAILED
    assert job.failure == {"code": "nothing", "rows": 0}


def test_what_cannot_be_computed_is_said_with_its_place(asked):
    asked.ask["spec"]["before"] = "nowhere"
    asked.save()
    job = jobs.do_job(job_of(asked))
    assert (job.failure["code"], job.failure["where"]) == ("spec", "before")
    assert job.failure["rows"] == 8
    assert not Run.objects.exists()


def test_a_fault_of_ours_names_its_line_and_the_rows_and_can_be_begun_again(asked, monkeypatch):
    def broken(*_all, **_more):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_analysis", broken)
        job = jobs.do_job(job_of(asked))
    assert job.failure["code"] == "broke"
    assert job.failure["where"].startswith("evidence/actions/jobs.py:")
    assert "run_analysis" in job.failure["line"]
    assert (job.failure["what"], job.failure["rows"]) == ("ZeroDivisionError", 8)

    again = jobs.do_job(jobs.begin_again(job, by=asked.registered_by))

    assert again.state == Job.State.DONE
    assert FrozenTable.objects.count() == 1  # the rows that were frozen are taken as they are


def test_what_is_being_computed_is_not_begun_again_until_its_program_has_died(
    asked, monkeypatch
):
    job = job_of(asked)
    with pytest.raises(jobs.AlreadyComputing):
        jobs.begin_again(job, by=asked.registered_by)
    progress.tell(job.public_id, 10)
    monkeypatch.setattr(progress, "SILENT_TOO_LONG", -1)
    assert jobs.begin_again(job, by=asked.registered_by).state == Job.State.WAITING


def test_a_run_that_was_written_before_its_program_ended_is_found(asked):
    job = job_of(asked)
    job.table = making.freeze_table(asked.project, asked.kind, asked.params, by=job.asked_by)
    job.save()
    run = making.run_analysis(asked, job.table, by=job.asked_by)
    assert jobs.do_job(job).run == run


def test_long_methods_go_to_a_worker(asked):
    asked.ask["method"] = "staggered"
    assert not jobs.is_quick(asked)
    assert compute_soon(job_of(asked)).state == Job.State.DONE  # workers are at once in tests


def test_a_method_that_is_silent_for_long_is_alive(monkeypatch):
    monkeypatch.setattr(progress, "BEAT", 0.01)
    long_ago = time.time() - 10 * progress.SILENT_TOO_LONG
    with progress.alive("job_1", 40):
        file = settings.PROGRESS_FOLDER / "job_1.progress"
        os.utime(file, (long_ago, long_ago))
        time.sleep(0.2)
        assert not progress.has_died("job_1")
        assert progress.percent_of("job_1") == 40


@pytest.mark.parametrize("state", ["waiting", "running"])
def test_what_was_never_begun_can_be_begun_again_after_a_while(asked, state):
    """The program ended between asking and beginning: no worker has ever heard of it."""
    job = job_of(asked)
    Job.objects.filter(pk=job.pk).update(state=state)
    with pytest.raises(jobs.AlreadyComputing):
        jobs.begin_again(job, by=asked.registered_by)

    Job.objects.update(asked_at=timezone.now() - dt.timedelta(seconds=300))
    again = compute_soon(jobs.begin_again(job, by=asked.registered_by))

    assert again.state == Job.State.DONE
    assert again.steps[0]["step"] == "again"


def test_a_second_attempt_takes_the_run_that_the_first_has_written(asked, monkeypatch):
    def too_late(analysis, table, *, by):
        making.run_analysis(analysis, table, by=by)
        raise RunAlready

    monkeypatch.setattr(jobs, "run_analysis", too_late)
    job = jobs.do_job(job_of(asked))
    assert (job.state, job.run) == (Job.State.DONE, Run.objects.get())


def test_an_attempt_that_breaks_leaves_what_another_has_done(asked, monkeypatch):
    job = job_of(asked)

    def overtaken(analysis, table, *, by):
        run = making.run_analysis(analysis, table, by=by)
        Job.objects.filter(pk=job.pk).update(state="done", run=run)
        raise ZeroDivisionError

    monkeypatch.setattr(jobs, "run_analysis", overtaken)
    assert jobs.do_job(job).state == Job.State.DONE
    assert Job.objects.get().failure == {}


def test_every_change_of_its_state_is_in_the_trail(asked, monkeypatch):
    def broken(*_all, **_more):
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(jobs, "run_analysis", broken)
        job = jobs.do_job(job_of(asked))
    jobs.do_job(jobs.begin_again(job, by=asked.registered_by))

    lines = Entry.objects.filter(verb__startswith="job.").order_by("pk")
    assert [one.verb for one in lines] == ["job.begun", "job.failed", "job.begun", "job.done"]
    assert {one.thing for one in lines} == {job.public_id}


def test_many_draws_are_no_quick_method_and_too_many_are_refused(asked):
    asked.ask = {"method": "costs", "seed": 1, "spec": {"draws": 2000}}
    assert jobs.is_quick(asked)
    asked.ask["spec"]["draws"] = 2001
    assert not jobs.is_quick(asked)
    with pytest.raises(SpecError) as wrong:
        read_ask({"method": "costs", "seed": 1, "spec": {"base": 2024, "draws": 10**9}})
    assert wrong.value.where == "spec.draws"
