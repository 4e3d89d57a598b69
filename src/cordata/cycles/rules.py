"""Who may plan, tell, write and read what."""

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds, places_of
from cordata.clusters.models import Cluster, Membership
from cordata.clusters.rules import may_enter
from cordata.cycles.models import (
    DiaryEntry,
    Goal,
    HandOver,
    Observation,
    Post,
    Proposal,
    PublicPost,
    ReflectionAnswer,
    SharedFile,
)
from cordata.networks.models import Cohort, Country, Participation
from cordata.networks.rules import may_coordinate
from cordata.schools.rules import may_work_in


def may_plan(person: User, participation: Participation) -> bool:
    """Set, move and drop the goals of a school: its head and its team."""
    return may_work_in(person, participation.school)


def may_see_goal(person: User, goal: Goal) -> bool:
    """The school, the other schools of its cluster, and whoever coordinates the cohort."""
    participation = goal.participation
    if may_plan(person, participation) or may_coordinate(person, participation.cohort):
        return True
    now = participation.memberships.filter(until=None).select_related("cluster__cohort").first()
    return now is not None and may_enter(person, now.cluster)


def may_do_together(person: User, cluster: Cluster) -> bool:
    """Plan and tell of activities: the teams of the cluster's schools, and its coordinators."""
    return may_enter(person, cluster)


def may_see_proposal(person: User, proposal: Proposal) -> bool:
    """The school that proposes, and the mentor school it is tied to."""
    return may_plan(person, proposal.participation) or may_answer_proposal(person, proposal)


def may_answer_proposal(person: User, proposal: Proposal) -> bool:
    """Agree or say why not: the head and the team of the mentor school of now."""
    tied = proposal.participation.memberships.filter(until=None, side="mentee")
    leading = Membership.objects.filter(
        until=None, side="mentor", cluster__in=tied.values("cluster")
    ).select_related("participation__school")
    return any(may_work_in(person, one.participation.school) for one in leading)


def may_talk(person: User, cluster: Cluster) -> bool:
    """Read and write in a cluster's threads, give and fetch its files: who may enter it."""
    return may_enter(person, cluster)


def may_change_post(person: User, post: Post) -> bool:
    """Edit and withdraw: who wrote it, while they may still talk there."""
    return post.written_by_id == person.pk and may_talk(person, post.thread.cluster)


def may_remove_file(person: User, file: SharedFile) -> bool:
    """Take a file out: who gave it, while they may still talk there."""
    return file.given_by_id == person.pk and may_talk(person, file.cluster)


def may_set_stage(person: User, cluster: Cluster) -> bool:
    """Say in which stage a cluster is, and when: its mentor schools, and its coordinators."""
    if may_coordinate(person, cluster.cohort):
        return True
    leading = cluster.memberships.filter(until=None, side=Participation.Side.MENTOR)
    return any(
        may_work_in(person, one.participation.school)
        for one in leading.select_related("participation__school")
    )


def may_agree_on(person: User, observed: Participation, observer: Participation) -> bool:
    """Agree on what is observed: the teams of the two schools."""
    return may_work_in(person, observed.school) or may_work_in(person, observer.school)


def may_note_consent(person: User, observation: Observation) -> bool:
    """Only the school of the observed teacher says that the teacher agreed."""
    return may_work_in(person, observation.observed.school)


def may_write_notes(person: User, observation: Observation) -> bool:
    """Only the school that looks on, and only after the teacher has agreed."""
    return observation.consented_on is not None and may_work_in(
        person, observation.observer.school
    )


def may_read_notes(person: User, observation: Observation) -> bool:
    """The two schools; the cluster if that was agreed; nobody without the teacher's consent."""
    if observation.consented_on is None:
        return False
    if may_agree_on(person, observation.observed, observation.observer):
        return True
    shared = observation.level != Observation.Level.SCHOOLS
    return shared and may_enter(person, observation.activity.cluster)


def may_keep_diary(person: User, participation: Participation) -> bool:
    """Write in a school's diary, take out of it, propose for the public: head and team."""
    return may_work_in(person, participation.school)


def may_read_entry(person: User, entry: DiaryEntry) -> bool:
    """The school, its cluster and coordinators; its cohort and researchers if it said so."""
    if entry.taken_out_at is not None:
        return False
    cohort, school = entry.participation.cohort, entry.participation.school
    if may_work_in(person, school) or may_enter(person, entry.cluster):
        return True
    if entry.readers == DiaryEntry.Readers.CLUSTER:
        return False
    mine = places_of(person, RoleKind.TEAM, Scope.SCHOOL) | places_of(
        person, RoleKind.HEAD, Scope.SCHOOL
    )
    here = cohort.participations.filter(school__public_id__in=mine, withdrawn_at=None)
    if mine and here.exists():
        return True
    researchers = [RoleKind.RESEARCHER]
    return entry.readers == DiaryEntry.Readers.RESEARCHERS and (
        holds(person, researchers, Scope.COUNTRY, [cohort.country_id])
        or holds(person, researchers, Scope.PROGRAMME, [cohort.programme.public_id])
    )


def may_decide_post(person: User, post: PublicPost) -> bool:
    """Approve or send back: whoever coordinates the cohort, unless it is their own school."""
    participation = post.entry.participation
    return may_coordinate(person, participation.cohort) and not may_work_in(
        person, participation.school
    )


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


def may_write_templates(person: User, country: Country) -> bool:
    """Keep the library of goals of a country: its coordinators."""
    return may_coordinate(person, country)


def may_look_after(person: User, cluster: Cluster) -> bool:
    """Take alerts of a cluster, note what was found, read the notes: its coordinators alone."""
    return may_coordinate(person, cluster.cohort)


def may_write_to(person: User, cohort: Cohort) -> bool:
    """Write one message to many schools of a cohort, and see what became of it."""
    return may_coordinate(person, cohort)


def may_report(person: User, cohort: Cohort) -> bool:
    """Make the report of a term, write in it, send it."""
    return may_coordinate(person, cohort)
