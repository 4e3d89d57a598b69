"""The fact table: without, with, difference, certainty. The one path of page, CSV and JSON.

Every number is read from the run of a released finding; none is kept here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from cordata.analysis.advice.rating import Certainty
from cordata.evidence.models import Finding
from cordata.evidence.queries.rated import certainty_of_cost, rated
from cordata.evidence.queries.shown import PLACES, Behind, Shown, behind, estimates_shown
from cordata.evidence.queries.sides import change_without
from cordata.guidance.models import Support, Version
from cordata.guidance.queries.quoting import findings_under
from cordata.guidance.queries.slots import in_order

ALONE = "change"  # an estimate of one side: there is no "without"


@dataclass(frozen=True)
class Fact:
    """One row.

    without, with_it  absolute, in the unit of the estimate; None where nobody was compared
    difference        the estimate with its interval; None where nothing was compared
    certainty         None where what is told is neither an effect nor a bill
    """

    support: Support
    finding: Finding
    shown: Shown
    without: Shown | None
    with_it: Shown | None
    difference: Shown | None
    certainty: Certainty | None
    behind: Behind


def facts_of(version: Version, known: Mapping[str, Finding] | None = None) -> list[Fact]:
    """Its rows in the order of the supports; experience tells no number of its own row.

    known  as ``quoting.findings_under`` finds them, if they are there already
    """
    under = findings_under(version) if known is None else known
    by_key = {one.pk: one for one in under.values()}
    supports = [one for one in in_order(version.supports.all()) if one.finding_id in by_key]
    rows = [_fact(one, by_key[one.finding_id]) for one in supports]
    return [one for one in rows if one is not None]


def _fact(support: Support, finding: Finding) -> Fact | None:
    shown = {one.name: one for one in estimates_shown(finding.run)}.get(support.estimate)
    if shown is None:
        return None
    base = change_without(finding.run, support.estimate)
    if base is not None:
        bare = Shown(shown.name, base, None, None, None)
        without, with_it = bare, replace(bare, value=round(base + shown.value, PLACES) + 0.0)
        difference: Shown | None = shown
    elif support.estimate == ALONE or support.role == Support.Role.EXPERIENCE:
        without, with_it, difference = None, shown, None
    else:
        without, with_it, difference = None, None, shown
    return Fact(
        support, finding, shown, without, with_it, difference, _certainty(support, finding),
        behind(finding.run),
    )  # fmt: skip


def _certainty(support: Support, finding: Finding) -> Certainty | None:
    if support.role == Support.Role.COST:
        return certainty_of_cost(finding.run)
    by_rules = rated(finding.run, support.estimate)
    return by_rules.rating.value if by_rules else None
