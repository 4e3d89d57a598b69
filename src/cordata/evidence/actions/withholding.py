"""A school takes its answers back from research: what this reaches, in one step.

Its rows leave every frozen table, and whatever is built later has none of them. What was found
on those tables stays readable, is looked at again at once, and says whether it still stands.
"""

from django.db import transaction

from cordata.accounts.models import User
from cordata.analysis.datasets import dataset_address
from cordata.evidence.actions.ordering import one_at_a_time
from cordata.evidence.models import Finding, FrozenTable
from cordata.evidence.queries.resting import tables_holding
from cordata.evidence.queries.tables import rows_without
from cordata.history.actions import record
from cordata.kit.frames import to_parquet
from cordata.schools.models import School
from cordata.surveys.actions import withholding as surveys


@transaction.atomic
def withhold_from_research(school: School, *, by: User | None) -> int:
    """Take its rows out of all tables; returns of how many. Raises WithheldAlready."""
    one_at_a_time()
    withheld = surveys.withhold_answers(school, by=by)
    holding = list(tables_holding(school).select_for_update())
    for table in holding:
        _take_out(table, school, withheld.public_id)
        record("table.withheld", on=table, by=by, rows=table.rows)
    # The machine looks at what was not looked at for longest: these come first.
    resting = Finding.objects.filter(run__table__in=[one.pk for one in holding])
    resting.update(looked_at=None)
    return len(holding)


@transaction.atomic
def allow_for_research(school: School, *, by: User | None) -> None:
    """From the next table on; what was taken out stays out. Raises WithheldAlready."""
    surveys.allow_answers(school, by=by)


def _take_out(table: FrozenTable, school: School, sign: str) -> None:
    kept = rows_without(table, school.public_id)
    members = {
        key: [sign if one == school.public_id else one for one in schools]
        for key, schools in table.members.items()
    }
    size = len(next(iter(kept.values()), []))
    FrozenTable.objects.filter(pk=table.pk).update(
        content=to_parquet(kept),
        rows=size,
        kept_address=dataset_address(kept),
        withheld=[*table.withheld, sign],
        members=members,
    )
