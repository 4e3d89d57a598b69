"""Diaries as their readers see them, and what of them is public."""

import datetime as dt
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role, places_of
from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.cycles.models import DiaryEntry, PublicPost
from cordata.cycles.queries.goals import goals_seen_by
from cordata.networks.models import Cohort, Country, Participation
from cordata.networks.queries import cohorts_seen_by
from cordata.schools.queries.schools import my_school_ids

AROUND = (
    "participation__school", "participation__cohort__country",
    "participation__cohort__programme", "cluster__cohort", "goal", "activity", "file",
    "written_by",
)  # fmt: skip


def entries_read_by(person: User) -> QuerySet[DiaryEntry]:
    """The set-wise twin of ``rules.may_read_entry``, newest day first."""
    readers = DiaryEntry.Readers
    mine = my_school_ids(person)
    seen = Q(participation__school__public_id__in=mine)
    seen |= Q(cluster__in=clusters_entered_by(person).values("pk"))
    with_us = Cohort.objects.filter(
        participations__school__public_id__in=mine, participations__withdrawn_at=None
    )
    seen |= Q(
        readers__in=[readers.COUNTRY, readers.RESEARCHERS],
        participation__cohort__in=with_us.values("pk"),
    )
    seen |= Q(readers=readers.RESEARCHERS) & _researched_by(person)
    entries = DiaryEntry.objects.filter(seen, taken_out_at=None).select_related(*AROUND)
    return entries.order_by("-happened_on", "-pk")


def entries_in(cluster: Cluster) -> QuerySet[DiaryEntry]:
    """All that stands in a cluster's diary, newest day first: who may enter it reads all.

    Read with the names that a page shows around an entry, and no more.
    """
    entries = DiaryEntry.objects.filter(cluster=cluster, taken_out_at=None)
    shown = entries.select_related(
        "participation__school", "goal", "activity", "file", "written_by"
    ).only(
        "public_id", "kind", "html", "happened_on", "video", "readers",
        "participation__school__name", "goal__text", "goal__language", "activity__kind", "activity__starts_at",
        "file__public_id", "file__name", "file__kind", "file__size", "written_by__name",
    )  # fmt: skip
    return shown.order_by("-happened_on", "-pk")


def goals_told(person: User, entries: Iterable[DiaryEntry]) -> set[int]:
    """Goals (keys) of these entries whose words this person may read: an entry has more readers."""
    asked = {one.goal_id for one in entries if one.goal_id}
    if not asked:
        return set()
    return set(goals_seen_by(person).filter(pk__in=asked).values_list("pk", flat=True))


def _researched_by(person: User) -> Q:
    countries = places_of(person, RoleKind.RESEARCHER, Scope.COUNTRY)
    programmes = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    return Q(participation__cohort__country__in=countries) | Q(
        participation__cohort__programme__public_id__in=programmes
    )


def researches(person: User) -> bool:
    """Whether this person is a researcher anywhere; costs nothing beyond the roles."""
    return bool(
        places_of(person, RoleKind.RESEARCHER, Scope.COUNTRY)
        or places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME)
    )


def reads_diaries(person: User) -> bool:
    """Whether there is anything for this person: a school, a country, or research."""
    return bool(my_school_ids(person) or researches(person) or cohorts_seen_by(person).exists())


def schools_writing_in(person: User, cluster: Cluster) -> list[Participation]:
    """The schools of this person that are in the cluster now, and so keep a diary there."""
    inside = Participation.objects.filter(
        memberships__cluster=cluster,
        memberships__until=None,
        school__public_id__in=my_school_ids(person),
    )
    return list(inside.select_related("school").order_by("pk"))


def diary_of(participation: Participation) -> str | None:
    """The cluster (public id) in whose diary a school writes now."""
    now = participation.memberships.filter(until=None)
    return now.values_list("cluster__public_id", flat=True).first()


def post_of(entry: DiaryEntry) -> PublicPost | None:
    """The newest post made of an entry, however it stands."""
    return entry.posts.select_related("decided_by").order_by("-proposed_at", "-pk").first()


def posts_at_work(entry: DiaryEntry) -> QuerySet[PublicPost]:
    """The one that waits or is public, if there is one."""
    states = [PublicPost.State.WAITING, PublicPost.State.APPROVED]
    return PublicPost.objects.filter(entry=entry, state__in=states)


def posts_sent_back(since: dt.datetime) -> QuerySet[PublicPost]:
    """What coordinators sent back since then, and nobody proposed anew."""
    later = PublicPost.objects.filter(entry=OuterRef("entry"), pk__gt=OuterRef("pk"))
    return PublicPost.objects.filter(
        ~Exists(later),
        state=PublicPost.State.RETURNED,
        decided_at__gt=since,
        entry__taken_out_at=None,
    )


def posts_reviewed_by(person: User) -> QuerySet[PublicPost]:
    """The set-wise twin of ``rules.may_decide_post``, those that wait longest first."""
    posts = PublicPost.objects.filter(
        entry__participation__cohort__in=cohorts_seen_by(person).order_by().values("pk")
    ).exclude(entry__participation__school__public_id__in=my_school_ids(person))
    return posts.select_related(
        "entry__participation__school__main_site", "entry__participation__cohort__country",
        "entry__participation__cohort__programme", "entry__file", "proposed_by", "decided_by",
    ).order_by("proposed_at", "pk")  # fmt: skip


def public_posts(country: Country | None = None) -> QuerySet[PublicPost]:
    """What everybody may read, newest first; never who wrote it."""
    posts = PublicPost.objects.filter(
        state=PublicPost.State.APPROVED, entry__taken_out_at=None
    ).select_related(
        "entry__participation__school__main_site", "entry__participation__cohort__programme",
        "entry__participation__cohort__country", "entry__file",
    )  # fmt: skip
    if country is not None:
        posts = posts.filter(entry__participation__cohort__country=country)
    return posts.order_by("-decided_at", "-pk")


def staff_named_in(words: str, participation: Participation) -> list[str]:
    """The people of the school whose whole name stands in ``words``."""
    places = [participation.school.public_id]
    team = people_with_role([RoleKind.HEAD, RoleKind.TEAM], Scope.SCHOOL, places)
    plain = " ".join(words.casefold().split())
    named = {person.name for person, _place in team if person.name.strip()}
    return sorted(name for name in named if " ".join(name.casefold().split()) in plain)
