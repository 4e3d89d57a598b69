"""Guidelines and their editions: what stands, what is on its way, and who sees which."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import places_of
from cordata.documents.models import Revision
from cordata.guidance.models import Edition, EditionText, Guideline
from cordata.kit.paper.blocks import Block, Box, Insert, read_plain
from cordata.networks.models import Programme

State = Edition.State


@dataclass(frozen=True)
class Reading:
    """An edition in the language that was found for the reader.

    asked  the reader's; is_other_language: it is not translated into that
    """

    edition: Edition
    text: EditionText
    asked: str

    @property
    def blocks(self) -> tuple[Block, ...]:
        """As they were kept; recommendations stand there by number and version."""
        kept: tuple[Block, ...] = read_plain(self.text.paper)
        return kept

    @property
    def is_other_language(self) -> bool:
        """Whether it is read in another language than was asked for."""
        return self.text.language != self.asked


def published_guidelines() -> QuerySet[Guideline]:
    """Those that everybody reads, by address."""
    there = Edition.objects.filter(state=State.PUBLISHED).values("guideline")
    return _whole().filter(pk__in=there)


def guidelines_seen_by(person: User | None) -> QuerySet[Guideline]:
    """The set-wise twin of ``rules.guidelines.may_see_guideline``."""
    seen = Q(pk__in=published_guidelines().values("pk"))
    if person is not None:
        seen |= Q(pk__in=guidelines_translated_by(person).values("pk"))
    return _whole().filter(seen)


def guidelines_translated_by(person: User) -> QuerySet[Guideline]:
    """The set-wise twin of ``rules.guidelines.may_translate_guideline``."""
    countries = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    there = Programme.objects.filter(cohorts__country__in=countries).values("pk")
    mine = Q(programme__in=programmes_written_by(person).values("pk"))
    return _whole().filter(mine | Q(programme__in=there))


def programmes_written_by(person: User) -> QuerySet[Programme]:
    """The set-wise twin of ``rules.guidelines.may_open_guideline``."""
    places = places_of(person, RoleKind.RESEARCHER, Scope.PROGRAMME) | places_of(
        person, RoleKind.COORDINATOR, Scope.PROGRAMME
    )
    return Programme.objects.filter(public_id__in=places).order_by("name", "pk")


def editions_of(guideline: Guideline) -> QuerySet[Edition]:
    """Those that are published, the latest first."""
    published = guideline.editions.filter(state=State.PUBLISHED)
    return published.select_related("asked_by", "decided_by").order_by("-major", "-minor")


def on_its_way(guideline: Guideline) -> Edition | None:
    """The one that is in review or waits for its day."""
    open_ = guideline.editions.filter(state__in=[State.IN_REVIEW, State.SCHEDULED])
    return open_.select_related("asked_by", "decided_by", "revision").first()


def sent_back(guideline: Guideline) -> Edition | None:
    """What was last sent back, while nothing was published or asked for since."""
    last = guideline.editions.select_related("decided_by").order_by("-asked_at", "-pk").first()
    return last if last is not None and last.state == State.SENT_BACK else None


def reading_of(edition: Edition, language: str) -> Reading:
    """In a language, else in the original's. One query."""
    texts = {one.language: one for one in edition.texts.all()}
    original = texts[edition.guideline.text.original_language]
    return Reading(edition, texts.get(language, original), language)


def current_readings(language: str) -> list[Reading]:
    """The latest edition of every guideline, in a language where it speaks it. Three queries."""
    latest = latest_editions(published_guidelines())
    return [reading_of(one, language) for one in latest]


def latest_editions(guidelines: Iterable[Guideline]) -> list[Edition]:
    """Of each guideline the edition that holds now, in the order of the guidelines."""
    by_key = {one.pk: one for one in guidelines}
    editions = (
        Edition.objects.filter(guideline__in=by_key, state=State.PUBLISHED)
        .prefetch_related(Prefetch("texts", EditionText.objects.order_by("language")))
        .order_by("major", "minor")
    )
    latest = {one.guideline_id: one for one in editions}
    for key, edition in latest.items():
        edition.guideline = by_key[key]
    return [latest[key] for key in by_key if key in latest]


def next_number(guideline: Guideline, *, large: bool) -> tuple[int, int]:
    """What the next edition is called: 1.0, then 1.1 for a small change, 2.0 for a large one."""
    last = editions_of(guideline).first()
    if last is None:
        return 1, 0
    return (last.major + 1, 0) if large else (last.major, last.minor + 1)


def translations_of(revision: Revision) -> QuerySet[Revision]:
    """The newest translation of exactly this revision in each language, drafts with them."""
    return (
        Revision.objects.filter(document=revision.document_id, source=revision)
        .select_related("written_by")
        .order_by("number")
    )


def sheets_of(blocks: Iterable[Block]) -> list[Box]:
    """The sheets to fill in, in their order."""
    return [one for one in blocks if isinstance(one, Box) and one.kind == "sheet"]


def recommended_in(blocks: Iterable[Block]) -> list[tuple[int, int, int]]:
    """Number, major and minor of each recommendation in a text, each once."""
    found: dict[tuple[int, int, int], None] = {}
    for one in blocks:
        if isinstance(one, Insert) and one.name == "recommendation":
            number, _space, version = one.words.partition(" ")
            major, _point, minor = version.partition(".")
            found[int(number), int(major), int(minor)] = None
        elif isinstance(one, Box):
            found |= dict.fromkeys(recommended_in(one.blocks))
    return list(found)


def _whole() -> QuerySet[Guideline]:
    return Guideline.objects.select_related("programme", "text", "way__text").order_by("slug")
