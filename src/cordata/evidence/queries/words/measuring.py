"""Whether questions mean the same to all who answer them."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Words

OTHER_MEANING = _("See which questions differ; correct them, or leave them out.")

MEASURING: Mapping[str, Words] = {
    "groups": Words(
        _("There is nothing to compare: groups: %(groups)s."),
        _("Give two groups at least."),
        _("Groups compared: %(groups)s."),
    ),
    "groups_and_items": Words(
        _("Groups: %(groups)s, questions: %(items)s."),
        _("Give two groups and two questions at least."),
    ),
    "few_people": Words(
        _(
            "People in the smallest group: %(people)s, which is few; below %(needed)s "
            "nothing is shown."
        ),
        _("Ask more people, or join groups."),
        _("People in the smallest group: %(people)s."),
    ),
    "model_is_tested": Words(
        _("With %(items)s questions any model fits: nothing would be tested."),
        _("Use four questions at least."),
        _("Questions in the model: %(items)s."),
    ),
    "item_repeats_or_rests": Words(
        _("A question repeats others, or everybody in a group answers it alike."),
        _("Leave that question out."),
    ),
    "factors_fit": Words(
        _("The questions do not form the scales well (CFI %(cfi)s)."),
        _("Look again at which question belongs to which scale."),
        _("The questions form the scales well (CFI %(cfi)s)."),
    ),
    "factors_proper": Words(
        _("The model arrives at values that are impossible, such as a negative variance."),
        _("Ask more people, or leave out the question that causes it."),
        _("The model arrives at possible values only."),
    ),
    "compare_changes": Words(
        _("Not even changes may be compared between these groups."),
        OTHER_MEANING,
        _("Changes may be compared between these groups."),
    ),
    "compare_levels": Words(
        _("Levels may not be compared between these groups."),
        OTHER_MEANING,
        _("Levels may be compared between these groups."),
    ),
    "change_over_rounds": Words(
        _("Change over these rounds may not be read: the scale means something else."),
        OTHER_MEANING,
        _("Change over these rounds may be read."),
    ),
    "item_differs": Words(
        _(
            "People who are otherwise alike answer the question “%(item)s” otherwise in "
            "another group (gain in R² %(gain)s)."
        ),
        _("Check its translation, or leave it out of comparisons."),
    ),
    "item_not_fitted": Words(
        _("The question “%(item)s” could not be looked at."),
        _("Join answers that hardly anybody gave."),
    ),
    "items_not_ordered": Words(
        _("Answers are no ordered points: single questions were not looked at.")
    ),
}
