"""The matching rules as the public reads them: whole sentences, no settings."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.matching.rules import Bound, Model, Must, Rules


@dataclass(frozen=True)
class RulesInWords:
    """Three lists of sentences, and the weights to draw."""

    how: str
    weights: list[tuple[str, int]]
    musts: list[str]
    left_out: list[str]


def in_words(rules: Rules) -> RulesInWords:
    """Say the rules in the language of the page."""
    return RulesInWords(
        how=_how(rules.model),
        weights=_weights(rules),
        musts=_musts(rules),
        left_out=_rest(rules),
    )


def _how(model: Model) -> str:
    return {
        Model.TOP_DOWN: _(
            "All schools are matched at once, so that the total is the best one."
        ),
        Model.BOTTOM_UP: _(
            "Schools are matched by their own wishes; lots decide where wishes are equal."
        ),
        Model.VIRTUAL: _("All schools are matched at once; they work online, so far is near."),
        Model.HYBRID: _(
            "All schools are matched at once; near schools work on site, far ones online."
        ),
    }[model]


def _weights(rules: Rules) -> list[tuple[str, int]]:
    weights = rules.weights
    return [
        (_("Short travel"), weights.travel),
        (_("Needs met by offers"), weights.needs),
        (_("A similar setting"), weights.context),
        (_("Wishes of schools"), weights.wishes),
    ]


def _musts(rules: Rules) -> list[str]:
    minutes = rules.travel_limit
    travel = ngettext(
        "Travel takes at most %(minutes)d minute.",
        "Travel takes at most %(minutes)d minutes.",
        minutes,
    )
    sentences = {
        Must.LANGUAGE: _("Both schools share a working language."),
        Must.LEVEL: _("Both schools teach a common school level."),
        Must.REGION: _("Both schools lie in the same region."),
        Must.TRAVEL: travel % {"minutes": minutes},
        Must.OWNER: _("The two schools do not have the same owner."),
        Must.AGREEMENT: _("The heads of both schools have agreed."),
    }
    return [sentence for must, sentence in sentences.items() if must in rules.musts]


def _rest(rules: Rules) -> list[str]:
    told = [_("As few schools as possible are left without a mentor.")]
    if rules.priority_left_out > rules.left_out:
        told.append(_("When places are short, schools that come first are placed first."))
    return told + [_bound(bound) for bound in rules.bounds]


def _bound(bound: Bound) -> str:
    facts: dict[str, Any] = {
        "stratum": bound.stratum,
        "low": bound.at_least,
        "high": bound.at_most,
    }
    if bound.at_most is None:
        return _("Placed schools of “%(stratum)s”: at least %(low)d.") % facts
    return _("Placed schools of “%(stratum)s”: %(low)d to %(high)d.") % facts
