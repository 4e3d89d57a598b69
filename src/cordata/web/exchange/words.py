"""The words of the exchange: what a position is called, what was judged, what a result means."""

from collections.abc import Iterable, Mapping

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from cordata.exchange.models import Stance
from cordata.guidance.models import Version
from cordata.guidance.queries.quoting import findings_named
from cordata.guidance.queries.wordings import headlines_in
from cordata.web.recommendations.saying import plain


def stance_word(stance: str) -> str:
    """A published position in one or two words."""
    return {
        Stance.ADOPT: pgettext("position", "Adopted"),
        Stance.ADAPT: pgettext("position", "Adapted"),
        Stance.REVIEW: pgettext("position", "Under review"),
        Stance.DECLINE: pgettext("position", "Not for us"),
    }[Stance(stance)]


def stance_tone(stance: str) -> str:
    """The tone of its mark; the word stands in it."""
    return {Stance.ADOPT: "ok", Stance.ADAPT: "act", Stance.DECLINE: "warn"}.get(
        Stance(stance), ""
    )


def criterion_name(criterion: str) -> str:
    """One of the five judgements, as a question."""
    return {
        "balance": _("Do the benefits outweigh the harms?"),
        "resources": _("Is the cost moderate?"),
        "equity": _("Is it fair to small and remote schools?"),
        "acceptability": _("Do schools accept it?"),
        "feasibility": _("Can it be done?"),
    }[criterion]


def statements_of(versions: Iterable[Version]) -> dict[int, tuple[str, str]]:
    """By key what each version recommends and its language: that of the page where it is there."""
    every = list(versions)
    return _read_as(every, "statement", {one.pk: one.statement for one in every})


def changes_of(versions: Iterable[Version]) -> dict[int, tuple[str, str]]:
    """The same of what changed in each version, with quoted numbers."""
    every = list(versions)
    found = _read_as(every, "changed", {one.pk: one.changed for one in every})
    said = numbers_in(text for text, _language in found.values()) if found else []
    languages = [language for _text, language in found.values()]
    return dict(zip(found, zip(said, languages, strict=True), strict=True))


def _read_as(
    versions: list[Version], slot: str, own: Mapping[int, str]
) -> dict[int, tuple[str, str]]:
    """One text of each version and its language; ``own``: as it was written. One query."""
    language = get_language() or "en"
    # A version has no translation into its own language: mostly there is nothing to fetch.
    theirs = headlines_in([one for one in versions if one.language != language], language)
    return {
        one.pk: (translated, language)
        if (translated := theirs.get(one.pk, {}).get(slot, ""))
        else (own[one.pk], one.language)
        for one in versions
    }


def statement_of(version: Version) -> tuple[str, str]:
    """The same of one."""
    return statements_of([version])[version.pk]


def numbers_in(texts: Iterable[str]) -> list[str]:
    """Texts of the panel with their quoted numbers, as the findings' pages show them. One query."""
    every = list(texts)
    known = findings_named(every)
    return [plain(one, known) for one in every]


def speaks_word(speaks: str) -> tuple[str, str]:
    """What a result says about a recommendation, and the tone of its mark."""
    return {
        "supporting": (_("speaks for it"), "ok"),
        "mixed": (_("speaks for and against it"), "warn"),
        "contrary": (_("speaks against it"), "err"),
    }[speaks]
