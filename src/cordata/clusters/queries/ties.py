"""The ties a stored plan makes, read from its document."""

from dataclasses import dataclass

from cordata.clusters.models import Plan


@dataclass(frozen=True)
class Tie:
    """One school and its mentor, by public ids."""

    mentee: str
    mentor: str
    online: bool


def ties_of(plan: Plan) -> list[Tie]:
    """Every tie, in the order of the schools."""
    return [
        Tie(tie["mentee"], tie["mentor"], tie["mode"] == "online")
        for tie in plan.document["ties"]
    ]


def ties_by_mentor(plan: Plan) -> dict[str, list[Tie]]:
    """Ties by mentor, in the order in which mentors stand in the plan."""
    found: dict[str, list[Tie]] = {one["id"]: [] for one in plan.document["mentors"]}
    for tie in ties_of(plan):
        found[tie.mentor].append(tie)
    return {mentor: ties for mentor, ties in found.items() if ties}
