"""What was measured, who answered, and who was lost."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Words

SAME_QUESTIONS = _("Use only questions that were the same, and meant the same, in both rounds.")

OUTCOMES: Mapping[str, Words] = {
    "definition_changed": Words(
        _("The outcome was defined otherwise in the two rounds."), SAME_QUESTIONS
    ),
    "not_invariant": Words(
        _("The scale does not mean the same in both rounds."), SAME_QUESTIONS
    ),
    "invariance_unknown": Words(
        _("Nobody has looked whether the scale means the same in both rounds."),
        _("Run the check of invariance on both rounds."),
    ),
    "reliability_unknown": Words(
        _("The reliability of the scale is not known."),
        _("Compute it from the answers of these rounds."),
    ),
    "unreliable_scale": Words(
        _(
            "The scale is not reliable enough: alpha is %(alpha)s; below %(needed)s nothing "
            "is shown, from %(good)s on it is good."
        ),
        _("Use a longer scale, or questions that belong together better."),
    ),
    "not_applicable_moved": Words(
        _(
            "Of these statements more or fewer than before said that they do not apply, by over "
            "ten points: %(statements)s. The change may come from there."
        ),
        _(
            "Ask the same once more with “does not apply” as the lowest point, where it is about "
            "what a school has or lacks; believe what both say."
        ),
    ),
    "not_applicable_differs": Words(
        _(
            "Of these statements one side said more often than the other that they do not apply, "
            "by over ten points: %(statements)s. The difference may come from there."
        ),
        _(
            "Ask the same once more with “does not apply” as the lowest point, where it is about "
            "what a school has or lacks; believe what both say."
        ),
    ),
    "schools_lost": Words(
        _(
            "Schools that are in one round only: %(lost)s of %(schools)s. What is said holds "
            "for those that stayed."
        ),
        _("Ask them again, or find out why they left."),
    ),
    "low_response": Words(
        _(
            "In %(schools_percent)s %% of schools fewer than %(answered_percent)s %% "
            "answered; at most %(allowed_percent)s %% of schools may."
        ),
        _("Remind schools while the round is open; nothing lifts it afterwards."),
    ),
    "attrition": Words(
        _(
            "Losses are too large or too unequal: %(overall)s %% of schools, %(treated)s %% "
            "and %(comparison)s %% on the two sides; a difference of %(tolerated)s points "
            "is tolerated."
        ),
        _("Find the outcomes of lost schools, or see how far they could move the result."),
        _(
            "Losses are within the boundary: %(overall)s %% of schools, %(treated)s %% and "
            "%(comparison)s %% on the two sides."
        ),
    ),
    "baseline": Words(
        _("Groups differed at the start (g = %(g)s)."),
        _(
            "From %(adjusted_above)s to %(refused_above)s it is adjusted; beyond that, "
            "choose comparison schools that were alike at the start."
        ),
        _("Groups were alike at the start (g = %(g)s)."),
    ),
    "no_person_deviation": Words(
        _(
            "The spread of people is not known; that of schools stands in for it, so that "
            "differences look larger."
        ),
        _("Give the number of answers and their standard deviation for each school."),
    ),
    "start_is_noise": Words(
        _("The first round is so noisy that it cannot be corrected for."),
        _("Ask more people in each school, or use a more reliable scale."),
    ),
    "no_start": Words(
        _(
            "Schools without a first round, which can be neither compared nor imputed: %(schools)s."
        ),
        _("Ask every school before it begins; nothing lifts it afterwards."),
    ),
    "nothing_tips": Words(
        _("No shift of up to %(most)s points in lost schools would change the verdict.")
    ),
    "rows_left_out": Words(
        _("Rows left out because a value is missing: %(rows)s."),
        _("Fill the gaps, or say why they are there."),
    ),
}
