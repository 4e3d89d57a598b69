"""Numbers in texts: which finding each is of, and what keeps one from being published."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import QuerySet

from cordata.analysis.advice.quoting import Part, Token, pieces, tokens_in, typed_numbers
from cordata.evidence.models import Finding
from cordata.evidence.queries.shown import Behind, Shown, behind, estimates_shown
from cordata.guidance.models import Version
from cordata.guidance.queries.slots import is_ours, is_plain, slots_of


@dataclass(frozen=True)
class Quote:
    """A number as its finding's page shows it."""

    token: Token
    finding: Finding
    shown: Shown
    behind: Behind

    @property
    def part(self) -> Part:
        """What of it is quoted."""
        return self.token.part or Part.VALUE


class Why(StrEnum):
    """Why a number may not be published."""

    TYPED = "typed"  # it stands there as digits
    NO_PLACE = "no_place"  # it is quoted in a text of words alone
    STRANGE = "strange"  # its finding is none that the version rests on
    NO_SUCH = "no_such"  # the finding has no such number, or no such part of it
    WITHDRAWN = "withdrawn"  # its finding is not released, or no longer


@dataclass(frozen=True)
class Loose:
    """A number that is not tied: in which slot, how it stands there, and why."""

    slot: str
    number: str
    why: Why


def findings_under(version: Version) -> dict[str, Finding]:
    """The findings that a version rests on, by public id; their frozen rows with them. One query."""
    found = _whole().filter(pk__in=[one.finding_id for one in version.supports.all()])
    return {one.public_id: one for one in found}


def findings_named(texts: Iterable[str]) -> dict[str, Finding]:
    """Released findings that texts quote, of whatever version. One query."""
    wanted = {token.finding for text in texts for token in tokens_in(text)}
    found = _whole().filter(public_id__in=wanted, released_at__isnull=False)
    return {one.public_id: one for one in found}


def quoted(text: str, known: Mapping[str, Finding]) -> Iterator[str | Quote]:
    """Words and numbers of a text in their order; what is not known stays as it is written."""
    for piece in pieces(text):
        quote = _quote(piece, known) if isinstance(piece, Token) else None
        yield quote or str(piece)


def loose_numbers(version: Version, under: Mapping[str, Finding] | None = None) -> list[Loose]:
    """Everything in its texts that keeps it from being published, in their order.

    under  as ``findings_under`` finds them, if they are there already
    """
    known = findings_under(version) if under is None else under
    return [
        one
        for slot, text in slots_of(version).items()
        if is_ours(slot)
        for one in loose_in(slot, text, known)
    ]


def loose_in(slot: str, text: str, known: Mapping[str, Finding]) -> list[Loose]:
    """The same of one text."""
    found = [Loose(slot, number, Why.TYPED) for number in typed_numbers(text)]
    for token in tokens_in(text):
        if why := Why.NO_PLACE if is_plain(slot) else _why_not(token, known):
            found.append(Loose(slot, str(token), why))
    return found


def _why_not(token: Token, known: Mapping[str, Finding]) -> Why | None:
    finding = known.get(token.finding)
    if finding is None:
        return Why.STRANGE
    if finding.state != Finding.State.RELEASED:
        return Why.WITHDRAWN
    quote = _quote(token, known)
    if token.part is None or quote is None:
        return Why.NO_SUCH
    if token.part is Part.RANGE and quote.shown.low is None:
        return Why.NO_SUCH
    return Why.NO_SUCH if token.part is Part.SCHOOLS and not quote.behind.schools else None


def _quote(token: Token, known: Mapping[str, Finding]) -> Quote | None:
    finding = known.get(token.finding)
    if finding is None:
        return None
    shown = {one.name: one for one in estimates_shown(finding.run)}
    if token.estimate not in shown:
        return None
    return Quote(token, finding, shown[token.estimate], behind(finding.run))


def _whole() -> QuerySet[Finding]:
    related = "run__table", "run__analysis__project__programme", "written_by"
    return Finding.objects.select_related(*related).order_by("pk")
