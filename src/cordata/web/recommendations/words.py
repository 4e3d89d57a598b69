"""Recommendations in words: one place for pages, files and feeds."""

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cordata.analysis.advice.counting import Tally
from cordata.analysis.advice.decision import Criterion, Verdict
from cordata.guidance.models import (
    BearerCost,
    Certainty,
    Judgement,
    Strength,
    Version,
)
from cordata.guidance.queries.quoting import Loose, Why
from cordata.web.models.words import axis_name, level_name

TONES = {"yes": "ok", "probably_yes": "ok", "varies": "warn", "unknown": "", "probably_no": "warn",
         "no": "err"}  # fmt: skip


def strength_in_words(strength: str) -> tuple[str, str]:
    """A word, and what it means."""
    return {
        Strength.STRONG_FOR: (_("Strong"), _("Most should do this")),
        Strength.CONDITIONAL_FOR: (_("Conditional"), _("Do this where it fits")),
        Strength.ONLY_EVALUATED: (
            _("Only with evaluation"),
            _("Do this only where somebody looks at what it changes"),
        ),
        Strength.CONDITIONAL_AGAINST: (_("Rather not"), _("Do this only with good reasons")),
        Strength.STRONG_AGAINST: (_("Against"), _("Most should not do this")),
        Strength.NONE: (_("None"), _("The evidence allows no recommendation")),
    }[Strength(strength)]


def certainty_in_words(certainty: int) -> tuple[str, str]:
    """A word, and what it means."""
    return {
        Certainty.VERY_LOW: (_("Very low"), _("We do not know how large the effect is")),
        Certainty.LOW: (_("Low"), _("The effect may be quite different")),
        Certainty.MODERATE: (_("Moderate"), _("The effect is probably close to this")),
        Certainty.HIGH: (_("High"), _("The effect is close to this")),
    }[Certainty(certainty)]


def blocks(certainty: int) -> list[bool]:
    """Four of them, filled up to the rating."""
    return [at < certainty for at in range(4)]


def allowed_to_say(certainty: int, verdict: str) -> str:
    """What may be said at most: the fixed verbs, in the language of the page."""
    unknown = _("We do not know whether it makes a difference.")
    if verdict == Verdict.INCONCLUSIVE or certainty == Certainty.VERY_LOW:
        return unknown
    words = {
        Verdict.BENEFICIAL: {
            Certainty.LOW: _("It may raise what was measured."),
            Certainty.MODERATE: _("It probably raises what was measured."),
            Certainty.HIGH: _("It raises what was measured."),
        },
        Verdict.HARMFUL: {
            Certainty.LOW: _("It may lower what was measured."),
            Certainty.MODERATE: _("It probably lowers what was measured."),
            Certainty.HIGH: _("It lowers what was measured."),
        },
        Verdict.EQUAL: {
            Certainty.LOW: _("It may make no difference that matters."),
            Certainty.MODERATE: _("It probably makes no difference that matters."),
            Certainty.HIGH: _("It makes no difference that matters."),
        },
    }
    return words[Verdict(verdict)][Certainty(certainty)]


def question_of(criterion: str) -> str:
    """What is judged, as a question."""
    return {
        Criterion.PRIORITY: _("Is the problem important?"),
        Criterion.DESIRABLE: _("Are the good effects large?"),
        Criterion.UNDESIRABLE: _("Are the bad effects small?"),
        Criterion.CERTAINTY: _("Are we sure enough of the effects?"),
        Criterion.VALUES: _("Do those concerned agree on what matters?"),
        Criterion.BALANCE: _("Do the benefits outweigh the harms?"),
        Criterion.RESOURCES: _("Is the cost moderate?"),
        Criterion.RESOURCE_CERTAINTY: _("Are we sure enough of the cost?"),
        Criterion.COST_EFFECTIVENESS: _("Is it worth its cost?"),
        Criterion.EQUITY: _("Is it fair to small and remote schools?"),
        Criterion.ACCEPTABILITY: _("Do schools accept it?"),
        Criterion.FEASIBILITY: _("Can it be done?"),
    }[Criterion(criterion)]


def audience_in_words(version: Version) -> str:
    """Who it is for, as a list."""
    names = [str(one.label) for one in Version.Audience if one in version.audience]
    return capfirst(", ".join(names))


