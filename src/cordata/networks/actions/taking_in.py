"""Take in a spreadsheet of schools that take part: all good lines, or none."""

from django.db import transaction

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.networks.actions.taking_part import change_participation, take_part
from cordata.networks.models import Cohort
from cordata.networks.queries.sheet import Sheet, read_sheet
from cordata.networks.queries.sheet_lines import Row


class SheetChangedMeanwhile(Exception):
    """The sheet would now change other things than were shown; ``sheet`` says which."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet.digest)
        self.sheet = sheet


@transaction.atomic
def take_in_participations(cohort: Cohort, data: bytes, *, seen: str, by: User | None) -> Sheet:
    """Do what the check page showed. ``seen`` is the digest of the changes it showed.

    Raises SheetChangedMeanwhile, and WrongFile as ``read_sheet``.
    """
    sheet = read_sheet(cohort, data)
    if sheet.digest != seen:
        raise SheetChangedMeanwhile(sheet)
    for row in sheet.changes:
        _take_in(cohort, row, by)
    record(
        "cohort.sheet_taken_in",
        on=cohort,
        by=by,
        scope=f"country:{cohort.country_id}",
        new=len(sheet.new),
        changed=len(sheet.changes) - len(sheet.new),
        left_out=len({problem.line for problem in sheet.problems}),
    )
    return sheet


def _take_in(cohort: Cohort, row: Row, by: User | None) -> None:
    if row.begins or row.before is None:
        take_part(cohort, row.school, interests=row.interests, by=by, **row.facts)
    else:
        change_participation(
            row.before,
            version=row.before.version,
            interests=row.interests,
            by=by,
            **row.facts,
        )
