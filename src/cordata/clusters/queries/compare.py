"""Two plans, school by school."""

from dataclasses import dataclass

from cordata.analysis.matching import compare
from cordata.analysis.matching.why import Pair
from cordata.clusters.models import Plan
from cordata.clusters.queries.explain import solved
from cordata.networks.models import Participation
from cordata.networks.queries.taking_part import taking_part


@dataclass(frozen=True)
class Difference:
    """A school that has another mentor in the other plan."""

    school: Participation
    before: Participation | None
    before_pair: Pair | None
    after: Participation | None
    after_pair: Pair | None


def differences(before: Plan, after: Plan) -> list[Difference]:
    """Schools whose tie differs, by name."""
    schools = {one.public_id: one for one in taking_part(before.draft.cohort)}
    found = [
        Difference(
            school=schools[one.mentee],
            before=schools.get(one.before.mentor) if one.before else None,
            before_pair=one.before,
            after=schools.get(one.after.mentor) if one.after else None,
            after_pair=one.after,
        )
        for one in compare.differences(solved(before), solved(after))
        if one.mentee in schools
    ]
    return sorted(found, key=lambda one: one.school.school.name)
