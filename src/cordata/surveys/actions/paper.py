"""Slips that are printed, and sheets that come back on paper."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.forms.logic import fault, kept
from cordata.history.actions import record
from cordata.surveys.actions.answering import RoundOver
from cordata.surveys.models import Answers, Invited, Round, Slip
from cordata.surveys.queries.answering import day_asked_for, values_of
from cordata.surveys.queries.codes import new_slip, slip_digest
from cordata.surveys.queries.forms import form_of

MOST_SLIPS = 500


class TooMany(Exception):
    """More slips than anybody cuts."""


class NotOnTheSheet(Exception):
    """Answers that the sheet does not offer; ``names`` are the questions."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


@transaction.atomic
def print_slips(invited: Invited, number: int, *, by: User) -> list[str]:
    """New slips for a voice; their codes, which are told this once and stored nowhere.

    Raises TooMany, RoundOver.
    """
    if not 0 < number <= MOST_SLIPS:
        raise TooMany
    if invited.round.is_over(timezone.now()):
        raise RoundOver
    codes = {new_slip() for _ in range(number)}
    while len(codes) < number:
        codes.add(new_slip())
    # In the order of their digests, which nobody knows who cuts them.
    digests = sorted(slip_digest(invited.pk, code) for code in codes)
    Slip.objects.bulk_create(Slip(invited=invited, digest=one) for one in digests)
    _note("slips.printed", invited, by, number=number)
    return sorted(codes)


@transaction.atomic
def enter_sheet(
    invited: Invited,
    receipt: UUID,
    given: Mapping[str, Sequence[str]],
    *,
    language: str,
    by: User,
) -> bool:
    """Type in a sheet of paper, whole. The same one twice is one; returns whether it is new.

    What is left open on paper is open here. Raises NotOnTheSheet, RoundOver.
    """
    round_ = Round.objects.select_for_update(no_key=True).get(pk=invited.round_id)
    if round_.is_closed:
        raise RoundOver
    if Answers.objects.filter(pk=receipt).exists():
        return False
    form = form_of(round_.instrument_id)
    said = {name: it for name, it in values_of(invited, given).items() if it is not None}
    asked = [one for one in form.questions() if one.name in said]
    today = day_asked_for(asked, round_.pk)
    wrong = [one.name for one in asked if fault(form, one, said[one.name], said, today)]
    if wrong:
        raise NotOnTheSheet(wrong)
    opened = round_.opened_on
    Answers.objects.create(
        receipt=receipt, invited=invited, source=Answers.Source.PAPER, language=language,
        answers=kept(form, said), page=1, begun_on=opened, finished_on=opened,
    )  # fmt: skip
    _note("sheet.entered", invited, by)
    return True


def _note(verb: str, invited: Invited, by: User, **facts: Any) -> None:
    round_ = invited.round
    concerns = round_.participation.school if round_.participation else None
    scope = f"country:{round_.cohort.country_id}"
    record(verb, on=invited, by=by, scope=scope, concerns=concerns, **facts)
