"""Ask for a draft, compute it, choose between its plans."""

from dataclasses import asdict, replace

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.matching.clash import clash_of
from cordata.analysis.matching.document import inputs_from_dict, inputs_to_dict, plan_to_dict
from cordata.analysis.matching.flow import Plan as Solved
from cordata.analysis.matching.flow import solve
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import Model, variants
from cordata.analysis.matching.stable import solve_stable
from cordata.clusters.actions.stale import claim
from cordata.clusters.models import Draft, Plan
from cordata.clusters.queries.inputs import matching_inputs, without_position
from cordata.history.actions import record
from cordata.networks.models import Cohort

AT_ONCE = 600  # schools that are matched while one waits; more get a job page


class NobodyToMatch(Exception):
    """The cohort lacks mentors, mentees, or the position of some school."""


def is_small(draft: Draft) -> bool:
    """Whether the draft is computed while one waits."""
    return len(draft.inputs["mentors"]) + len(draft.inputs["mentees"]) <= AT_ONCE


@transaction.atomic
def ask_draft(cohort: Cohort, *, by: User) -> Draft:
    """Freeze the schools, rules and pins of now as a new draft, to be computed.

    Raises NobodyToMatch.
    """
    inputs = None if without_position(cohort) else matching_inputs(cohort)
    if inputs is None or not inputs.mentors or not inputs.mentees:
        raise NobodyToMatch
    # One line at a time: two people asking at once get two numbers.
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    last = Draft.objects.filter(cohort=cohort).aggregate(last=Max("number"))["last"] or 0
    draft = Draft.objects.create(
        cohort=cohort, number=last + 1, inputs=inputs_to_dict(inputs), asked_by=by
    )
    record(
        "draft.asked",
        on=draft,
        by=by,
        scope=f"country:{cohort.country_id}",
        number=draft.number,
    )
    return draft


def compute_draft(draft: Draft) -> Draft:
    """Solve a draft and write its plans in one step. Dying before that leaves no plan.

    The mathematics runs outside any transaction; only the result is written.
    """
    Draft.objects.filter(pk=draft.pk).update(
        state=Draft.State.RUNNING, started_at=timezone.now()
    )
    try:
        plans = solve_variants(inputs_from_dict(draft.inputs), seed=draft.number)
    except Exception:
        Draft.objects.filter(pk=draft.pk).update(state=Draft.State.FAILED)
        raise
    return _write(draft, plans)


def solve_variants(inputs: Inputs, *, seed: int) -> dict[str, Solved]:
    """The plans of a draft by variant, the proposed one first."""
    model = inputs.rules.model
    found = {
        name: solve(replace(inputs, rules=rules))
        for name, rules in variants(inputs.rules).items()
    }
    if model == Model.BOTTOM_UP:
        return {"stable": solve_stable(inputs, seed).plan} | found
    if model == Model.VIRTUAL:
        return {"virtual": found["balanced"], "fit": found["fit"]}
    return found


@transaction.atomic
def _write(draft: Draft, plans: dict[str, Solved]) -> Draft:
    draft = Draft.objects.select_for_update().get(pk=draft.pk)
    draft.plans.all().delete()
    first, proposed = next(iter(plans.items()))
    for variant, plan in plans.items():
        stored = Plan.objects.create(
            draft=draft,
            variant=variant,
            document=plan_to_dict(plan),
            objective=plan.objective,
            bound=plan.bound,
        )
        if variant == first:
            draft.chosen = stored
    clash = clash_of(proposed)
    draft.clash = asdict(clash) if clash else {}
    draft.state = Draft.State.IMPOSSIBLE if proposed.hard_broken else Draft.State.READY
    draft.computed_at = timezone.now()
    draft.save()
    record(
        "draft.computed",
        on=draft,
        by=None,
        scope=f"country:{draft.cohort.country_id}",
        number=draft.number,
        proven=proposed.is_optimal,
    )
    return draft


@transaction.atomic
def choose_plan(draft: Draft, plan: Plan, *, version: int, by: User) -> None:
    """Go on with another of the computed plans.

    Raises ChangedMeanwhile, AlreadyPublished.
    """
    claim(draft, version=version)
    draft.chosen = plan
    draft.save(update_fields=["chosen"])
    record(
        "plan.chosen",
        on=draft,
        by=by,
        scope=f"country:{draft.cohort.country_id}",
        variant=plan.variant,
    )
