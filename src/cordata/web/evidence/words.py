"""Estimates in words: one place for the page, the table and the chart."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.spread.causes import ODDS
from cordata.evidence.models import Run
from cordata.evidence.queries.shown import PLACES, SLOPES, Behind, Shown, is_share
from cordata.evidence.queries.told import rests_on_answers
from cordata.web.costs.words import PPS, TOGETHER, percent, precise, whole
from cordata.web.evidence.estimates import (
    EACH,
    MONEY,
    NAMES,
    PART,
    PERCENT,
    PLAIN,
    POINTS,
    ROUND,
    SHARE,
    SLOPE,
    TIMES,
    UNITS,
    cost_name,
    cost_unit,
)

OF_MONEY = (MONEY, EACH, PART)
CENTS_BELOW = 100  # an amount of fewer units is read with its cents


def name_of(estimate: str) -> str:
    """What the number is of; numbers at days, rounds or cycles carry them behind an "@"."""
    known = str(NAMES.get(estimate, estimate))
    head, at, place = estimate.partition("@")
    if known == estimate and at:
        return _at(str(NAMES.get(head, head)), place, is_cost=head in UNITS[MONEY])
    if estimate.startswith(ODDS):
        return _("Odds of ending, for each one more: %(column)s") % {
            "column": estimate[len(ODDS) :]
        }
    if cost := cost_name(estimate):
        return cost
    if estimate.startswith(ROUND):
        return _("Rounds since the start: %(number)s") % {"number": estimate[len(ROUND) :]}
    if unit_of(estimate) == SLOPE:
        return _("%(column)s: for each one more") % {"column": estimate}
    return known


def _at(name: str, place: str, *, is_cost: bool) -> str:
    """At so many days, rounds or cycles; of a cost, at which rate it is discounted."""
    if is_cost:
        facts = {"view": name, "rate": percent(Decimal(place))}
        return _("%(view)s, discounted at %(rate)s a year") % facts
    return _("%(name)s, %(place)s") % {"name": name, "place": place}


def unit_of(estimate: str) -> str:
    """Points of the scale, percent of its length, a share of all, or a plain number."""
    head = estimate.partition("@")[0]
    if cost := cost_unit(estimate):
        return cost
    if is_share(estimate):
        return SHARE
    if estimate.startswith(ODDS):
        return TIMES
    if " " in head or ":" in head:  # combinations of conditions, rungs of a scale, who pays
        return PLAIN
    if head.startswith(ROUND):
        return POINTS
    return next((unit for unit, names in UNITS.items() if head in names), SLOPE)


def decimal(number: float, places: int = PLACES) -> str:
    """With its decimals, as the language writes it."""
    # number_format cuts off what is too long; it does not round.
    return f"{'−' if number < 0 else ''}{number_format(round(abs(number), places), places)}"


def _figure(one: Shown, number: float) -> str:
    """A number of an estimate: what one more of a column brings has more decimals, money fewer."""
    unit = unit_of(one.name)
    if unit == SHARE:
        return decimal(100 * number, 0)
    if unit in OF_MONEY:
        return (
            whole(Decimal(number)) if abs(number) >= CENTS_BELOW else precise(Decimal(number))
        )
    return decimal(number, SLOPES if unit in {SLOPE, TIMES} else PLACES)


def measured(one: Shown) -> str:
    """As "0.67 points", "42 of 100", "1,240 PPS", "12.00"."""
    unit = {
        PERCENT: _("%(number)s %%"),
        SHARE: _("%(number)s of 100"),
        TIMES: _("%(number)s times"),
        POINTS: _("%(number)s points"),
        **dict.fromkeys(OF_MONEY, f"%(number)s{TOGETHER}{PPS}"),
    }.get(unit_of(one.name), "%(number)s")
    return unit % {"number": _figure(one, one.value)}


def ends(one: Shown) -> str:
    """As "0.41 to 0.92", "20 to 60 of 100"; nothing where no interval is to be said."""
    if one.low is None or one.high is None:
        return ""
    return _between(one, one.low, one.high)


def likely_ends(one: Shown) -> str:
    """The same for where the truth likely lies, with 80 %."""
    if one.likely is None:
        return ""
    return _between(one, *one.likely)


def _between(one: Shown, low: float, high: float) -> str:
    facts = {"low": _figure(one, low), "high": _figure(one, high)}
    if unit_of(one.name) == SHARE:
        return _("%(low)s to %(high)s of 100") % facts
    return _("%(low)s to %(high)s") % facts


def reading(one: Shown) -> str:
    """What the interval says, to somebody who reads no statistics."""
    unit = unit_of(one.name)
    counted = unit in {SHARE, PLAIN, SLOPE, *OF_MONEY}
    if one.low is None or one.high is None:
        return (
            _("Counted from the table; no interval belongs to it.")
            if counted
            else _("No interval can be given: too few clusters. The number may be far off.")
        )
    facts = {"ends": ends(one)}
    if unit == TIMES:
        return _odds(one, facts)
    if counted:
        return _("The true number lies almost certainly within %(ends)s.") % facts
    if one.low > 0:
        return (
            _("The true change lies almost certainly within %(ends)s: it is above zero.")
            % facts
        )
    if one.high < 0:
        return (
            _("The true change lies almost certainly within %(ends)s: it is below zero.")
            % facts
        )
    return (
        _(
            "The true change lies almost certainly within %(ends)s. Zero is within it: "
            "there may have been no change at all."
        )
        % facts
    )


def _odds(one: Shown, facts: Mapping[str, str]) -> str:
    """At once as likely nothing differs."""
    if one.low is not None and one.low > 1:
        text = _(
            "The true number lies almost certainly within %(ends)s: such pairs end sooner."
        )
    elif one.high is not None and one.high < 1:
        text = _(
            "The true number lies almost certainly within %(ends)s: such pairs go on longer."
        )
    else:
        text = _(
            "The true number lies almost certainly within %(ends)s. 1 is within it: there may be no "
            "difference at all."
        )
    return text % facts


def who_stands(size: Behind) -> str:
    """How many schools and clusters; rows where they are something else than schools."""
    if size.schools:
        said = ngettext(
            "%(number)s school in %(clusters)s clusters",
            "%(number)s schools in %(clusters)s clusters",
            size.schools,
        )
        return said % {"number": size.schools, "clusters": size.clusters}
    text = ngettext("%(number)d row of its table", "%(number)d rows of its table", size.rows)
    rows = text % {"number": size.rows}
    if not size.clusters:
        return rows
    clusters = ngettext("%(number)d cluster", "%(number)d clusters", size.clusters)
    return f"{clusters % {'number': size.clusters}}, {rows}"


def standing(*, confirmatory: bool) -> str:
    """Whether the question stood before the answers."""
    return _("Registered before the answers") if confirmatory else _("Exploratory")


def why_not(reason: Reason, run: Run) -> str:
    """Why a finding on a run may not be released, and what would lift it."""
    if not rests_on_answers(run):
        return _why_not_counted(reason)
    few = _(
        "Fewer than five schools stand behind it: each could recognise the others. "
        "It can be released once more schools have both rounds."
    )
    again = _(
        "Together with a finding released before, it would tell what a few schools answered: "
        "both are about nearly the same schools. A finding about clearly more or other schools "
        "can be released."
    )
    alike = _(
        "Nearly all schools changed alike: the number would tell what each of them answered. "
        "It cannot be released."
    )
    return {
        Reason.ALIKE: alike,
        Reason.DIFFERENCE: again,
        Reason.COMPLEMENT: again,
    }.get(reason, few)


def _why_not_counted(reason: Reason) -> str:
    """The same of rows that are no answers of schools, such as what clusters used."""
    if reason == Reason.DIFFERENCE:
        return _(
            "Together with a finding released before, it would tell of a few by themselves: "
            "both are about nearly the same. A finding about clearly more or others can be "
            "released."
        )
    return _(
        "Fewer than five stand behind it, or one or two make up nearly all of it: each could "
        "recognise the others. It can be released once more do."
    )
