"""Take in what a school has measured elsewhere."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from cordata.accounts.models import User
from cordata.analysis.surveys.selfie import Means, read_means
from cordata.history.actions import record
from cordata.schools.models import School
from cordata.surveys.models import External


class BadMeans(Exception):
    """The file has cells that cannot be read; nothing is taken in. ``means`` names them."""

    def __init__(self, means: Means) -> None:
        super().__init__(f"{len(means.bad)} bad cells")
        self.means = means


@transaction.atomic
def take_in_selfie(school: School, data: bytes, *, answered_on: dt.date, by: User) -> External:
    """Keep the area means of a file; a file of the same day replaces the one before.

    Raises WrongFile, BadMeans.
    """
    means = read_means(data)
    if means.bad or not means.rows:
        raise BadMeans(means)
    result, _made = External.objects.update_or_create(
        school=school,
        origin=External.Origin.SELFIE,
        answered_on=answered_on,
        defaults={"rows": [asdict(row) for row in means.rows], "taken_in_by": by},
    )
    record(
        "external.taken_in", on=result, by=by, scope=f"country:{school.country}",
        concerns=school, rows=len(means.rows),
    )  # fmt: skip
    return result


@transaction.atomic
def remove_external(result: External, *, by: User) -> None:
    """The school does not want it here any more."""
    school = result.school
    record(
        "external.removed", on=result, by=by, scope=f"country:{school.country}",
        concerns=school,
    )  # fmt: skip
    result.delete()
