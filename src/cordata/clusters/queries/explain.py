"""An explainer for a stored plan. A plan never changes, so it is kept for the next question."""

from cordata.analysis.matching.document import plan_from_dict
from cordata.analysis.matching.flow import Plan as Solved
from cordata.analysis.matching.why import Explainer
from cordata.clusters.models import Plan

MOST_KEPT = 16

_kept: dict[str, Explainer] = {}


def explainer_of(plan: Plan) -> Explainer:
    """Answers about ``plan``: why, why not, at what price."""
    explainer = _kept.pop(plan.public_id, None) or Explainer(plan_from_dict(plan.document))
    _kept[plan.public_id] = explainer  # asked last, forgotten last
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)), None)
    return explainer


def solved(plan: Plan) -> Solved:
    """The plan as the matcher knows it."""
    return explainer_of(plan).plan
