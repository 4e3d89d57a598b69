"""Everything that the page of a version shows, in the language of its reader."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.analysis.advice.decision import Criterion
from cordata.evidence.models import Finding
from cordata.evidence.queries.shown import estimates_shown
from cordata.guidance.models import Judgement, Strength, Support, Version
from cordata.guidance.queries.certainty import by_rules
from cordata.guidance.queries.facts import Fact, facts_of
from cordata.guidance.queries.quoting import findings_under
from cordata.guidance.queries.slots import in_order, slots_of
from cordata.guidance.queries.wordings import Texts, texts_in
from cordata.web.evidence.chart import chart_of
from cordata.web.evidence.sure import sure_of
from cordata.web.evidence.words import ends, measured, who_stands
from cordata.web.recommendations import saying
from cordata.web.recommendations.table import rows_of
from cordata.web.recommendations.words import (
    allowed_to_say,
    audience_in_words,
    blocks,
    certainty_in_words,
    coordination_in_words,
    question_of,
    says_of,
    strength_in_words,
)

FIVE = (Criterion.BALANCE, Criterion.RESOURCES, Criterion.EQUITY, Criterion.ACCEPTABILITY,
        Criterion.FEASIBILITY)  # fmt: skip
ROWS = ("judgements", "costs", "supports", "contexts")


@dataclass(frozen=True)
class Whole:
    """A version with its texts, its findings and its facts, fetched once."""

    version: Version
    texts: Texts
    known: dict[str, Finding]
    facts: list[Fact]

    def said(self, slot: str) -> tuple[SafeString, str]:
        """A text with its numbers, and its language."""
        text, language = self.texts.get(slot)
        return saying.said(text, self.known), language

    def lines(self, slot: str) -> tuple[list[SafeString], str]:
        """The same line by line."""
        text, language = self.texts.get(slot)
        return saying.lines(text, self.known), language

    def plain(self, slot: str) -> str:
        """The same without links."""
        return saying.plain(self.texts.get(slot)[0], self.known)

    @property
    def statement(self) -> str:
        """Its title."""
        return self.texts.get("statement")[0]


def with_rows(versions: Any) -> Any:
    """A queryset of versions, with all that a page of one needs."""
    judged = Judgement.objects.select_related("finding").order_by("pk")
    return versions.prefetch_related(
        Prefetch("judgements", judged), *(one for one in ROWS if one != "judgements")
    )


def whole(version: Version) -> Whole:
    """Two queries more than its rows; a third where it is read in another language."""
    known = findings_under(version)
    texts = texts_in(version, get_language() or "en", slots_of(version))
    return Whole(version, texts, known, facts_of(version, known))


def page_of(found: Whole) -> dict[str, Any]:
    """The context of the page, but for what stands around it."""
    version = found.version
    rules = by_rules(version, found.known)
    return {
        "version": version,
        "recommendation": version.recommendation,
        "project": version.recommendation.project,
        "texts": found.texts,
        "statement": found.texts.get("statement"),
        "because": found.said("because"),
        "question": found.texts.get("question"),
        "audience": audience_in_words(version),
        "coordination": coordination_in_words(version),
        "tiles": _tiles(found),
        "may_say": allowed_to_say(version.certainty, rules.verdict),
        "rows": rows_of(found.facts, outcomes_of(found)),
        "five": [one for one in _judged(found) if one["criterion"] in FIVE],
        "seven": [one for one in _judged(found) if one["criterion"] not in FIVE],
        "found": _found(found, cost=False),
        "bills": _found(found, cost=True),
        "bearers": _bearers(found),
        "contexts": _contexts(found),
        "studies": list(found.known.values()),
        "computed": certainty_in_words(version.computed)[0],
        **{
            name: found.lines(name)
            for name in ("for_whom", "not_for_whom", "conditions", "unknown", "would_change",
                         "conflict", "changed")
        },
    }  # fmt: skip


def outcomes_of(found: Whole) -> dict[int, tuple[str, str]]:
    """By key of a support, what its row is called, and in which language."""
    return {
        one.pk: found.texts.get(f"outcome:{one.public_id}")
        for one in found.version.supports.all()
    }


def _tiles(found: Whole) -> dict[str, Any]:
    version = found.version
    cost = next((one for one in found.facts if one.support.role == Support.Role.COST), None)
    return {
        "strength": strength_in_words(Strength(version.strength)),
        "certainty": certainty_in_words(version.certainty),
        "blocks": blocks(version.certainty),
        "cost": measured(cost.shown) if cost else _("Not measured"),
        "cost_within": ends(cost.shown) if cost else "",
        "cost_of": outcomes_of(found)[cost.support.pk] if cost else None,
        "cost_address": cost.finding.public_id if cost else "",
        "risk": found.texts.get("risk"),
        "risk_words": found.said("risk_words"),
    }


def _judged(found: Whole) -> list[dict[str, Any]]:
    by_criterion = {one.criterion: one for one in found.version.judgements.all()}
    return [
        {
            "criterion": one,
            "question": question_of(one),
            "says": says_of(by_criterion[one]),
            "words": found.said(f"judgement:{one}"),
            "finding": by_criterion[one].finding,
            "link": by_criterion[one].link,
        }
        for one in Criterion
        if one in by_criterion
    ]


def _found(found: Whole, *, cost: bool) -> list[dict[str, Any]]:
    """Each finding once, with its chart and what could be wrong with it."""
    shown: dict[int, dict[str, Any]] = {}
    for one in found.facts:
        if (one.support.role == Support.Role.COST) != cost or one.finding.pk in shown:
            continue
        run = one.finding.run
        shown[one.finding.pk] = {
            "finding": one.finding,
            "chart": chart_of(estimates_shown(run), one.support.estimate),
            "who": who_stands(one.behind),
            "limit": one.finding.limits.split("\n\n")[0],
            "sure": sure_of(run, one.support.estimate),
            "role": one.support.get_role_display(),
        }
    return list(shown.values())


def _bearers(found: Whole) -> list[tuple[str, tuple[SafeString, str]]]:
    return [
        (str(one.get_bearer_display()), found.said(f"cost:{one.bearer}"))
        for one in sorted(found.version.costs.all(), key=lambda one: one.bearer)
    ]


def _contexts(found: Whole) -> list[dict[str, Any]]:
    return [
        {"words": found.texts.get(f"context:{one.public_id}"), "context": one}
        for one in in_order(found.version.contexts.all())
    ]
