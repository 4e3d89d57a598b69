"""Who was compared with whom: the words of every look at a comparison."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from cordata.evidence.queries.words.saying import Pick, Words

NO_COMPARISON = _("No comparison group: this is change, not effect.")

COMPARING: Mapping[str, Words] = {
    "no_comparison": Words(
        NO_COMPARISON,
        _("Add schools that did not take part, or not yet, measured in the same rounds."),
    ),
    "change_not_effect": Words(
        NO_COMPARISON,
        _("Read it beside the change that selection alone would bring."),
    ),
    "selection_unknown": Words(
        _("The change that selection alone would bring is not known."),
        _("Give the mean of all schools, and how strongly two rounds correlate."),
    ),
    "aliased_axis": Words(
        _(
            "Model and country cannot be told apart here: %(contrasts)s of %(needed)s "
            "differences can be seen within countries."
        ),
        _("It lifts when a country has schools on both sides."),
    ),
    "too_few_schools": Words(
        _("There are %(schools)s schools; this comparison needs %(needed)s."),
        _("Add schools, or leave out columns."),
    ),
    "dependent_column": Words(
        _("The column “%(column)s” says nothing that other columns do not say already."),
        _("Leave the column out."),
    ),
    "exploratory": Words(
        Pick(
            "comparisons",
            # Not a plural form: where 1 and 21 share one, it would read "one of 1".
            {"1": _("Exploratory: not registered; the only comparison.")},
            ngettext_lazy(
                "Exploratory: not registered, one comparison.",
                "Exploratory: not registered, one of %(comparisons)s comparisons.",
                "comparisons_count",
            ),
        ),
        _("Register the question before data are seen; until then read it as a hint."),
    ),
    "self_rated": Words(
        _("Self-reported outcome: people who know that they take part rated themselves."),
        _("Look at what was observed beside it; claims about teaching or pupils stay capped."),
    ),
    "signs_differ": Words(
        _(
            "Adjusting for the start gives %(ancova)s points, subtracting it gives "
            "%(did)s points: the truth may be of either sign."
        ),
        _("Show both, and look for comparison schools that were alike at the start."),
    ),
    "no_overlap": Words(
        _("Schools that began and the others have too little in common: %(covariates)s."),
        _("Leave a column out, or add comparison schools that are alike."),
    ),
    "all_spilled": Words(
        _("Without comparison schools that may have got some of it, too few are left."),
        _("Find comparison schools that are farther away."),
    ),
    "spill_over": Words(
        ngettext_lazy(
            "%(schools)s comparison school may have got some of it.",
            "%(schools)s comparison schools may have got some of it.",
            "schools_count",
        ),
        _("Read the result without them beside the first one."),
    ),
    "nothing_testable": Words(
        _("None of these traits can be tested: %(traits)s."),
        _("Each trait needs clusters with it and without it on both sides."),
    ),
    "small_cell": Words(
        _(
            "Too few clusters to test “%(trait)s”: %(treated)s and %(comparison)s in the "
            "smallest cells, %(needed)s are needed."
        ),
        _("Each trait needs clusters with it and without it on both sides."),
    ),
    "aliased_trait": Words(
        _("The trait “%(trait)s” cannot be told apart from the other columns."),
        _("Each trait needs clusters with it and without it on both sides."),
    ),
}
