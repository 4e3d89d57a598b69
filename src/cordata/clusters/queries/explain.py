"""An explainer for a stored plan. A plan never changes, so it is kept for the next question."""

from functools import lru_cache

from cordata.analysis.matching.document import plan_from_dict
from cordata.analysis.matching.flow import Plan as Solved
from cordata.analysis.matching.why import Explainer
from cordata.clusters.models import Plan

KEPT = 16


def explainer_of(plan: Plan) -> Explainer:
    """Answers about ``plan``: why, why not, at what price."""
    return _explainer(plan.public_id)


def solved(plan: Plan) -> Solved:
    """The plan as the matcher knows it."""
    return explainer_of(plan).plan


@lru_cache(maxsize=KEPT)
def _explainer(public_id: str) -> Explainer:
    document = Plan.objects.values_list("document", flat=True).get(public_id=public_id)
    return Explainer(plan_from_dict(document))
