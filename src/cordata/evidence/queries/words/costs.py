"""What a cost holds, who bears it, and when it may be set against an effect."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cordata.evidence.queries.words.saying import Pick, Words

COSTS: Mapping[str, Words] = {
    "cost_assumed": Words(
        _("Cost is incomplete: %(share_percent)s %% of it is assumed."),
        _("Replace assumptions by records and published prices."),
        _("%(share_percent)s %% of the cost is assumed."),
    ),
    "unpaid_hours_missing": Words(
        _("Cost is incomplete: unpaid hours are missing."),
        _("Record unpaid hours."),
        _("Unpaid hours are in the cost."),
    ),
    "bearers_missing": Words(
        _("It is not known who bears the cost: no ratio is shown."),
        _("Say who bears which share."),
        _("It is known who bears the cost."),
    ),
    "phases_mixed": Words(
        _("Start-up costs are in the sum without being spread over their life."),
        _("Give the years for which they last."),
        _("Start-up costs are spread over their life."),
    ),
    "diary_thin": Words(
        _("Weeks with a diary of hours: %(weeks)s of %(of)s."),
        _("Keep the diary in more weeks."),
    ),
    "price_missing": Words(
        _("A price is missing: %(of)s. A sum without it would be wrong."),
        _("Add the price with its year and its source."),
    ),
    "lines": Words(
        _("There is no line of costs."),
        _("Enter what was used, how much of it, and who paid."),
        _("Lines of costs: %(lines)s."),
    ),
    "effect_identified": Words(
        _("Costs cannot be set against an effect that no comparison supports."),
        _("First find the effect in a design with a comparison group."),
        _("The effect comes from a comparison."),
    ),
    "options": Words(
        _("There is nothing to compare the cost with: options: %(options)s."),
        _("Add a second option."),
        _("Options compared: %(options)s."),
    ),
    "ratio_without_end": Words(
        _("The effect may be zero: a ratio of cost to effect has no end, and none is shown."),
        _("More clusters lift it; until then show cost and effect side by side."),
    ),
    "dominates": Words(
        _("It costs no more than what it is compared with, and does more: no ratio is shown.")
    ),
    "dominated": Words(
        _("It costs no less than what it is compared with, and does less: no ratio is shown.")
    ),
    "cost_view": Words(
        Pick(
            "view",
            {
                "societal": _("The costs of everybody are counted."),
                "authority": _("The costs of the authority are counted."),
                "school": _("The costs of the school are counted."),
                "school-additional": _("Only additional spending of the school is counted."),
            },
            _("Costs are seen from this view: %(view)s."),
        )
    ),
    "cost_band": Words(
        _("Cost band of the Education Endowment Foundation: %(band)s (seen %(edition)s).")
    ),
    "elasticity_of_few_groups": Words(
        ngettext_lazy(
            "Only %(groups)s cluster: below %(needed)s an economy of scale cannot be told "
            "from differences of countries.",
            "Only %(groups)s clusters: below %(needed)s an economy of scale cannot be told "
            "from differences of countries.",
            "groups_count",
        ),
        _("Compute with fixed costs and costs for each school instead."),
    ),
}