def coordination_in_words(version: Version) -> list[str]:
    """Ways of coordinating that it is about, as "Model: Mixed"."""
    pairs = [one.split(":", 1) for one in version.coordination]
    return [f"{axis_name(axis)}: {level_name(axis, level)}" for axis, level in pairs]


def slot_name(slot: str) -> str:
    """What a text is, for those who write and translate."""
    head, _parted, rest = slot.partition(":")
    if head == "judgement":
        return question_of(rest)
    if head == "cost":
        return _("What it costs: %(bearer)s") % {"bearer": BearerCost.Bearer(rest).label}
    if head == "outcome":
        return _("Outcome in the table")
    if head == "context":
        return _("From the literature")
    if head == "question":
        return _("Question")
    return capfirst(str(Version._meta.get_field(head).verbose_name))


def says_of(judgement: Judgement) -> tuple[str, str]:
    """Its word, and the tone of its tag."""
    return str(judgement.get_says_display()), TONES[judgement.says]  # type: ignore[attr-defined]


def votes_in_words(tally: Tally) -> list[str]:
    """Each count with its denominator."""
    facts = {
        "agree": tally.agree,
        "number": tally.may_vote,
        "disagree": tally.disagree,
        "rest": tally.abstain + tally.silent,
    }
    said = [
        ngettext(
            "%(agree)d of %(number)d person who could vote agreed, %(disagree)d disagreed, "
            "%(rest)d did not decide.",
            "%(agree)d of %(number)d people who could vote agreed, %(disagree)d disagreed, "
            "%(rest)d did not decide.",
            tally.may_vote,
        )
        % facts
    ]
    if tally.conflicted:
        said.append(
            ngettext(
                "%(number)d member declared an interest that keeps from voting.",
                "%(number)d members declared an interest that keeps from voting.",
                tally.conflicted,
            )
            % {"number": tally.conflicted}
        )
    return said


def loose_in_words(loose: Loose) -> str:
    """Where a number is not tied, and what to do."""
    facts = {"slot": slot_name(loose.slot), "number": loose.number}
    return {
        Why.TYPED: _(
            "%(slot)s: “%(number)s” is typed. Quote it from a finding, or write a word."
        ),
        Why.NO_PLACE: _("%(slot)s: %(number)s cannot stand here. Say it in words."),
        Why.STRANGE: _(
            "%(slot)s: %(number)s is of a finding that this version does not rest on."
        ),
        Why.NO_SUCH: _("%(slot)s: %(number)s is no number of its finding."),
        Why.WITHDRAWN: _("%(slot)s: %(number)s is of a finding that was withdrawn."),
    }[loose.why] % facts


def typed_in_words(slot: str, numbers: list[str]) -> str:
    """The same, when it is saved."""
    return loose_in_words(Loose(slot, ", ".join(numbers), Why.TYPED))


def wanting_in_words(code: str) -> str:
    """What is still wanting, and where."""
    if code.startswith("judgement:"):
        question = question_of(code.partition(":")[2])
        return _("Not judged yet: %(question)s") % {"question": question}
    return {
        "too_strong": _("The evidence does not allow this strength."),
        "for_whom": _("Say for whom it is."),
        "not_for_whom": _("Say for whom it is not."),
        "cost_by_bearer": _("Say what it costs those who bear it."),
        "would_change_it": _("Say what would change it."),
        "leads": _("Say which effect the statement rests on."),
        "withdrawn_support": _("It rests on a finding that is withdrawn."),
        "certainty": _("Certainty is not what the rules give now: save it again."),
        "audience": _("Say who it is for: ministries, coordinators, schools."),
        "risk": _("Say what can go wrong."),
        "unknown": _("Say what we do not know."),
        "changed": _("Say what changed, and why."),
        "reviews": _("Two people beside its author must stand for this wording."),
        "panel": _("The panel has not decided yet."),
        "panel_of_another_wording": _(
            "The panel has decided on another wording: call it again."
        ),
        "panel_voted_otherwise": _("The panel did not agree: more than half must."),
    }[code]


def why_not_strong_in_words(code: str) -> str:
    """What stands in the way of a strong recommendation."""
    return {
        "certainty_below_moderate": _("Certainty is below moderate."),
        "verdict_not_clear": _("The effect is neither clearly good nor clearly bad."),
        "cost_unknown": _("Not every bearer’s cost is known from a finding."),
        "equity_not_judged": _("Equity was not judged."),
        "conflict": _("Evidence disagrees, and nothing is said about it."),
    }[code]
