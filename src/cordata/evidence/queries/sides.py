"""What happened on the other side of a comparison: the number beside which a difference is read.

Each side of a released difference went through the ledger by itself (``releasing``), so the mean
change of the other side tells nothing that its release did not.
"""

import numpy as np

from cordata.evidence.models import Run
from cordata.evidence.queries.releasing import SCHOOLS
from cordata.evidence.queries.shown import PLACES
from cordata.evidence.queries.tables import KINDS, frame_of

TWO_SIDED = frozenset({"effect", "did"})  # differences of two changes, in points


def change_without(run: Run, estimate: str) -> float | None:
    """Mean change, in points, of the schools on the other side; each school counts once.

    None where there is no other side, it is small, or a school took its answers back.
    """
    kind = KINDS[run.table.kind]
    treated = run.document["ask"]["spec"].get("treated")
    if estimate not in TWO_SIDED or not treated or len(kind.shown) < 2 or run.table.withheld:  # noqa: PLR2004 - after and before
        return None
    rows = frame_of(run.table)
    if treated not in rows:
        return None
    other = np.asarray(rows[treated]) == 0
    after, before = (np.asarray(rows[name], dtype=np.float64)[other] for name in kind.shown[:2])
    change = after - before
    schools = np.asarray(rows[kind.keys[0]])[other][np.isfinite(change)]
    if len(np.unique(schools)) < SCHOOLS.people:
        return None
    known = np.sort(change[np.isfinite(change)])
    return round(float(known.mean()), PLACES) + 0.0
