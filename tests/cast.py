"""The fixed cast: one small network, and one person for each way of standing to it."""

from dataclasses import dataclass, field

from cordata.accounts.models import User
from cordata.networks.models import Cohort, Participation
from tests import factories as make

ROLES = (
    "visitor",  # nobody signed in
    "teacher",  # of the wider community
    "team",  # school team of the mentee school "theirs"
    "head",  # head of the mentee school "theirs"
    "mentor_team",  # school team of the mentor school "leading"
    "coordinator",  # of Italy, where everything happens
    "coordinator_elsewhere",  # of Croatia
    "programme_coordinator",  # of the whole programme
    "researcher",  # in the programme
    "policy_maker",  # of Italy
    "administrator",
)


@dataclass
class Cast:
    """The network and its people; ``people["visitor"]`` is None."""

    cohort: Cohort
    leading: Participation
    theirs: Participation
    others: Participation
    people: dict[str, User | None] = field(default_factory=dict)


def gather() -> Cast:
    """Make the network: Italy, one cohort, one mentor school and two mentee schools."""
    cohort = make.cohort()
    make.country("HR", languages=["hr"])
    leading = make.mentor(cohort, name="IC Le Betulle", offers=["stem", "inclusion"])
    theirs = make.mentee(cohort, name="IC Valle Alta", needs=["stem"], lat=45.2)
    others = make.mentee(cohort, name="IC Quattro Torri", needs=["inclusion"], lat=45.3)
    cast = Cast(cohort, leading, theirs, others)
    standing = {
        "teacher": ("teacher", "platform", ""),
        "team": ("team", "school", theirs.school.public_id),
        "head": ("head", "school", theirs.school.public_id),
        "mentor_team": ("team", "school", leading.school.public_id),
        "coordinator": ("coordinator", "country", "IT"),
        "coordinator_elsewhere": ("coordinator", "country", "HR"),
        "programme_coordinator": ("coordinator", "programme", cohort.programme.public_id),
        "researcher": ("researcher", "programme", cohort.programme.public_id),
        "policy_maker": ("policy_maker", "country", "IT"),
        "administrator": ("administrator", "platform", ""),
    }
    cast.people["visitor"] = None
    for name, (kind, scope, place) in standing.items():
        cast.people[name] = make.person(name.replace("_", " ").title())
        make.role(cast.people[name], kind, scope, place)
    return cast
