"""Who may look back: answer, take a term, hand over."""

from cordata.accounts.models import User
from cordata.clusters.models import Cluster
from cordata.clusters.rules import may_enter
from cordata.cycles.models import HandOver, ReflectionAnswer
from cordata.networks.models import Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_answer_for(person: User, school: Participation) -> bool:
    """Say for one side how working together is going: that school's head and team."""
    return may_work_in(person, school.school)


def may_read_answer(person: User, answer: ReflectionAnswer) -> bool:
    """The school that said it; the other one as soon as it has answered, too. Nobody else."""
    if may_work_in(person, answer.school.school):
        return True
    pair = ReflectionAnswer.objects.filter(reflection=answer.reflection, mentee=answer.mentee)
    other = pair.exclude(side=answer.side).select_related("school__school").first()
    return other is not None and may_work_in(person, other.school.school)


def may_take_term(person: User, cluster: Cluster) -> bool:
    """Take a term's page into the report, or give it back: whoever coordinates."""
    return may_coordinate(person, cluster.cohort)


def may_write_hand_over(
    person: User, cluster: Cluster, participation: Participation | None
) -> bool:
    """A school's: its head and team, also when it has left; the cluster's: all of its teams."""
    if participation is not None:
        return may_work_in(person, participation.school)
    return may_enter(person, cluster)


def may_read_hand_over(person: User, hand_over: HandOver) -> bool:
    """The school that leaves, and whoever may enter the cluster."""
    participation = hand_over.participation
    return may_enter(person, hand_over.cluster) or (
        participation is not None and may_work_in(person, participation.school)
    )
