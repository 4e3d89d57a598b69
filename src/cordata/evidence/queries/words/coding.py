"""What was coded in texts, and which conditions go together in cases."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Words

CODE_ANEW = _("Sharpen the definitions of the codes, practise together, and code anew.")

CODING: Mapping[str, Words] = {
    "coded_twice": Words(
        _("Passages coded twice: %(units)s, %(share_percent)s %% of all, which is few."),
        _("Let a second person code more passages, drawn by lot."),
        _("Passages coded twice: %(units)s, %(share_percent)s %% of all."),
    ),
    "few_documents": Words(
        _("Documents coded: %(documents)s, which is few; below %(needed)s nothing is shown."),
        _("Code more documents."),
        _("Documents coded: %(documents)s."),
    ),
    "codes_do_not_vary": Words(
        _("All passages have the same code: agreement cannot be judged."),
        _("Add passages to which the code does not apply."),
    ),
    "agreement": Words(_("Coders agree well (alpha %(alpha)s, at least %(low)s).")),
    "agreement_tentative": Words(
        _("Coders agree enough for tentative conclusions only (alpha %(alpha)s)."), CODE_ANEW
    ),
    "agreement_too_low": Words(
        _("Coders agree too little (alpha %(alpha)s, perhaps only %(low)s)."), CODE_ANEW
    ),
    "conditions": Words(
        _("Conditions: %(conditions)s; at most %(most)s are allowed."),
        _("Choose fewer conditions, by theory."),
    ),
    "cases": Words(
        _("Cases: %(cases)s; so many conditions need at least %(needed)s."),
        _("Add cases, or choose fewer conditions."),
    ),
    "cases_per_row": Words(
        _("A combination counts from this number of cases on: %(cut)s; required: %(needed)s."),
        _("Let a combination count only from more cases on."),
    ),
    "cuts": Words(
        _("The cuts are too low: consistency %(consistency)s, PRI %(pri)s."),
        _("Raise them to at least 0.80 and 0.70."),
        _("The cuts: consistency %(consistency)s, PRI %(pri)s."),
    ),
    "set_skewed": Words(
        _("The set “%(set)s” holds %(share_percent)s %% of cases: too many or too few."),
        _("Calibrate it anew, by theory, or leave it out."),
        _("The set “%(set)s” holds %(share_percent)s %% of cases."),
    ),
    "at_crossover": Words(
        _("Cases at exactly a half, which belong nowhere: %(cases)s."),
        _("Move the anchor, for a reason that does not look at the outcome."),
        _("No case is at exactly a half."),
    ),
    "contradictions": Words(
        _("Cases that contradict the pattern: %(cases)s."),
        _("Understand them; do not delete them."),
        _("No case contradicts the pattern."),
    ),
    "no_row_suffices": Words(
        _("No combination of conditions suffices."),
        _("Think again about conditions, not about cuts."),
    ),
    "beats_chance": Words(
        _("The pattern is no better than what chance finds: %(real)s, limit %(limit)s."),
        _("More cases or fewer conditions may lift it; other cuts may not be tried."),
        _("The pattern is better than what chance finds: %(real)s, limit %(limit)s."),
    ),
    "registered": Words(
        _("Exploratory: the rules were not registered before cases were looked at."),
        _("Register the question before data are seen; until then read it as a hint."),
        _("The rules were registered before cases were looked at."),
    ),
    "certainty_at_most": Words(
        _("A pattern of cases can reach certainty %(ceiling)s at most.")
    ),
}
