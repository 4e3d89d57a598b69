"""Whether trends were alike before the start, and dates of the start."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Words

WEAK = Words(
    _(
        "Parallel trends: the test is too weak. It would notice a drift of %(drift)s a round "
        "with a chance of only %(power_percent)s %%."
    ),
    _("Passing it means little: look at the breakdown value, or add rounds and clusters."),
)
DIFFER = Words(
    _("Trends were not parallel before the start (p = %(p)s)."),
    _("Look at the breakdown value, or choose other comparison schools."),
)

TRENDS: Mapping[str, Words] = {
    "trends_untested": Words(
        _(
            "Parallel trends are untested: there are too few rounds or clusters before the start."
        ),
        _("It lifts with two rounds or more before the start."),
    ),
    "trends_weak": WEAK,
    "trends_test_weak": WEAK,
    "trends_differ": DIFFER,
    "trends_differed": DIFFER,
    "trends_alike": Words(
        _(
            "Trends did not differ before the start; the test would notice a drift of "
            "%(drift)s a round with a chance of %(power_percent)s %%."
        )
    ),
    "nobody_began": Words(
        _("Of %(schools)s schools none began between the rounds."),
        _("Give rounds before and after the start."),
    ),
    "schools_without_all_waves": Words(
        _("Schools left out because a round is missing: %(schools)s."),
        _("Complete their rounds, or find out why they are missing."),
    ),
    "schools_always_treated": Words(
        _("Schools left out because they had begun before the first round: %(schools)s."),
        _("An earlier round lifts it."),
    ),
    "dates_differ_in_groups": Words(
        _("Schools of one cluster began at different dates: no interval can be shown."),
        _("Give each cluster one date, or more clusters."),
    ),
    "dates_redrawn": Words(
        _("Judged by dealing the dates of the start anew, in %(ways)s ways.")
    ),
    "dates_redrawn_though_not_by_lot": Words(
        _(
            "Judged by dealing the dates of the start anew, in %(ways)s ways, although they "
            "were not drawn by lot."
        ),
        _("Draw the dates of the next start by lot."),
    ),
}
