"""Whether mentoring lasts, and whether it can spread."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Pick, Words

ASK_SCHOOLS = _("Ask more schools; until then the interval is wide.")

SPREAD: Mapping[str, Words] = {
    "ends_per_trait": Words(
        _("Endings for each trait: %(ends)s, which is few; below %(needed)s nothing is shown."),
        _("Choose fewer traits, or wait."),
        _("Endings for each trait: %(ends)s."),
    ),
    "not_an_effect": Words(_("This says what goes with ending, not what causes it.")),
    "ends_told_wholly_apart": Words(
        _("The traits tell ended pairs from others without exception: no number exists."),
        _("Leave out the trait that does so."),
    ),
    "beyond_last_look": Words(
        _("Times asked about after the last look (day %(last)s): %(times)s."),
        _("Look again later, or ask about earlier times."),
        _("All times asked about lie before the last look (day %(last)s)."),
    ),
    "ends_seen": Words(
        _("No ending has been seen."),
        _("Look again later: “not yet” is not “never”."),
        _("Endings seen: %(ended)s."),
    ),
    "share_known": Words(
        Pick(
            "share",
            {
                "completes": _(
                    "How many pairs complete is known from %(asked)s answers; %(needed)s "
                    "are wanted."
                ),
                "willing": _(
                    "How many would be mentors is known from %(asked)s answers; %(needed)s "
                    "are wanted."
                ),
                "stays": _(
                    "How many mentors stay is known from %(asked)s answers; %(needed)s are "
                    "wanted."
                ),
            },
            _("The share “%(share)s” is known from %(asked)s answers; %(needed)s are wanted."),
        ),
        ASK_SCHOOLS,
    ),
    "growth": Words(
        _("The chance that mentors become more is %(chance_percent)s %%."), ASK_SCHOOLS
    ),
    "ties": Words(
        _("There is no tie."),
        _("Give at least one tie between schools."),
        _("Ties: %(ties)s."),
    ),
    "tie_response": Words(
        _("Who answered about ties: %(answered)s of %(asked)s."),
        _("Ask the others: with gaps nobody can say who stands in the middle."),
    ),
}
