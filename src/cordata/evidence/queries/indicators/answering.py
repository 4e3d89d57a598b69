"""Indicators of who answers. Numbers of people pass the thresholds for a wider audience."""

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.indicators.declaring import Counted, Indicator, Source
from cordata.evidence.queries.indicators.records import Records
from cordata.surveys.models import Invited

TEACHERS = Invited.Voice.TEACHERS


def _answered(records: Records) -> Counted:
    closed = [heard for one, heard in records.rounds if one.is_closed]
    some = sum(any(voice.sent for voice in heard) for heard in closed)
    return Counted(some, len(closed), len(records.rounds), len(records.rounds) - len(closed))


def _teachers(records: Records) -> Counted:
    """Only where somebody knows how many were invited, and no more answered than that."""
    voices = [
        voice
        for one, heard in records.rounds
        if one.is_closed
        for voice in heard
        if voice.invited.voice == TEACHERS
    ]
    known = [one for one in voices if one.invited.people and one.sent <= one.invited.people]
    return Counted(
        sum(one.sent for one in known),
        sum(one.invited.people or 0 for one in known),
        len(voices),
        len(voices) - len(known),
    )


ANSWERING = (
    Indicator(
        "schools-answered/1", _("Schools that answered at the beginning"),
        _("schools in which somebody answered"), _("schools whose first round has closed"),
        _("schools whose first round is still open"), Source.ROUNDS, _answered,
    ),
    Indicator(
        "teachers-answered/1", _("Teachers who answered at the beginning"),
        _("teachers’ answers that were sent"),
        _("teachers who were invited, in first rounds that have closed"),
        _("schools where nobody wrote down how many were invited"),
        Source.ROUNDS, _teachers, of_answers=True,
    ),
)  # fmt: skip
