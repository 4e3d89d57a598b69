"""What everybody may read: the published edition of each practice, and its words."""

from dataclasses import dataclass

from django.db.models import QuerySet

from cordata.networks.models import Topic
from cordata.practices.models import Edition, Practice
from cordata.schools.models import School

AROUND = (
    "practice__participation__school__main_site",
    "practice__participation__cohort__programme",
    "practice__picture",
)


@dataclass(frozen=True, slots=True)
class Said:
    """Words, and the language they are in: a page marks it."""

    text: str
    language: str


def published() -> QuerySet[Edition]:
    """One edition for each practice that is public now, the newest first.

    Others tie to it by ``edition.practice.public_id``; what is withdrawn leaves this list.
    """
    found = Edition.objects.filter(
        state=Edition.State.PUBLISHED, practice__withdrawn_at=None
    ).select_related(*AROUND)
    return found.prefetch_related("needs").order_by("-published_at", "-pk")


def with_ids(practices: list[str]) -> list[Edition]:
    """Those of these practices (public ids) that are public now, in the order asked for."""
    found = {one.practice.public_id: one for one in published().filter(
        practice__public_id__in=practices
    )}  # fmt: skip
    return [found[one] for one in practices if one in found]


def answering(need: Topic, *, but: School, most: int = 3) -> list[Edition]:
    """The newest public ones of other schools that answer a need."""
    found = published().filter(needs=need).exclude(practice__participation__school=but)
    return list(found[:most])


def withdrawn(number: int) -> Practice | None:
    """A practice that was public under this number, and that its school has taken back."""
    gone = Practice.objects.filter(
        number=number, withdrawn_at__isnull=False, editions__published_at__isnull=False
    )
    return gone.select_related("participation__school").first()


def said_in(edition: Edition, part: str, language: str) -> Said:
    """A text in the language asked for; else in English; else as the school speaks."""
    own = edition.practice.language
    for code in (language, "en", own):
        if text := edition.texts.get(code, {}).get(part, ""):
            return Said(text, code)
    return Said("", own)


def title_in(edition: Edition, language: str) -> Said:
    """Its title, for lists, search and whatever ties to it."""
    return said_in(edition, "title", language)


def summary_in(edition: Edition, language: str) -> Said:
    """Two sentences on it."""
    return said_in(edition, "summary", language)
