"""Estimates of every method: what each is called, and in which unit it is read."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cordata.analysis.costs.ledger import Basis, Category, Payer, Phase
from cordata.evidence.queries.shown import SHARES
from cordata.evidence.queries.words.saying import Text
from cordata.web.costs.words import VIEWS, payer_name

POINTS, PERCENT, SHARE, PLAIN, SLOPE = "points", "percent", "share", "number", "slope"
# What one of many served costs, what a part of the whole costs; how many times the odds are.
MONEY, EACH, PART, TIMES = "PPS", "PPS each", "PPS of it", "times"
ROUND = "at_"  # an estimate so many rounds after the start
UNITS = {
    POINTS: {"change", "from_selection", "beyond_selection", "effect", "did", "complete",
             "imputed", "lee_low", "lee_high", "overall", "average", "next", "constant"},
    PERCENT: {"pomp"},
    MONEY: {view.value for view in VIEWS},
    SHARE: set(SHARES),
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
    **{str(view): name for view, name in VIEWS.items()},
}

# What a cost is divided by: of mentored schools alone, or of mentor schools, too.
SERVED: dict[str, tuple[Text, Text]] = {
    "schools": (_("for each mentored school"), _("for each school, mentor schools among them")),
    "active_teachers": (
        _("for each teacher of a mentored school who took part"),
        _("for each teacher who took part"),
    ),
    "teachers": (_("for each teacher of a mentored school"), _("for each teacher")),
    "pupils": (_("for each pupil of a mentored school"), _("for each pupil")),
    "contact_hours": (_("for each hour of mentoring"), _("for each hour of mentoring")),
    "objectives": (
        _("for each goal completed by a mentored school"),
        _("for each goal completed"),
    ),
}
PARTS: dict[str, Text] = {
    Category.PERSONNEL: _("hours of staff"),
    Category.TRAINING: _("training"),
    Category.FACILITIES: _("rooms"),
    Category.EQUIPMENT: _("equipment and materials"),
    Category.TRAVEL: _("travel"),
    Category.DIGITAL: _("digital services"),
    Category.OTHER: _("other things"),
    Phase.START_UP: _("once, to begin"),
    Phase.RUNNING: _("every year"),
    Basis.MEASURED: _("measured"),
    Basis.REPORTED: _("as schools say"),
    Basis.ASSUMED: _("assumed"),
}


def cost_name(estimate: str) -> str:
    """Of "payer:ministry", "category:travel" or "societal/schools:mentees"; "" of anything else."""
    head, _colon, kind = estimate.partition(":")
    view, slash, unit = head.partition("/")
    if slash and unit in SERVED and view in NAMES:
        each = SERVED[unit][kind == "all"]
        return gettext("%(view)s, %(each)s") % {"view": str(NAMES[view]), "each": str(each)}
    if head == "payer" and kind in {one.value for one in Payer}:
        return gettext("Of it borne by: %(who)s") % {"who": payer_name(kind)}
    if head in {"category", "phase", "basis"} and kind in PARTS:
        return gettext("Of it: %(what)s") % {"what": str(PARTS[kind])}
    return ""


def cost_unit(estimate: str) -> str:
    """The same: whether it is for each, or a part; "" of anything else."""
    if not cost_name(estimate):
        return ""
    return EACH if "/" in estimate else PART
