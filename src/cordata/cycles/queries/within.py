"""Which clusters a query is about, said so that a database knows how many they are.

The conditions by which they were found (whose they are, which run today), joined in once more,
make it guess that one remains, and then loop over all of them.
"""

from dataclasses import dataclass

from django.db.models import Q


@dataclass(frozen=True)
class Within:
    """One cluster; or the open ones of whole cohorts, which is what a coordinator has."""

    cluster: int | None = None
    cohorts: frozenset[int] = frozenset()

    def at(self, path: str) -> Q:
        """The condition for rows from which ``path`` leads to the cluster."""
        if self.cluster is not None:
            return Q((path, self.cluster))
        return Q((f"{path}__cohort__in", sorted(self.cohorts)), (f"{path}__closed_on", None))
