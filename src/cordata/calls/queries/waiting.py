"""Who waits for a place after a decision, and in which order."""

from django.db.models import Exists, F, OuterRef, QuerySet, Window
from django.db.models.functions import RowNumber

from cordata.calls.models import Application, Call, Outcome
from cordata.networks.models import Cohort


def waiting_list(call: Call) -> QuerySet[Outcome]:
    """Who waits, as decided last: by stratum and role, next first; ``place`` in that line."""
    decided = Outcome.objects.filter(
        selection__call=call,
        selection__decided_at__isnull=False,
        application__state=Application.State.SENT,
    )
    later = decided.filter(
        application=OuterRef("application"),
        selection__decided_at__gt=OuterRef("selection__decided_at"),
    )
    line = [F("application__stratum"), F("application__side")]
    return (
        decided.filter(~Exists(later), result=Outcome.Result.RESERVE)
        .select_related("application__school__main_site", "application__stratum")
        .defer("application__sent")
        .annotate(place=Window(RowNumber(), partition_by=line, order_by=["rank", "pk"]))
        .order_by("application__stratum__position", "application__side", "rank", "pk")
    )


def call_with_a_waiting_list(cohort: Cohort) -> Call | None:
    """The newest decided call of a cohort in which some school had to wait."""
    reserve = Outcome.Result.RESERVE
    return (
        Call.objects.filter(
            cohort=cohort,
            selections__decided_at__isnull=False,
            selections__outcomes__result=reserve,
        )
        .order_by("-published_at")
        .first()
    )
