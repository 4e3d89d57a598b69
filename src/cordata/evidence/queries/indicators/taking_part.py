"""Indicators of who is reached, and who stays."""

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.indicators.declaring import (
    NONE_MISSING,
    Counted,
    Indicator,
    Source,
)
from cordata.evidence.queries.indicators.records import Records
from cordata.networks.models import Participation

Side = Participation.Side


def _with_mentor(records: Records) -> Counted:
    mentees = [one for one in records.present if one.side == Side.MENTEE]
    placed = sum(one.pk in records.since for one in mentees)
    return Counted(placed, len(mentees), len(mentees))


def _places(records: Records) -> Counted:
    offered = [one.max_places for one in records.present if one.is_mentor]
    return Counted(len(records.since), sum(offered), len(offered))


def _left(records: Records) -> Counted:
    gone = sum(one.withdrawn_at is not None for one in records.schools)
    return Counted(gone, len(records.schools), len(records.schools))


def _grown(records: Records) -> Counted:
    """Of schools that were mentees before, those that lead now."""
    before = [school for school, sides in records.earlier.items() if Side.MENTEE in sides]
    leading = {one.school_id for one in records.present if one.is_mentor}
    return Counted(sum(one in leading for one in before), len(before), len(before))


TAKING_PART = (
    Indicator(
        "schools-with-mentor/1", _("Mentee schools that have a mentor school"),
        _("mentee schools in a cluster"), _("mentee schools that take part"),
        NONE_MISSING, Source.TAKING_PART, _with_mentor,
    ),
    Indicator(
        "places-taken/1", _("Places of mentor schools that are taken"),
        _("mentee schools in a cluster"), _("places that mentor schools offer at most"),
        NONE_MISSING, Source.TAKING_PART, _places,
    ),
    Indicator(
        "schools-left/1", _("Schools that left"),
        _("schools that left, for whatever reason"),
        _("schools that ever took part, mentors and mentees"),
        NONE_MISSING, Source.TAKING_PART, _left,
    ),
    Indicator(
        "mentees-became-mentors/1", _("Mentee schools that became mentor schools"),
        _("schools among them that lead now"),
        _("schools that were mentee schools in an earlier year of the same country"),
        NONE_MISSING, Source.TAKING_PART, _grown,
    ),
)  # fmt: skip
