"""How sure a finding is, in words, with what took a step away and what gave one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cordata.analysis.advice.domains import Step
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.results import Rated
from cordata.analysis.inference.equivalence import Verdict
from cordata.evidence.models import PlannedDesign, Run
from cordata.evidence.queries.rated import rated
from cordata.evidence.queries.words import sentence


@dataclass(frozen=True)
class Sure:
    """A rating as a page shows it.

    blocks   four of them, filled up to the rating
    word     how sure, in a word or two
    verb     what may be said at most
    reasons  where it began, what moved it, and what nobody could look at
    """

    blocks: list[bool]
    word: str
    verb: str
    reasons: list[str]


def sure_of(run: Run, main: str) -> Sure | None:
    """None for results that tell no effect, such as costs."""
    by_rules = rated(run, main)
    if by_rules is None:
        return None
    found = by_rules.rating.value
    checks = {one["code"]: one for one in run.document["result"]["checks"]}
    moved = [_moved(one, checks) for one in by_rules.rating.steps]
    return Sure(
        blocks=[at < found for at in range(4)],
        word=_word(found),
        verb=_verb(found, by_rules.verdict),
        reasons=[_start(by_rules, checks), *moved, *map(_unseen, by_rules.unseen)],
    )


def _word(found: Certainty) -> str:
    return {
        Certainty.VERY_LOW: _("Very unsure: 1 of 4"),
        Certainty.LOW: _("Unsure: 2 of 4"),
        Certainty.MODERATE: _("Fairly sure: 3 of 4"),
        Certainty.HIGH: _("Sure: 4 of 4"),
    }[found]


def _verb(found: Certainty, verdict: str) -> str:
    """What is sure is what the result says: a difference, or that there is none that matters."""
    unknown = _("We do not know whether what was tried made the difference.")
    if verdict == Verdict.INCONCLUSIVE or found == Certainty.VERY_LOW:
        return unknown
    if verdict == Verdict.EQUAL:
        return {
            Certainty.LOW: _("What was tried may have made no difference that matters."),
            Certainty.MODERATE: _("What was tried probably made no difference that matters."),
            Certainty.HIGH: _("What was tried made no difference that matters."),
        }[found]
    return {
        Certainty.LOW: _("What was tried may have made the difference."),
        Certainty.MODERATE: _("What was tried probably made the difference."),
        Certainty.HIGH: _("What was tried made the difference."),
    }[found]


def _start(by_rules: Rated, checks: Mapping[str, Mapping[str, Any]]) -> str:
    """With the warnings that lowered it: they take no step besides."""
    begins = _("It begins at %(step)d of 4, by its design: %(design)s.") % {
        "step": by_rules.rating.start,
        "design": PlannedDesign.Kind(by_rules.design).label,
    }
    return " ".join([begins, *(sentence(checks[code]) for code in by_rules.settled)])


def _moved(step: Step, checks: Mapping[str, Mapping[str, Any]]) -> str:
    why = " ".join(_reason(code, checks) for code in step.reasons)
    if step.by > 0:
        return _("One step up. %(why)s") % {"why": why}
    if step.by == -1:
        return _("One step down. %(why)s") % {"why": why}
    return _("Two steps down. %(why)s") % {"why": why}


def _unseen(code: str) -> str:
    return {
        "countries": _("Not looked at: whether countries show the same."),
        "next_country": _(
            "Not looked at: what a next country may show. Too few countries stand behind it."
        ),
        "volunteers": _(
            "Not looked at: whether schools that came of their own will stand for all schools."
        ),
    }[code]


def _reason(code: str, checks: Mapping[str, Mapping[str, Any]]) -> str:
    own = {
        "few_groups": _("Fewer than ten clusters stand behind it."),
        "harm_and_benefit": _("A rise and a fall both lie within the interval."),
        "nothing_and_benefit": _(
            "No change and one that matters both lie within the interval."
        ),
        "opposite_effects": _("Some countries show a rise, and others a fall."),
        "country_other_side": _("A country shows a difference that matters to the other side."),
        "prediction_both_sides": _(
            "In a next country a rise that matters and a fall that matters are both possible."
        ),
        "outcomes_missing": _(
            "Another outcome of the same schools was registered and is not told."
        ),
        "large_effect": _("The difference is very large."),
        "survives_trend_breaks": _("It would survive trends twice as unlike as before."),
    }
    return own[code] if code in own else sentence(checks[code])
