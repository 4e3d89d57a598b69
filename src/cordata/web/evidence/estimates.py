"""Estimates of every method: what each is called, and in which unit it is read."""

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Text
from cordata.web.costs.words import VIEWS

POINTS, PERCENT, SHARE, PLAIN, SLOPE = "points", "percent", "share", "number", "slope"
MONEY = "PPS"
ROUND = "at_"  # an estimate so many rounds after the start
UNITS = {
    POINTS: {"change", "from_selection", "beyond_selection", "effect", "did", "complete",
             "imputed", "lee_low", "lee_high", "overall", "average", "next", "constant"},
    PERCENT: {"pomp"},
    MONEY: {view.value for view in VIEWS},
    SHARE: {"lost", "lost-treated", "lost-comparison", "lost-difference", "going-on",
            "density", "reciprocity", "chance"},
    PLAIN: {"g", "median", "mean-degree", "components", "external-internal", "alpha",
            "largest-betweenness", "mean-constraint", "completed", "weighted", "mentors", "cash",
            "evpi"},
}  # fmt: skip

NAMES: dict[str, Text] = {
    **{view.value: words for view, words in VIEWS.items()},
    "change": _("Change of the schools"),
    "pomp": _("Change in percent of the scale"),
    "from_selection": _("Change that the choice of these schools alone would make"),
    "beyond_selection": _("What is left of the change"),
    "effect": _("Effect"),
    "did": _("Effect, if the start is subtracted"),
    "g": _("Effect in standard deviations of people"),
    "complete": _("Effect on schools that are there"),
    "imputed": _("Effect with lost schools filled in"),
    "lee_low": _("Effect if losses hide the least"),
    "lee_high": _("Effect if losses hide the most"),
    "constant": _("Where all columns are 0"),
    "overall": _("Effect over all rounds"),
    "average": _("Average of these studies"),
    "next": _("Another study like them"),
    "lost": _("Schools lost"),
    "lost-treated": _("Lost with a mentor"),
    "lost-comparison": _("Lost without a mentor"),
    "lost-difference": _("Difference of losses"),
    "going-on": _("Pairs that go on, days after support"),
    "median": _("Days until half have stopped"),
    "mean-degree": _("Ties of a school, on average"),
    "density": _("Ties there are, of those there could be"),
    "reciprocity": _("Ties that are returned, of all ties"),
    "components": _("Parts of the network"),
    "external-internal": _("Ties across groups: −1 none, 1 all"),
    "largest-betweenness": _("Most that passes through one school"),
    "mean-constraint": _("How closed in schools are"),
    "chance": _("Chance to reach the goal"),
    "completed": _("Schools completed by cycle"),
    "weighted": _("The same, by what the effect is still worth, by cycle"),
    "mentors": _("Mentor schools in cycle"),
    "cash": _("Cost of cycle"),
}
