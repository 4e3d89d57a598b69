"""A country in the middle of its year: schools in clusters, with people, activities, goals.

Drawn with a fixed seed. Five schools a cluster, of which the first is the mentor.
"""

import datetime as dt
import random

from django.utils import timezone

from bench.seeding.pouring import pour
from cordata.accounts.models import Role, User
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity, Attendance, Goal, Stand
from cordata.networks.models import Cohort, Country, Participation, Programme
from cordata.schools.models import School

SCHOOLS, ACTIVITIES, GOALS = 5, 10, 3
NOW = timezone.now()
TODAY = timezone.localdate(NOW)


def ago(days):
    return NOW - dt.timedelta(days=days)


def seed(clusters):
    """The keys of the clusters, and those of the schools' participations in their order."""
    draw = random.Random(2026)
    country = Country.objects.create(code="IT", languages=["it"], time_zone="Europe/Rome")
    programme = Programme.objects.create(slug="p", name="P", starts_on=TODAY)
    cohort = Cohort.objects.create(
        programme=programme, country=country, name="2026/27",
        starts_on=ago(120).date(), ends_on=ago(-150).date(),
    )  # fmt: skip
    schools = pour(School, [
        {"name": f"Istituto comprensivo {n}", "national_code": f"C{n}", "pupils": 80 + n % 900,
         "search_text": f"istituto comprensivo {n} c{n} torino"}
        for n in range(clusters * SCHOOLS)
    ], country="IT", levels=["1", "2"])  # fmt: skip
    first = people(draw)
    pars = pour(Participation, [
        {"school_id": one, "side": "mentee" if n % SCHOOLS else "mentor", "max_places": 0 if n % SCHOOLS else 4}
        for n, one in enumerate(schools)
    ], cohort_id=cohort.pk)  # fmt: skip
    found = pour(Cluster, [{"letter": str(n), "name": f"K{n}"} for n in range(clusters)],
                 cohort_id=cohort.pk, opened_on=ago(110).date())  # fmt: skip
    pour(Membership, [
        {"cluster_id": found[n // SCHOOLS], "participation_id": one, "code": str(n)[:6],
         "side": "mentee" if n % SCHOOLS else "mentor"}
        for n, one in enumerate(pars)
    ], since=ago(110).date())  # fmt: skip
    activities(found, pars, draw)
    goals([one for n, one in enumerate(pars) if n % SCHOOLS], first, draw)
    return found, pars


def people(draw):
    """A head and one of the team in each school; some teams are nobody. The first one's key."""
    places = list(School.objects.order_by("pk").values_list("public_id", flat=True))
    made = pour(User, [
        {"email": f"p{n}@example.org", "name": f"Persona {n}"} for n in range(2 * len(places))
    ], language="it")  # fmt: skip
    pour(Role, [
        {"person_id": one, "kind": "team" if n % 2 else "head", "place": places[n // 2]}
        for n, one in enumerate(made)
        if n % 2 == 0 or draw.random() > 0.03
    ], scope="school")  # fmt: skip
    return made[0]


def activities(found, pars, draw):
    """What was promised: most of it happened, and most of that was told."""
    rows = []
    for n, cluster in enumerate(found):
        for at in range(ACTIVITIES):
            starts = ago(100 - 12 * at + draw.random())
            row = {"cluster_id": cluster, "starts_at": starts, "told_at": None, "went": "",
                   "called_by_id": pars[n * SCHOOLS + draw.randrange(SCHOOLS)]}  # fmt: skip
            if starts < NOW and draw.random() > 0.05:
                went = draw.choices(["well", "partly", "hardly", "not_held"], [60, 28, 6, 6])[0]
                row |= {"told_at": starts + dt.timedelta(days=1), "went": went}
            rows.append(row)
    made = pour(Activity, rows, kind="visit", points=["Dove siamo", "Che cosa proviamo"])
    pour(Attendance, [
        {"activity_id": one, "participation_id": pars[n // ACTIVITIES * SCHOOLS + k]}
        for n, (one, row) in enumerate(zip(made, rows, strict=True))
        if row["went"] not in {"", "not_held"}
        for k in range(3)
    ], teachers=2, travel=60)  # fmt: skip


def goals(mentees, person, draw):
    """Three a school, each moved four times; one in ten moved a little while ago."""
    rows = [
        {"participation_id": one, "place": place, "stop": draw.choice(["trying", "several", "part"])}
        for one in mentees for place in range(1, GOALS + 1)
    ]  # fmt: skip
    said = [
        [ago(80 - 20 * at - draw.random() * 10 + (25 if n % 10 == 0 else 0)) for at in range(4)]
        for n in range(len(rows))
    ]  # fmt: skip
    for row, times in zip(rows, said, strict=True):
        row["said_at"] = times[-1]
    made = pour(Goal, rows, text="Robotica in tutte le prime", why="Ce lo chiedono gli alunni",
                success="Quattro classi su sei", set_at=ago(100))  # fmt: skip
    pour(Stand, [
        {"goal_id": one, "stop": stop, "said_at": at}
        for one, row, times in zip(made, rows, said, strict=True)
        for stop, at in zip(("agreed", "trying", "several", row["stop"]), times, strict=True)
    ], sentence="Due classi provano", said_by_id=person)  # fmt: skip
