"""A version in the language of its reader, and how far a translation is."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from cordata.analysis.advice.quoting import tokens_in
from cordata.guidance.models import EarlierWording, Version, Wording
from cordata.guidance.queries.slots import slots_of


@dataclass(frozen=True)
class Texts:
    """Texts by slot, each with the language that it stands in.

    language     that was asked for; ``source``: that the version is written in
    is_outdated  the source was changed since it was translated
    """

    language: str
    source: str
    own: Mapping[str, str]
    theirs: Mapping[str, str]
    is_outdated: bool = False

    def get(self, slot: str) -> tuple[str, str]:
        """A text and its language; empty if the slot is."""
        if slot in self.theirs:
            return self.theirs[slot], self.language
        return self.own.get(slot, ""), self.source

    @property
    def is_whole(self) -> bool:
        """Whether every text stands in the language that was asked for."""
        return self.language == self.source or self.own.keys() <= self.theirs.keys()


@dataclass(frozen=True)
class Rewording:
    """A translation was changed: when, by whom, and of each slot what stood there and what does."""

    at: dt.datetime
    by: str
    pairs: list[tuple[str, str, str]]


def texts_in(version: Version, language: str, own: Mapping[str, str] | None = None) -> Texts:
    """What is read in a language: translated where it is, else as it was written.

    own  as ``slots.slots_of`` finds it, if it is there already
    """
    source = slots_of(version) if own is None else own
    if language == version.language:
        return Texts(language, version.language, source, {})
    found = version.wordings.filter(language=language).first()
    if found is None:
        return Texts(language, version.language, source, {})
    outdated = found.of_revision != version.revision
    theirs = {slot: text for slot, text in found.texts.items() if slot in source and text}
    return Texts(language, version.language, source, theirs, outdated)


def headlines_in(versions: list[Version], language: str) -> dict[int, dict[str, str]]:
    """By key of a version, the translated texts that there are. One query for all."""
    found = Wording.objects.filter(version__in=versions, language=language)
    return {one.version_id: one.texts for one in found.order_by("pk")}


def languages_of(version: Version) -> dict[str, bool]:
    """Languages it can be read in, each with whether its source was changed since."""
    found = version.wordings.order_by("language").values_list("language", "of_revision")
    return {code: revision != version.revision for code, revision in found}


def rewordings_of(version: Version, language: str) -> list[Rewording]:
    """What this translation said before, while others read it; the last change first, and in it the
    texts in their order on the page (PostgreSQL keeps none). One query, beside those of the slots.
    """
    place = {slot: at for at, slot in enumerate(slots_of(version))}
    found = EarlierWording.objects.filter(
        wording__version=version, wording__language=language, of_revision=version.revision
    ).select_related("replaced_by", "wording")
    changes, after = [], None
    for one in found.order_by("-replaced_at", "-pk"):
        now = one.wording.texts if after is None else after
        pairs = [
            (slot, text, now.get(slot, ""))
            for slot, text in sorted(
                one.texts.items(), key=lambda said: (place.get(said[0], len(place)), said[0])
            )
            if now.get(slot) != text
        ]
        changes.append(Rewording(one.replaced_at, one.replaced_by.name, pairs))
        after = one.texts
    return changes


def otherwise_quoted(source: str, translated: str) -> bool:
    """Whether a translation quotes other numbers than its source."""
    return sorted(map(str, tokens_in(source))) != sorted(map(str, tokens_in(translated)))
