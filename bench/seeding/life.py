"""What fills the pages of a country: sites, teachers, talk, diaries."""

import datetime as dt
import random

from django.db.models import OuterRef, Subquery

from bench.seeding.pouring import pour
from bench.seeding.year import NOW, SCHOOLS, ago
from cordata.accounts.models import Role, User
from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import DiaryEntry, Post, Thread
from cordata.documents.queries.html import html_of
from cordata.schools.models import School, Site

TEXT = "Cari colleghi,\n\nda noi **due** classi provano i robot:\n\n- un'ora alla settimana\n- a coppie\n\n"
MORE = "Ci interessa come si trovano gli alunni che leggono con fatica. " * 6
MEMBERS = 6  # of each school, beside its head and one of the team


def sites():
    draw = random.Random(1)
    schools = School.objects.order_by("pk").values_list("pk", "national_code", "name")
    pour(Site, [
        {"school_id": pk, "site_code": code, "name": name, "lat": 44 + draw.random(), "lon": 7 + draw.random()}
        for pk, code, name in schools
    ], municipality="Torino", region="Piemonte", precision="site")  # fmt: skip
    main = Site.objects.filter(school=OuterRef("pk")).values("pk")[:1]
    School.objects.update(main_site=Subquery(main))


def people():
    """Two more of the team and four teachers a school."""
    places = list(School.objects.order_by("pk").values_list("public_id", flat=True))
    more = pour(User, [
        {"email": f"m{n}@example.org", "name": f"Membro {n}"} for n in range(MEMBERS * len(places))
    ], language="it")  # fmt: skip
    pour(Role, [
        {"person_id": one, "kind": "team", "scope": "school", "place": places[n // MEMBERS]}
        if n % MEMBERS < 2
        else {"person_id": one, "kind": "teacher", "scope": "platform", "place": ""}
        for n, one in enumerate(more)
    ])  # fmt: skip


def talk():
    """Four threads of five posts a cluster; the first of all has fifty."""
    html = html_of(TEXT + MORE)
    clusters = list(Cluster.objects.order_by("pk").values_list("pk", flat=True))
    pars = list(Membership.objects.order_by("pk").values_list("participation_id", flat=True))
    heads = list(
        Role.objects.filter(kind="head").order_by("pk").values_list("person_id", flat=True)
    )
    threads = pour(Thread, [
        {"cluster_id": one, "title": f"Robotica nelle prime classi {k}",
         "started_by_id": heads[n * SCHOOLS], "moved_at": ago(k)}
        for n, one in enumerate(clusters) for k in range(4)
    ])  # fmt: skip
    pour(Post, [
        {"thread_id": one, "written_by_id": heads[at], "school_id": pars[at],
         "written_at": NOW - dt.timedelta(days=3, minutes=-k)}
        for n, one in enumerate(threads) for k in range(5 if n else 50)
        for at in [n // 4 * SCHOOLS + k % SCHOOLS]
    ], text=TEXT + MORE, html=html, language="it")  # fmt: skip


def diary():
    """Three entries a school."""
    members = Membership.objects.order_by("pk").values_list("participation", "cluster")
    pour(DiaryEntry, [
        {"participation_id": school, "cluster_id": cluster, "happened_on": ago(10 * k).date()}
        for school, cluster in members for k in range(3)
    ], kind="action", text=TEXT, html=html_of(TEXT))  # fmt: skip
