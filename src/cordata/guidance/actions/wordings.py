"""Put a version into another language."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.wording import LEXICONS, too_sure
from cordata.guidance.actions.writing import NotInThisState, untyped
from cordata.guidance.models import EarlierWording, Panel, Version, Wording
from cordata.guidance.queries.panels import panel_of
from cordata.guidance.queries.slots import is_ours, may_claim, slots_of
from cordata.guidance.queries.wordings import otherwise_quoted
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody


class OtherNumbers(Exception):
    """The translation of ``slot`` quotes other numbers than its source."""

    def __init__(self, slot: str) -> None:
        self.slot = slot
        super().__init__(slot)


class Bolder(Exception):
    """``sentences`` of the translation of ``slot`` claim more than the certainty allows."""

    def __init__(self, slot: str, sentences: list[str]) -> None:
        self.slot = slot
        self.sentences = sentences
        super().__init__(" ".join(sentences))


@transaction.atomic
def word_in(
    version: Version,
    language: str,
    texts: Mapping[str, str],
    *,
    seen: int | None = None,
    by: User,
) -> Wording:
    """Texts by slot, also of a published version: its source stays as it is.

    What is empty stands in the language of the version. What others have read already is kept
    beside the new words, for everybody to see.

    seen  revision of the translation that was looked at, 0: none was there; None overrules

    Raises NotInThisState while a panel votes, Typed, OtherNumbers, Bolder, ChangedBySomebody.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    panel = panel_of(held)
    if panel and panel.is_voting:
        raise NotInThisState
    kept = _checked(held, language, texts)
    made = held.wordings.filter(language=language).first() or Wording(
        version=held, language=language, revision=0
    )
    if seen not in (None, made.revision):
        raise ChangedBySomebody(made)
    if held.state == Version.State.PUBLISHED or _was_read(panel, held):
        _keep(made, kept, by)
    made.texts, made.of_revision, made.by = kept, held.revision, by
    made.revision += 1
    made.save()
    record("version.worded", on=held, by=by, language=language)
    return made


def _checked(held: Version, language: str, texts: Mapping[str, str]) -> dict[str, str]:
    source = slots_of(held)
    kept = {slot: texts[slot].strip() for slot in source if texts.get(slot, "").strip()}
    for slot, text in kept.items():
        if is_ours(slot):
            untyped(slot, text)
        if otherwise_quoted(source[slot], text):
            raise OtherNumbers(slot)
        if may_claim(slot) and language in LEXICONS:
            bold = too_sure(text, language, Certainty(held.certainty))
            if bold:
                raise Bolder(slot, bold)
    return kept


def _was_read(panel: Panel | None, held: Version) -> bool:
    """By members who decide on this very wording, or have."""
    if panel is None or panel.of_revision != held.revision:
        return False
    return panel.round > 0 or panel.members.filter(declared_at__isnull=False).exists()


def _keep(before: Wording, now: Mapping[str, str], by: User) -> None:
    """What is only added where nothing stood changes no words that anybody has read."""
    if any(now.get(slot) != text for slot, text in before.texts.items()):
        EarlierWording.objects.create(
            wording=before, of_revision=before.version.revision, texts=before.texts,
            replaced_by=by, replaced_at=timezone.now(),
        )  # fmt: skip
