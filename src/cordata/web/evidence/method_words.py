"""Registered methods in words: what each is called, and how it answers."""

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.words.saying import Text

CHANGE_HOW = _(
    "The mean change of mentored schools that answered both times. Schools of one mentor "
    "count as one cluster. There is no comparison, so it is never called an effect."
)

# Name, and how it answers.
METHODS: dict[str, tuple[Text, Text]] = {
    "change": (_("Mean change"), CHANGE_HOW),
    "ancova": (
        _("Effect of having a mentor"),
        _(
            "Schools that had a mentor against schools that waited, at the later moment, given "
            "where each began. Schools of one mentor count as one cluster."
        ),
    ),
    "moderation": (
        _("For whom more"),
        _(
            "Whether the effect is larger where a trait of schools is there, each trait named "
            "beforehand and tested together with the others."
        ),
    ),
    "sensitivity": (
        _("What lost schools could hide"),
        _(
            "The effect again, with schools that were lost filled in, and how far they would "
            "have to differ to turn the verdict."
        ),
    ),
    "drop-out": (
        _("Who was lost"),
        _(
            "The share of schools that is no longer there to be asked, in each arm, against the "
            "boundary of the What Works Clearinghouse."
        ),
    ),
    "staggered": (
        _("Effect where schools begin in different years"),
        _(
            "Schools before and after their start against schools that have not begun, round by "
            "round, so that late starters are never compared with early ones."
        ),
    ),
    "mixed": (
        _("What goes with what, in nested groups"),
        _(
            "A regression in which schools of one group are alike. It shows intervals and never "
            "a p-value, and what it shows is no effect."
        ),
    ),
    "synthesis": (
        _("One average over studies"),
        _(
            "The average of several changes or effects, each weighted by how exactly it is "
            "known, and what another one like them may show."
        ),
    ),
    "synthesis-within": (
        _("One average over countries, with several studies in each"),
        _("The same in two layers: studies of one country are alike."),
    ),
    "network": (
        _("Who meets whom"),
        _(
            "How many ties schools have, how many are returned, in how many parts the network "
            "falls, and whether ties cross groups more than chance would."
        ),
    ),
    "continuation": (
        _("Who goes on"),
        _("The share of pairs that still meet so many days after support ended."),
    ),
    "continuation-causes": (
        _("What goes with stopping"),
        _("Which traits pairs have that stop earlier. It says what goes with it, not why."),
    ),
    "diffusion": (
        _("How far it can spread"),
        _(
            "How many schools can be reached in so many cycles, simulated many times from the "
            "shares that the records show, with all that is not known of them."
        ),
    ),
    "qca": (
        _("Which conditions come together"),
        _(
            "Combinations of conditions under which the outcome is there, checked against chance."
        ),
    ),
    "alpha": (
        _("How far people agree"),
        _("Krippendorff’s alpha, with an interval over documents."),
    ),
    "invariance": (
        _("Whether questions mean the same"),
        _("Whether the statements of a scale work alike in each group, in three steps."),
    ),
    "costs": (
        _("What it costs"),
        _("The costs in one year’s prices, by view, by who bears them and by unit."),
    ),
    "cost-effectiveness": (
        _("What one more unit of effect costs"),
        _(
            "Differences in cost and in effect between options, side by side, and how sure they are."
        ),
    ),
}


def method_name(method: str) -> str:
    """As people call it; a method that has no words yet, by its own name."""
    return str(METHODS[method][0]) if method in METHODS else method


def how(method: str) -> str:
    """How it answers, in a sentence or two."""
    return str(METHODS[method][1]) if method in METHODS else ""
