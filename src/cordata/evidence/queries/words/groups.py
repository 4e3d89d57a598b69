"""How many independent clusters there are, and what can be concluded from so many."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cordata.evidence.queries.words.saying import Pick, Words

MORE_CLUSTERS = _("More clusters lift it, not more people in the same clusters.")
INTEREST = _("The verdict is “%(verdict)s”.")

GROUPS: Mapping[str, Words] = {
    "few_groups": Words(
        (
            ngettext_lazy(
                "Only %(groups)s independent cluster: the smallest difference it could "
                "have shown is %(detectable)s points.",
                "Only %(groups)s independent clusters: the smallest difference they could "
                "have shown is %(detectable)s points.",
                "groups_count",
            ),
            ngettext_lazy(
                "Only %(groups)s independent cluster.",
                "Only %(groups)s independent clusters.",
                "groups_count",
            ),
        ),
        MORE_CLUSTERS,
        _("Independent clusters: %(groups)s, which is enough."),
    ),
    "too_few_groups": Words(
        ngettext_lazy(
            "Only %(groups)s independent cluster: at least %(needed)s are needed.",
            "Only %(groups)s independent clusters: at least %(needed)s are needed.",
            "groups_count",
        ),
        MORE_CLUSTERS,
    ),
    "too_few_groups_for_an_interval": Words(
        ngettext_lazy(
            "Only %(groups)s independent cluster: below %(needed)s no interval can be shown.",
            "Only %(groups)s independent clusters: below %(needed)s no interval can be shown.",
            "groups_count",
        ),
        MORE_CLUSTERS,
    ),
    "no_inference": Words(
        ngettext_lazy(
            "Only %(groups)s independent cluster: neither an interval nor a p-value can be "
            "shown.",
            "Only %(groups)s independent clusters: neither an interval nor a p-value can be "
            "shown.",
            "groups_count",
        ),
        _("More clusters lift it, or a start that is drawn by lot."),
    ),
    "lots_only": Words(
        ngettext_lazy(
            "Only %(groups)s independent cluster: judged by the lots alone, whose smallest "
            "p-value is %(smallest_p)s.",
            "Only %(groups)s independent clusters: judged by the lots alone, whose smallest "
            "p-value is %(smallest_p)s.",
            "groups_count",
        ),
        MORE_CLUSTERS,
    ),
    "tests_disagree": Words(
        _("Two ways to judge few clusters disagree: p = %(cr2)s and p = %(wild)s."),
        _("Go by the larger p-value; more clusters lift it."),
    ),
    "six_point_weights": Words(
        _("With so few clusters, resampling used %(draws)s draws of six-point weights.")
    ),
    "verdict": Words(
        Pick(
            "verdict",
            {
                "beneficial": _("Beneficial: the interval lies above zero."),
                "harmful": _("Harmful: the interval lies below zero."),
                "practically_equal": _(
                    "Practically equal: the interval lies within %(interest)s standard "
                    "deviations of zero."
                ),
                "inconclusive": _("Inconclusive: benefit, harm and neither remain possible."),
            },
            INTEREST,
        )
    ),
}
