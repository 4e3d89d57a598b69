"""Who acts in a cluster's year: its members of a day, and the head of each school."""

import random
from dataclasses import dataclass

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import people_with_role
from cordata.clusters.models import Cluster
from cordata.networks.models import Participation


@dataclass(frozen=True)
class Team:
    """A cluster with its schools, mentor first; heads by the key of the participation."""

    cluster: Cluster
    mentor: Participation
    mentees: list[Participation]
    heads: dict[int, User]
    coordinator: User
    language: str

    @property
    def everybody(self) -> list[Participation]:
        """All schools, mentor first."""
        return [self.mentor, *self.mentees]

    def head(self, school: Participation) -> User:
        """Who acts for a school."""
        return self.heads[school.pk]

    def chance(self, *about: object) -> random.Random:
        """The same numbers each time for the same thing of this cluster."""
        cohort = self.cluster.cohort
        key = [cohort.country_id, cohort.name, self.cluster.letter, *about]
        return random.Random(" ".join(map(str, key)))  # noqa: S311 - repeatable, not secret


def team_of(cluster: Cluster, coordinator: User, language: str) -> Team:
    """The cluster as it stands now."""
    members = [
        one.participation
        for one in cluster.memberships.filter(until=None)
        .select_related("participation__school")
        .order_by("code")
    ]
    ids = {one.school.public_id: one.pk for one in members}
    found = people_with_role([RoleKind.HEAD], Scope.SCHOOL, list(ids))
    (mentor,) = (one for one in members if one.is_mentor)
    return Team(
        cluster=cluster,
        mentor=mentor,
        mentees=[one for one in members if not one.is_mentor],
        heads={ids[school]: person for person, school in found},
        coordinator=coordinator,
        language=language,
    )
