"""A paper as EPUB 3: a zip of the same HTML, with contents and what readers ask about access."""

import io
import zipfile
from html import escape

from cordata.kit.paper.blocks import Block, Box, Paper, Picture
from cordata.kit.paper.html import STYLE, contents_of, front, html_of_blocks

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the same paper gives the same bytes
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="package.opf" '
    'media-type="application/oebps-package+xml"/></rootfiles></container>\n'
)


def epub_of(paper: Paper, *, contents: str, summary: str) -> bytes:
    """The bytes.

    contents  what the list of headings is called, in the paper's language
    summary   one sentence on what readers with disabilities can expect
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        _put(book, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        _put(book, "META-INF/container.xml", CONTAINER)
        _put(book, "package.opf", _package(paper, summary))
        _put(book, "nav.xhtml", _contents(paper, contents))
        _put(book, "paper.xhtml", _text(paper))
        _put(book, "paper.css", STYLE)
    return out.getvalue()


def _put(book: zipfile.ZipFile, name: str, text: str, way: int = zipfile.ZIP_DEFLATED) -> None:
    about = zipfile.ZipInfo(name, LONG_AGO)
    about.compress_type = way
    book.writestr(about, text)


def _package(paper: Paper, summary: str) -> str:
    authors = "".join(f"<dc:creator>{escape(one)}</dc:creator>" for one in paper.authors)
    drawn = ' properties="svg"' if _has_pictures(paper.blocks) else ""
    modes = "textual,visual" if drawn else "textual"
    access = "".join(
        f'<meta property="schema:{name}">{escape(value)}</meta>'
        for name, value in (
            *(("accessMode", one) for one in modes.split(",")),
            ("accessModeSufficient", "textual"),
            ("accessibilityFeature", "structuralNavigation"),
            ("accessibilityFeature", "alternativeText"),
            ("accessibilityHazard", "none"),
            ("accessibilitySummary", summary),
        )
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" '
        f'xml:lang="{paper.language}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">{escape(paper.address)}</dc:identifier>'
        f"<dc:title>{escape(paper.title)}</dc:title><dc:language>{paper.language}</dc:language>"
        f"{authors}<dc:date>{paper.day}</dc:date>"
        f'<meta property="dcterms:modified">{paper.day}T00:00:00Z</meta>{access}</metadata>\n'
        '<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" '
        'properties="nav"/>'
        f'<item id="paper" href="paper.xhtml" media-type="application/xhtml+xml"{drawn}/>'
        '<item id="css" href="paper.css" media-type="text/css"/></manifest>\n'
        '<spine><itemref idref="paper"/></spine>\n</package>\n'
    )


def _contents(paper: Paper, name: str) -> str:
    found = contents_of(paper.blocks) or [("top", paper.title)]
    items = "".join(
        f'<li><a href="paper.xhtml#{anchor}">{escape(words)}</a></li>'
        for anchor, words in found
    )
    inside = f'<nav epub:type="toc" id="toc"><h1>{escape(name)}</h1><ol>{items}</ol></nav>'
    return _xhtml(paper, inside)


def _text(paper: Paper) -> str:
    return _xhtml(paper, f'<main id="top">{front(paper)}{html_of_blocks(paper.blocks)}</main>')


def _xhtml(paper: Paper, inside: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{paper.language}" '
        f'xml:lang="{paper.language}">\n<head><title>{escape(paper.title)}</title>'
        f'<link rel="stylesheet" href="paper.css"/></head>\n<body>{inside}</body>\n</html>\n'
    )


def _has_pictures(blocks: tuple[Block, ...]) -> bool:
    return any(
        isinstance(one, Picture) or (isinstance(one, Box) and _has_pictures(one.blocks))
        for one in blocks
    )
