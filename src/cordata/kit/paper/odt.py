"""A paper as OpenDocument text, for whoever goes on writing in it."""

import io
from collections.abc import Iterable, Sequence

from odfdo import (
    Cell,
    Document,
    Element,
    Frame,
    Header,
    HeaderRows,
    Link,
    List,
    ListItem,
    Paragraph,
    Row,
    Span,
    Style,
    Table,
)

from cordata.kit.paper import blocks as paper_blocks
from cordata.kit.paper.blocks import Block, Box, Heading, Items, Line, Paper, Picture
from cordata.kit.paper.drawing import png_of

STRONG, EMPHASIS, NUMBERS, HEADS, QUIET, TICKS = (
    "Strong", "Emphasis", "Numbers", "Heads", "Quiet", "Ticks",
)  # fmt: skip
LISTS = {"bullets": "List_20_1", "steps": "Numbering_20_1", "checks": TICKS}
TICK_BOX = (
    f'<text:list-style style:name="{TICKS}">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="☐">'
    '<style:list-level-properties text:space-before="0.3cm" text:min-label-width="0.6cm"/>'
    "</text:list-level-style-bullet></text:list-style>"
)
WIDE, HIGH = "15cm", "5cm"  # of a drawing: they are all strips


def odt_of(paper: Paper) -> bytes:
    """The bytes. Data is never markup: it stands as people typed it."""
    document = Document("text")
    document.meta.title = paper.title
    if paper.authors:
        document.meta.creator = "; ".join(paper.authors)
    document.set_language(paper.language)
    _add_styles(document)
    _add_languages(document, paper.blocks)
    body = document.body
    body.clear()
    body.append(_heading(1, paper_blocks.line(paper.title)))
    for words in filter(None, paper.about):
        body.append(_paragraph(paper_blocks.line(words), QUIET))
    if paper.address:
        body.append(_paragraph(paper_blocks.line(paper.address, href=paper.address), QUIET))
    for one in _elements(document, paper.blocks, 1):
        body.append(one)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _add_styles(document: Document) -> None:
    """Figures stand at the end of their cell; heads of columns are bold."""
    numbers = Style("paragraph", name=NUMBERS)
    numbers.set_properties({"fo:text-align": "end"}, area="paragraph")
    quiet = Style("paragraph", name=QUIET, area="text")
    quiet.set_properties({"fo:font-size": "9pt"}, area="text")
    for style in (
        numbers,
        quiet,
        Style("paragraph", name=HEADS, area="text", bold=True),
        Style("text", name=STRONG, area="text", bold=True),
        Style("text", name=EMPHASIS, area="text", italic=True),
    ):
        document.insert_style(style, automatic=True)
    document.insert_style(TICK_BOX, automatic=True)


def _add_languages(document: Document, blocks: Iterable[Block]) -> None:
    """A style for each other language: a reader's voice and the spelling change with it."""
    for language in sorted(set(_languages(blocks)) - {""}):
        style = Style("text", name=_spoken(language), area="text")
        style.set_properties({"fo:language": language, "fo:country": "none"}, area="text")
        document.insert_style(style, automatic=True)


def _languages(blocks: Iterable[Block]) -> Iterable[str]:
    for one in blocks:
        if isinstance(one, paper_blocks.Paragraph):
            yield one.language
        elif isinstance(one, Box):
            yield from _languages(one.blocks)


def _spoken(language: str) -> str:
    return f"Spoken_{language}"


def _elements(document: Document, blocks: Iterable[Block], below: int) -> Iterable[Element]:
    for one in blocks:
        match one:
            case Heading():
                yield _heading(one.level + below - 1, one.line)
            case paper_blocks.Paragraph():
                style = QUIET if one.quiet else "Text_20_body"
                yield _paragraph(one.line, style, one.language)
            case Items():
                yield _list(one)
            case paper_blocks.Table():
                yield from _table(one)
            case Picture():
                yield _picture(document, one)
                if one.caption:
                    yield _paragraph(paper_blocks.line(one.caption), QUIET)
            case Box():
                yield from _box(document, one, below)


def _box(document: Document, box: Box, below: int) -> Iterable[Element]:
    deeper = below if box.kind == "quote" else below + 2
    if box.title:
        yield _heading(below + 2, box.title)
    if box.label:
        yield _paragraph(paper_blocks.line(box.label), QUIET)
    yield from _elements(document, box.blocks, deeper)


def _heading(level: int, spans: Line) -> Header:
    level = min(level, 6)
    heading = Header(level, "", style=f"Heading_20_{level}")
    _say(heading, spans)
    return heading


def _paragraph(spans: Line, style: str, language: str = "") -> Paragraph:
    paragraph = Paragraph("", style=style)
    _say(paragraph, spans, _spoken(language) if language else None)
    return paragraph


def _say(into: Element, spans: Line, usual: str | None = None) -> None:
    for one in spans:
        if one.href.startswith(("http", "mailto:")):
            into.append(Link(one.href, text=one.words))
        else:
            style = STRONG if one.strong else EMPHASIS if one.emphasis else usual
            into.append(Span(one.words, style=style))


def _list(items: Items) -> List:
    made = List(style=LISTS[items.kind])
    for one in items.items:
        item = ListItem()
        item.append(_paragraph(one, "Text_20_body"))
        made.append(item)
    return made


def _table(one: paper_blocks.Table) -> Iterable[Element]:
    """The first row is marked as the header: readers announce it, printers repeat it."""
    if one.caption:
        yield _paragraph(paper_blocks.line(one.caption), QUIET)
    table = Table(paper_blocks.words_of(one.header[0]) or "Table")
    head = HeaderRows()
    head.append(_row(one.header, [HEADS] * len(one.header)))
    table.append(head)
    for cells in one.rows:
        after = NUMBERS if one.figures else "Text_20_body"
        table.append(_row(cells, ["Text_20_body", *[after] * (len(cells) - 1)]))
    yield table


def _row(cells: Sequence[Line], styles: Sequence[str]) -> Row:
    row = Row()
    for spans, style in zip(cells, styles, strict=True):
        cell = Cell()
        cell.append(_paragraph(spans, style))
        row.append(cell)
    return row


def _picture(document: Document, picture: Picture) -> Paragraph:
    inside = document.add_file(io.BytesIO(png_of(picture.svg)))
    frame = Frame.image_frame(inside, size=(WIDE, HIGH), anchor_type="as-char")
    frame.svg_description = picture.alt
    paragraph = Paragraph("", style="Text_20_body")
    paragraph.append(frame)
    return paragraph
