"""How many of each school were there: what a form begins with, and travel as estimated.

A form proposes only whom somebody announced, or who came to the last gathering: what is sent
unread must not be hours that nobody gave.
"""

from dataclasses import dataclass

from django.db.models import F

from cordata.analysis.geography.travel import travel_minutes
from cordata.cycles.models import Activity, Answer, Attendance
from cordata.cycles.queries.signs import HELD
from cordata.networks.models import Participation
from cordata.schools.models import School

MOST_TRAVEL = 1440  # minutes; more is no visit
# Somebody goes to one school; to everything else the whole cluster is invited.
PAIRWISE = {Activity.Kind.VISIT, Activity.Kind.OBSERVATION, Activity.Kind.SHADOWING}


@dataclass(frozen=True)
class Usual:
    """What a school begins with; ``travel`` in minutes there and back, for each person.

    Nobody can estimate the way to a place that is no school: None, to be typed.
    """

    leaders: int
    teachers: int
    others: int
    travel: int | None = 0


ABSENT = {Answer.Says.NO, Answer.Says.OTHER_DAY}  # on that day; who does not know said nothing
AT_FIRST = Usual(1, 2, 0)  # who is expected and has never been counted
NOBODY = Usual(0, 0, 0)

type Numbers = dict[int, Usual]  # by participation (key)


def usual_attendance(activity: Activity, members: list[Participation]) -> dict[int, Usual]:
    """What to begin with, by participation (key); travel as estimated now. Two queries.

    Nobody of a school that does not come. Who called it, the host, and who said that they come
    begin with their own numbers of last time. Other schools: nobody at a visit; at a gathering
    as at the last one, nobody if they were absent there; everybody at the first.
    """
    says = dict(
        activity.answers.filter(starts_at=activity.starts_at).values_list(
            "participation", "says"
        )
    )
    coming = {key for key, word in says.items() if word == Answer.Says.YES}
    announced = coming | {activity.called_by_id, activity.host_id}
    own, gathered = _counted_before(activity)
    found = {}
    for one in members:
        if says.get(one.pk) in ABSENT:
            begins = NOBODY
        elif one.pk in announced:
            begins = own.get(one.pk, AT_FIRST)
        elif activity.kind in PAIRWISE:
            begins = NOBODY
        else:
            begins = AT_FIRST if gathered is None else gathered.get(one.pk, NOBODY)
        travel = _way_to(activity, one)
        found[one.pk] = Usual(begins.leaders, begins.teachers, begins.others, travel)
    return found


def as_counted(activity: Activity, members: list[Participation]) -> dict[Participation, Usual]:
    """As it was told: schools that were there, and nobody of the other members. One query."""
    there = activity.attendances.select_related("participation__school").order_by("pk")
    told = {
        one.participation: Usual(one.leaders, one.teachers, one.others, one.travel)
        for one in there
    }
    nobody = {one: Usual(0, 0, 0, _way_to(activity, one)) for one in members if one not in told}
    return told | nobody


def _counted_before(activity: Activity) -> tuple[Numbers, Numbers | None]:
    """Each school as it was counted last, and the last gathering; None before the first."""
    before = Attendance.objects.filter(
        activity__in=Activity.objects.filter(HELD, cluster=activity.cluster_id)
    ).annotate(kind=F("activity__kind"))
    own: Numbers = {}
    gathered: dict[int, Numbers] = {}
    for one in before.order_by("activity__starts_at", "activity", "pk"):
        own[one.participation_id] = Usual(one.leaders, one.teachers, one.others)
        if one.kind not in PAIRWISE:
            there = gathered.setdefault(one.activity_id, {})
            there[one.participation_id] = own[one.participation_id]
    return own, next(reversed(gathered.values()), None)


def _way_to(activity: Activity, school: Participation) -> int | None:
    if activity.place:
        return None
    return 0 if activity.online else travel_to(activity.host, school)


def travel_to(host: Participation | None, school: Participation) -> int:
    """There and back, as estimated; nothing for the host, or without positions."""
    if host is None or host.pk == school.pk:
        return 0
    here, there = _position(host.school), _position(school.school)
    if here is None or there is None:
        return 0
    minutes = travel_minutes(
        *here, *there,
        mountain1=host.school.mountain, mountain2=school.school.mountain,
        island1=host.school.island, island2=school.school.island,
    )  # fmt: skip
    return min(MOST_TRAVEL, 2 * int(minutes))


def _position(school: School) -> tuple[float, float] | None:
    site = school.main_site
    if site is None or site.lat is None or site.lon is None:
        return None
    return site.lat, site.lon
