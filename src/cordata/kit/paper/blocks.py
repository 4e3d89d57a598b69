"""What a paper is made of. Plain and frozen, so that a published one can be kept as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one manner; ``href`` makes a link of them."""

    words: str
    href: str = ""
    strong: bool = False
    emphasis: bool = False


type Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the title of the paper is level 1, so these begin at 2."""

    level: int
    line: Line
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``quiet`` is said beside the matter: where a number comes from.

    language  where it is another than the paper's, for whoever hears it read (DOCX does not say)
    """

    line: Line
    quiet: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list. ``kind``: bullets, steps (numbered) or checks (with a box to tick on paper)."""

    items: tuple[Line, ...]
    kind: str = "bullets"


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a row of heads; an empty cell is there to be filled in.

    figures  whether cells after the first are numbers, which stand at the end of their cell
    """

    header: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    figures: bool = False


def table(
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    caption: str = "",
    figures: bool = False,
) -> Table:
    """A table of words alone."""
    return Table(
        tuple(line(one) for one in header),
        tuple(tuple(line(cell) for cell in row) for row in rows),
        caption,
        figures,
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG, and what it shows in words for whoever does not see it."""

    svg: str
    alt: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """Something set apart, with its own title: a recommendation, a fact, a sheet to fill in.

    kind    what it is, as a word; label says it to readers
    anchor  where a link finds it
    """

    title: Line
    blocks: "tuple[Block, ...]"
    kind: str = "note"
    label: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Insert:
    """A place for something that is looked up: ``{{recommendation 4}}`` in the text."""

    name: str
    words: str = ""


type Block = Heading | Paragraph | Items | Table | Picture | Box | Insert


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole: who made it, in which language, where it stands for good.

    about    lines below the title: version, day, for whom
    address  permanent; stands in the foot of every page
    """

    title: str
    language: str
    blocks: tuple[Block, ...]
    about: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    address: str = ""
    day: str = ""


KINDS = {
    one.__name__.lower(): one
    for one in (Span, Heading, Paragraph, Items, Table, Picture, Box, Insert, Paper)
}


def plain(part: Any) -> Any:
    """A part as plain JSON that ``read_plain`` turns back."""
    if is_dataclass(part):
        named = {one.name: plain(getattr(part, one.name)) for one in fields(part)}
        return {"is": type(part).__name__.lower()} | named
    if isinstance(part, tuple):
        return [plain(one) for one in part]
    return part


def read_plain(kept: Any) -> Any:
    """The part that was kept as JSON."""
    if isinstance(kept, list):
        return tuple(read_plain(one) for one in kept)
    if isinstance(kept, dict):
        named = {name: read_plain(value) for name, value in kept.items() if name != "is"}
        return KINDS[kept["is"]](**named)
    return kept


def line(words: str, *, strong: bool = False, href: str = "") -> Line:
    """Words alone as a line."""
    return (Span(words, href, strong),) if words else ()


def words_of(spans: Line) -> str:
    """A line without its manners."""
    return "".join(one.words for one in spans)
