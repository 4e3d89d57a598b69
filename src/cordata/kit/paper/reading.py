"""Markdown becomes blocks: headings, lists, lists to tick, tables, and places to look up.

Three things beyond common Markdown, each on a line of its own::

    - [ ] something to tick
    {{recommendation 4}}          something that is looked up
    {{sheet Notes of a visit}}    everything up to {{end}} is a sheet to fill in
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from cordata.kit.paper.blocks import (
    Block,
    Box,
    Heading,
    Insert,
    Items,
    Line,
    Paragraph,
    Span,
    Table,
    line,
    words_of,
)

INSERT = re.compile(r"\{\{\s*(\w+)\s*(.*?)\s*\}\}")
TICK = re.compile(r"\[[ xX]?\]\s+")
SAFE = ("https://", "http://", "mailto:", "#", "/")
HIGHEST, LOWEST = 2, 4  # levels of headings below the title
SHEET, END = "sheet", "end"


class NoEnd(Exception):
    """A sheet begins and nothing ends it, or something ends where nothing began."""


def read_markdown(text: str) -> tuple[Block, ...]:
    """The blocks of a text. Raises NoEnd.

    Lists inside lists are read as one list: what is to be done must not hide in a third level.
    """
    tokens = _reader().parse(text)
    return tuple(_sheets(list(_blocks(tokens))))


def inserts_of(blocks: Sequence[Block]) -> Iterator[Insert]:
    """Everything that is to be looked up, inside sheets, too."""
    for one in blocks:
        if isinstance(one, Insert):
            yield one
        elif isinstance(one, Box):
            yield from inserts_of(one.blocks)


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    at, number = 0, 0
    while at < len(tokens):
        token = tokens[at]
        end = _end(tokens, at)
        inside = tokens[at + 1 : end]
        if token.type == "heading_open":
            number += 1
            level = min(max(int(token.tag[1]), HIGHEST), LOWEST)
            yield Heading(level, _line(inside[0]), f"h{number}")
        elif token.type == "paragraph_open":
            yield _paragraph(_line(inside[0]))
        elif token.type in {"bullet_list_open", "ordered_list_open"}:
            yield _items(inside, ordered=token.type == "ordered_list_open")
        elif token.type == "table_open":
            yield _table(inside)
        elif token.type == "blockquote_open":
            yield Box((), tuple(_blocks(inside)), "quote")
        elif token.type in {"fence", "code_block"}:
            yield Paragraph(line(token.content.rstrip()))
        at = end + 1


def _end(tokens: Sequence[Token], at: int) -> int:
    """Where what opens here is closed."""
    if tokens[at].nesting != 1:
        return at
    level = tokens[at].level
    return next(
        here
        for here in range(at + 1, len(tokens))
        if tokens[here].nesting == -1 and tokens[here].level == level
    )


def _paragraph(spans: Line) -> Block:
    found = INSERT.fullmatch(words_of(spans).strip())
    return Insert(found[1], found[2]) if found else Paragraph(spans)


def _items(tokens: Sequence[Token], *, ordered: bool) -> Items:
    lines = [_line(one) for one in tokens if one.type == "inline"]
    ticked = [TICK.match(words_of(one)) for one in lines]
    if lines and all(ticked):
        return Items(tuple(_without_box(one) for one in lines), "checks")
    return Items(tuple(lines), "steps" if ordered else "bullets")


def _without_box(spans: Line) -> Line:
    first = spans[0]
    rest = Span(TICK.sub("", first.words, count=1), first.href, first.strong, first.emphasis)
    return (rest, *spans[1:]) if rest.words else spans[1:]


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[Line]] = []
    for one in tokens:
        if one.type == "tr_open":
            rows.append([])
        elif one.type == "inline":
            rows[-1].append(_line(one))
    return Table(tuple(rows[0]), tuple(tuple(row) for row in rows[1:]))


def _line(token: Token) -> Line:
    spans: list[Span] = []
    strong = emphasis = 0
    href = ""
    for one in token.children or ():
        if one.type in {"text", "code_inline"} and one.content:
            spans.append(Span(one.content, href, strong > 0, emphasis > 0))
        elif one.type in {"softbreak", "hardbreak"}:
            spans.append(Span(" ", href, strong > 0, emphasis > 0))
        elif one.type.startswith("strong"):
            strong += one.nesting
        elif one.type.startswith("em"):
            emphasis += one.nesting
        elif one.type == "link_open":
            wanted = str(one.attrs.get("href", ""))
            href = wanted if wanted.startswith(SAFE) else ""
        elif one.type == "link_close":
            href = ""
    return _joined(spans)


def _joined(spans: Sequence[Span]) -> Line:
    """Neighbours in the same manner become one."""
    joined: list[Span] = []
    for one in spans:
        last = joined[-1] if joined else None
        if last and (last.href, last.strong, last.emphasis) == (
            one.href,
            one.strong,
            one.emphasis,
        ):
            joined[-1] = Span(last.words + one.words, one.href, one.strong, one.emphasis)
        else:
            joined.append(one)
    return tuple(joined)


def _sheets(blocks: Sequence[Block]) -> Iterator[Block]:
    """What stands between a sheet's beginning and its end becomes one box."""
    sheet: list[Block] | None = None
    title, number = "", 0
    for one in blocks:
        name = one.name if isinstance(one, Insert) else ""
        if (name == SHEET) == (sheet is not None) and name in {SHEET, END}:
            raise NoEnd
        if name == SHEET and isinstance(one, Insert):
            sheet, title, number = [], one.words, number + 1
        elif name == END:
            yield Box(line(title), tuple(sheet or ()), SHEET, anchor=f"sheet-{number}")
            sheet = None
        elif sheet is not None:
            sheet.append(one)
        else:
            yield one
    if sheet is not None:
        raise NoEnd
