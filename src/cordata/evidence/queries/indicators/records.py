"""The records of some cohorts on a day, each kind read once however many indicators ask."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.utils import timezone

from cordata.clusters.models import Cluster, Membership
from cordata.cycles.models import Activity
from cordata.cycles.queries.dose import Dose, Span, Visit, dose_of, total, visits_of
from cordata.cycles.queries.signs import TO_TELL, WAITING
from cordata.cycles.queries.standing import Standing, standing_of
from cordata.networks.models import Cohort, Participation
from cordata.surveys.models import Occasion, Round
from cordata.surveys.queries.rounds import Heard, counts_of


@dataclass(frozen=True)
class Records:
    """What indicators are counted from; ``now`` is the moment that all of them are of."""

    cohorts: Sequence[Cohort]
    now: dt.datetime

    @cached_property
    def span(self) -> Span:
        """From the first day of the earliest cohort until now."""
        first = min((one.starts_on for one in self.cohorts), default=timezone.localdate())
        return Span(timezone.make_aware(dt.datetime.combine(first, dt.time.min)), self.now)

    @cached_property
    def schools(self) -> list[Participation]:
        """All that ever took part."""
        found = Participation.objects.filter(cohort__in=self.cohorts)
        return list(found.order_by("pk"))

    @cached_property
    def present(self) -> list[Participation]:
        """Those that have not left."""
        return [one for one in self.schools if one.withdrawn_at is None]

    @cached_property
    def since(self) -> dict[int, dt.date]:
        """By participation of mentee schools in a cluster now: since when."""
        ties = Membership.objects.filter(
            participation__cohort__in=self.cohorts, until=None, side=Participation.Side.MENTEE
        )
        return dict(ties.values_list("participation", "since"))

    @cached_property
    def visits(self) -> dict[int, list[Visit]]:
        """By participation: what its people took part in."""
        return visits_of(self.schools)

    @cached_property
    def dose(self) -> Dose:
        """Of all clusters together."""
        return total(dose_of(self._clusters, self.span).values())

    @cached_property
    def untold(self) -> int:
        """Activities of the last two weeks that nobody has told yet."""
        lately = {"starts_at__lt": self.now, "starts_at__gte": self.now - TO_TELL}
        return Activity.objects.filter(WAITING, cluster__in=self._clusters, **lately).count()

    @cached_property
    def goals(self) -> Standing:
        """Of all clusters together, as goals stand now."""
        return sum(standing_of(self._clusters, self.span).values(), Standing())

    @cached_property
    def rounds(self) -> list[tuple[Round, list[Heard]]]:
        """Rounds of schools at the beginning, with how many of each voice answered."""
        asked = list(
            Round.objects.filter(
                participation__cohort__in=self.cohorts, occasion=Occasion.BASELINE
            ).order_by("pk")
        )
        heard = counts_of(asked)
        return [(one, heard.get(one.pk, [])) for one in asked]

    @cached_property
    def earlier(self) -> dict[int, set[str]]:
        """By school (key): its sides in cohorts of the same programme and country before these."""
        first = {(one.programme_id, one.country_id): one.starts_on for one in self.cohorts}
        found = Participation.objects.filter(
            cohort__programme__in={one for one, _country in first},
            cohort__country__in={one for _programme, one in first},
        ).values_list(
            "school", "side", "cohort__programme", "cohort__country", "cohort__starts_on"
        )
        sides: dict[int, set[str]] = {}
        for school, side, programme, country, began in found.order_by("cohort__starts_on"):
            if began < first.get((programme, country), began):
                sides.setdefault(school, set()).add(side)
        return sides

    @property
    def _clusters(self) -> QuerySet[Cluster]:
        return Cluster.objects.filter(cohort__in=self.cohorts)
