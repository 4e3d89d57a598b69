"""What models of groups within groups, and averages of studies, were given."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cordata.evidence.queries.words.saying import Words

LEAVE_LEVEL_OUT = _("Leave that level of groups out.")

MODELS: Mapping[str, Words] = {
    "one_group": Words(
        _("“%(by)s” has fewer than %(needed)s groups: nothing can differ between them."),
        LEAVE_LEVEL_OUT,
    ),
    "one_row_in_each_group": Words(
        _("Each group of “%(by)s” has one row only: groups and rows cannot be told apart."),
        LEAVE_LEVEL_OUT,
    ),
    "more_terms_than_groups": Words(
        _("Groups: %(groups)s; so many columns need at least %(needed)s."),
        _("Leave columns out, or add groups."),
    ),
    "variance_at_zero": Words(
        _("Differences between groups were estimated to be zero."),
        _("Read it as “too small to be seen”, not as “none”."),
    ),
    "few_studies": Words(
        ngettext_lazy(
            "Only %(studies)s study: an average needs %(needed)s.",
            "Only %(studies)s studies: an average needs %(needed)s.",
            "studies_count",
        ),
        _("Show them side by side, without an average."),
    ),
    "few_studies_to_explain": Words(
        ngettext_lazy(
            "Only %(studies)s study: to explain differences between studies, %(needed)s are "
            "needed.",
            "Only %(studies)s studies: to explain differences between studies, %(needed)s "
            "are needed.",
            "studies_count",
        ),
        _("Leave out what should explain them, or wait for more studies."),
    ),
    "one_study_dominates": Words(
        _("One study has %(share_percent)s %% of the weight."),
        _("Read the average as little more than that study."),
    ),
}
