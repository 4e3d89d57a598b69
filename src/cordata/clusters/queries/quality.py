"""The quality sheet of a stored plan, always from the same seed."""

import numpy as np

from cordata.analysis.matching.quality import Sheet, quality_sheet
from cordata.clusters.models import Plan
from cordata.clusters.queries.explain import solved

SEED = 2026


def quality_of(plan: Plan) -> Sheet:
    """Numbers of the sheet: the page and the file call this."""
    return quality_sheet(solved(plan), np.random.default_rng(SEED))
