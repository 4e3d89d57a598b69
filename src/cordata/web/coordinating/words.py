"""The sentence of an alert: what was promised and did not happen, with days, without blame."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.cycles.models import AlertKind
from cordata.kit.days import day, day_month

MOST_DAYS = 4
Facts = Mapping[str, Any]


def sentence_of(kind: str, facts: Facts) -> str:
    """In the language of the page; the facts are those of the alert, then or now."""
    return SENTENCES[AlertKind(kind)](facts)


def _missed(facts: Facts) -> str:
    number, days = len(facts["days"]), _days(facts["days"])
    if facts["visits"]:
        sentence = ngettext(
            "%(number)d promised visit did not happen: %(days)s.",
            "%(number)d promised visits did not happen: %(days)s.",
            number,
        )
    else:
        sentence = ngettext(
            "%(number)d promised activity did not happen: %(days)s.",
            "%(number)d promised activities did not happen: %(days)s.",
            number,
        )
    return sentence % {"number": number, "days": days}


def _first(facts: Facts) -> str:
    promised = {"day": _day(facts["days"][0])}
    if facts["visits"]:
        return _("The first visit has not happened; it was promised for %(day)s.") % promised
    return _("Nothing has taken place yet; the first was promised for %(day)s.") % promised


def _hardly(facts: Facts) -> str:
    number, days = len(facts["days"]), _days(facts["days"])
    if facts["visits"]:
        sentence = ngettext(
            "%(number)d visit in a row hardly helped: %(days)s.",
            "%(number)d visits in a row hardly helped: %(days)s.",
            number,
        )
    else:
        sentence = ngettext(
            "%(number)d activity in a row hardly helped: %(days)s.",
            "%(number)d activities in a row hardly helped: %(days)s.",
            number,
        )
    return sentence % {"number": number, "days": days}


def _quiet(facts: Facts) -> str:
    if facts["last"]:
        last = {"day": _day(facts["last"])}
        sentence = _(
            "Nothing is planned; since %(day)s nobody has told of a visit or a goal, or written here."
        )
        return sentence % last
    weeks = facts["weeks"]
    sentence = ngettext(
        "Nothing is planned; for %(weeks)d week nobody has told of a visit or a goal, or written here.",
        "Nothing is planned; for %(weeks)d weeks nobody has told of a visit or a goal, or written here.",
        weeks,
    )
    return sentence % {"weeks": weeks}


def _head(facts: Facts) -> str:
    told = {"school": facts["school"], "day": _day(facts["on"])}
    if facts["until"]:
        sentence = _("The head of %(school)s is away from %(day)s to %(until)s.")
        return sentence % (told | {"until": _day(facts["until"])})
    return _("%(school)s has had no head here since %(day)s.") % told


def _left(facts: Facts) -> str:
    told = {"school": facts["school"], "day": _day(facts["on"])}
    return _("%(school)s left the network on %(day)s.") % told


def _alone(facts: Facts) -> str:
    if facts["people"]:
        return _("One person is alone in the team of %(school)s.") % facts
    return _("Nobody of %(school)s has joined yet.") % facts


def _goal(facts: Facts) -> str:
    if facts["number"] == 1:
        sentence = ngettext(
            "A goal of %(school)s has not moved for %(weeks)d week: “%(goal)s”. Ask what is in the way.",
            "A goal of %(school)s has not moved for %(weeks)d weeks: “%(goal)s”. Ask what is in the way.",
            facts["weeks"],
        )
    else:
        sentence = ngettext(
            "%(number)d goal has not moved for five weeks. Ask what is in the way.",
            "%(number)d goals have not moved for five weeks. Ask what is in the way.",
            facts["number"],
        )
    return sentence % facts


SENTENCES: dict[AlertKind, Callable[[Facts], str]] = {
    AlertKind.MISSED: _missed,
    AlertKind.FIRST_MISSED: _first,
    AlertKind.HARDLY: _hardly,
    AlertKind.QUIET: _quiet,
    AlertKind.HEAD_AWAY: _head,
    AlertKind.SCHOOL_LEFT: _left,
    AlertKind.LEAD_ALONE: _alone,
    AlertKind.GOAL_STILL: _goal,
}


def _day(iso: str) -> str:
    return day(dt.date.fromisoformat(iso))


def _days(isos: list[str]) -> str:
    """The last few, in words."""
    shown = [day_month(dt.date.fromisoformat(iso)) for iso in isos[-MOST_DAYS:]]
    return get_text_list(shown, _("and"))
