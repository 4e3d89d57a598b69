"""Put a version into another language."""

from collections.abc import Mapping

from django.db import transaction

from cordata.accounts.models import User
from cordata.analysis.advice.rating import Certainty
from cordata.analysis.advice.wording import LEXICONS, too_sure
from cordata.guidance.actions.writing import untyped
from cordata.guidance.models import Version, Wording
from cordata.guidance.queries.slots import is_ours, may_claim, slots_of
from cordata.guidance.queries.wordings import otherwise_quoted
from cordata.history.actions import record


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
def word_in(version: Version, language: str, texts: Mapping[str, str], *, by: User) -> Wording:
    """Texts by slot, also of a published version: its source stays as it is.

    What is empty stands in the language of the version. Raises Typed, OtherNumbers, Bolder.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
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
    made, _new = Wording.objects.update_or_create(
        version=held, language=language,
        defaults={"texts": kept, "of_revision": held.revision, "by": by},
    )  # fmt: skip
    record("version.worded", on=held, by=by, language=language)
    return made
