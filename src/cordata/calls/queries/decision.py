"""The decision: what is kept of the ranking, its letters, and the table of places."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    QuerySet,
    When,
)
from django.utils import translation
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.calls.models import Call, Outcome, Selection
from cordata.calls.queries.calls import calls_seen_by
from cordata.calls.queries.ranking import Ranking
from cordata.kit import days


def selections_seen_by(person: User) -> QuerySet[Selection]:
    """Decisions on calls a person edits; ranking and draw, which are large, only when asked."""
    calls = calls_seen_by(person).values("pk")
    drawn = Outcome.objects.filter(selection=OuterRef("pk"), was_drawn=True)
    return (
        Selection.objects.filter(call__in=calls)
        .select_related("call__cohort__country", "call__cohort__programme", "decided_by")
        .defer("ranking", "draw")
        .annotate(has_draw=Exists(drawn))
    )


def plain_ranking(lists: Iterable[Ranking]) -> dict[str, Any]:
    """What the decision keeps: shares, scores, ranks, equals on the edge, what would turn it."""
    return {
        "lists": [
            {
                "stratum": one.stratum.public_id,
                "side": one.side,
                "places": one.places,
                "edge": one.result.edge,
                "left": one.result.left,
                "drawn": one.drawn,
                "ranked": [
                    {
                        "number": each.key,
                        "rank": each.rank,
                        "score": float(each.score),
                        "shares": {key: float(share) for key, share in each.shares.items()},
                    }
                    for each in one.ranked
                ],
                "turns": {
                    key: {
                        "points": float(turn.points),
                        "given": turn.given,
                        "taken": {name: float(points) for name, points in turn.taken.items()},
                        "rival": turn.rival,
                    }
                    for key, turn in one.turns().items()
                },
            }
            for one in lists
        ]
    }


@dataclass(frozen=True)
class DecisionLetter:
    """One letter as it will be sent."""

    to: str
    language: str
    school: str
    subject: str
    body: str


def decision_letters(selection: Selection, *, most: int | None = None) -> list[DecisionLetter]:
    """The letter to each school, in its language: the page shows these, deciding sends them.

    most  so many, the first ones
    """
    return [_letter(selection, one) for one in outcomes_of(selection)[:most]]


def outcomes_of(selection: Selection) -> QuerySet[Outcome]:
    """Outcomes by stratum, role, result and rank."""
    results = [When(result=result, then=at) for at, result in enumerate(Outcome.Result)]
    found = selection.outcomes.select_related(
        "application__school__main_site", "application__stratum", "application__call"
    ).defer("application__sent")
    return found.order_by(
        "application__stratum__position",
        "application__side",
        Case(*results, output_field=IntegerField()),
        "rank",
        "application__number",
    )


def public_selections(call: Call) -> QuerySet[Selection]:
    """Decisions whose ranked list everybody may read, newest first."""
    decided = call.selections.filter(is_public=True, decided_at__isnull=False)
    return decided.defer("ranking", "draw").order_by("-decided_at")


def counts_of(selection: Selection) -> dict[str, int]:
    """How many schools have each result, and all of them."""
    counted = dict(selection.outcomes.values_list("result").annotate(Count("pk")))
    return counted | {"all": sum(counted.values())}


def _letter(selection: Selection, outcome: Outcome) -> DecisionLetter:
    application = outcome.application
    with translation.override(application.language):
        facts = {
            "name": application.contact_name,
            "school": application.school.name,
            "number": application.number,
            "reference": selection.reference,
            "signatory": selection.signatory,
            "result": _result_in_words(outcome),
            "reasons": outcome.reasons or selection.reasons,
            "date": _date(selection.decided_on),
            "days": selection.call.appeal_days,
            "address": f"{settings.PUBLIC_ADDRESS}/{application.language}/calls/"
            f"{selection.call.slug}/",
        }
        return DecisionLetter(
            to=application.contact_email,
            language=application.language,
            school=application.school.name,
            subject=_("Decision on your application %(number)s") % facts,
            body=_(
                "Dear %(name)s,\n\non %(date)s it was decided on the application of %(school)s "
                "(%(number)s, decision %(reference)s):\n\n%(result)s\n\n%(reasons)s\n\nYou can "
                "appeal within %(days)d days, with the link of your application. The call and its "
                "criteria: %(address)s\n\n%(signatory)s"
            )
            % facts,
        )


def _result_in_words(outcome: Outcome) -> str:
    if outcome.result == Outcome.Result.ACCEPTED:
        return _("Your school is accepted.")
    if outcome.result == Outcome.Result.REFUSED:
        return _("Your school is not accepted this time.")
    if outcome.was_drawn:
        return _("Your school was not drawn. It is number %(rank)d on the waiting list.") % {
            "rank": outcome.rank or 0
        }
    return _("Your school is on the waiting list.")


def _date(day: dt.date | None) -> str:
    return days.day(day) if day else ""


HEADER = ("number", "national_code", "school", "town", "role", "stratum", "rank", "score",
          "result", "override", "drawn", "comparison")  # fmt: skip


def allocation(selection: Selection) -> list[tuple[Any, ...]]:
    """The table of places, one line a school: screen, CSV, XLSX and PDF show this."""
    return [
        (
            one.application.number,
            one.application.school.national_code,
            one.application.school.name,
            one.application.school.municipality,
            one.application.side,
            _stratum(one),
            one.rank,
            None if one.score is None else round(one.score, 2),
            one.result,
            "yes" if one.is_override else "",
            "yes" if one.was_drawn else "",
            "yes" if one.is_comparison else "",
        )
        for one in outcomes_of(selection)
    ]


def _stratum(outcome: Outcome) -> str:
    stratum = outcome.application.stratum
    return next(iter(stratum.names.values()), "") if stratum else ""
