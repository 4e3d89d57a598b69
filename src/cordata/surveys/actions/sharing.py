"""A school opens its report to its mentor school, or closes it again."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.surveys.models import Round, Shared


@transaction.atomic
def share_report(which: Round, *, by: User) -> None:
    """The mentor school may read it from now on; told twice, it is told once."""
    _shared, new = Shared.objects.get_or_create(round=which, defaults={"shared_by": by})
    if new:
        _note("report.shared", which, by)


@transaction.atomic
def stop_sharing(which: Round, *, by: User) -> None:
    """The school reads it alone again."""
    gone, _of = Shared.objects.filter(round=which).delete()
    if gone:
        _note("report.unshared", which, by)


def _note(verb: str, which: Round, by: User) -> None:
    school = which.participation
    scope = f"country:{school.cohort.country_id}" if school else ""
    record(verb, on=which, by=by, scope=scope, concerns=school.school if school else None)
