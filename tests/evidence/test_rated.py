"""What a rating learns from the register: outcomes that were registered and are not told."""

import pytest

from cordata.evidence.models import Analysis, Run
from cordata.evidence.queries.rated import leaves_out, rated
from tests import cast as casting
from tests.evidence import making


@pytest.fixture
def run(db):
    return making.quick(casting.gather())


def beside(run, *, confirmatory=True, **params):
    """Another question of the same project, registered and never run."""
    asked = run.analysis
    return Analysis.objects.create(
        project=asked.project, title="Another area", expects="The same.", kind=asked.kind,
        params=asked.params | params, ask=asked.ask, address=asked.address,
        registered_by=run.ran_by, is_confirmatory=confirmatory,
    )  # fmt: skip


def reasons(run):
    return [code for one in rated(run, "change").rating.steps for code in one.reasons]


def test_an_outcome_that_was_registered_and_never_run_takes_a_step(run):
    assert not leaves_out(run)
    before = reasons(run)

    beside(run, area="B")
    run = Run.objects.get(pk=run.pk)
    assert leaves_out(run)
    assert reasons(run) == [*before, "outcomes_missing"]


@pytest.mark.parametrize(
    "other",
    [
        {"cohorts": ["coh_next_year"], "area": "B"},  # its answers may not be there yet
        {"before": "midway", "area": "B"},
        {"confirmatory": False, "area": "B"},  # asked after the answers: nobody was promised it
        {},  # the same question once more
    ],
)
def test_other_questions_are_not_missed(run, other):
    beside(run, **other)
    assert not leaves_out(run)


def test_an_outcome_that_was_run_is_told_whatever_came_out(run):
    other = beside(run, area="B")
    run.pk, run.public_id, run.analysis = None, f"{run.public_id}x", other
    run.save()
    assert not leaves_out(Run.objects.exclude(pk=run.pk).get())
