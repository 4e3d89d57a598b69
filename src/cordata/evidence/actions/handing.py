"""Hand rows to a researcher: each time is a line in the trail, with what they are wanted for."""

from collections.abc import Callable

from django.db import transaction

from cordata.accounts.models import User
from cordata.evidence.models import Run
from cordata.evidence.queries.leaving.files import FILES
from cordata.history.actions import record


@transaction.atomic
def hand_out(run: Run, *, format: str, purpose: str, by: User) -> bytes:  # noqa: A002 - its name on the page
    """The file of a run's rows. What cannot be made is not noted.

    Raises NoRows, Undescribed, NotInstalled; NotTheSame or NoFinding for a crate.
    """
    make: Callable[[Run], bytes] = FILES[format].make
    content = make(run)
    record(
        "rows.handed_out", on=run, by=by, concerns=by, format=format, purpose=purpose,
        rows=run.table.rows,
    )  # fmt: skip
    return content
