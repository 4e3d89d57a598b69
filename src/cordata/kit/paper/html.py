"""A paper as HTML: the same for the page, for the kit and for the EPUB (which wants XHTML)."""

from collections.abc import Iterable, Sequence
from html import escape

from cordata.kit.paper.blocks import (
    Block,
    Box,
    Heading,
    Items,
    Line,
    Paper,
    Paragraph,
    Picture,
    Table,
    words_of,
)

CLASSES = {"bullets": "bul", "steps": "bul steps", "checks": "checks"}
STYLE = """
body{font:1.05rem/1.55 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3,h4{font-family:Georgia,serif;line-height:1.2}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border:1px solid #877b6a}
td{height:1.6rem}
caption{text-align:left;color:#51493e}
section.card{border:1px solid #877b6a;padding:.5rem 1rem;margin:1.2rem 0}
.meta{color:#51493e}
.checks{list-style:"\\2610\\00a0\\00a0"}
svg,img{max-width:100%}
"""


def html_of_blocks(blocks: Iterable[Block], *, below: int = 1) -> str:
    """Blocks as HTML. ``below`` is the level of the heading that they stand under."""
    return "\n".join(_block(one, below) for one in blocks)


def html_page(paper: Paper) -> str:
    """A page of its own, with its looks, for a file that is opened from a disk."""
    return (
        f'<!doctype html>\n<html lang="{paper.language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        f"{front(paper)}\n{html_of_blocks(paper.blocks)}\n</main>\n</body>\n</html>\n"
    )


def front(paper: Paper) -> str:
    """Title and what is said of the whole."""
    lines = [f'<p class="meta">{escape(one)}</p>' for one in paper.about if one]
    if paper.address:
        at = escape(paper.address)
        lines.append(f'<p class="meta"><a href="{at}">{at}</a></p>')
    return "\n".join([f"<h1>{escape(paper.title)}</h1>", *lines])


def contents_of(blocks: Sequence[Block]) -> list[tuple[str, str]]:
    """Anchor and words of the headings of the second level, and of sheets."""
    found = []
    for one in blocks:
        if isinstance(one, Heading) and one.level == 2 and one.anchor:  # noqa: PLR2004 - the second
            found.append((one.anchor, words_of(one.line)))
        elif isinstance(one, Box) and one.anchor:
            found.append((one.anchor, words_of(one.title)))
    return found


def _block(one: Block, below: int) -> str:
    """One block; "" for a place that nothing was found for."""
    made = ""
    match one:
        case Heading():
            level = min(one.level + below - 1, 6)
            anchor = f' id="{one.anchor}"' if one.anchor else ""
            made = f"<h{level}{anchor}>{_line(one.line)}</h{level}>"
        case Paragraph():
            quiet = ' class="meta"' if one.quiet else ""
            spoken = f' lang="{escape(one.language)}"' if one.language else ""
            made = f"<p{quiet}{spoken}>{_line(one.line)}</p>"
        case Items():
            tag = "ol" if one.kind == "steps" else "ul"
            items = "".join(f"<li>{_line(item)}</li>" for item in one.items)
            made = f'<{tag} class="{CLASSES[one.kind]}">{items}</{tag}>'
        case Table():
            made = _table(one)
        case Picture():
            caption = f"<figcaption>{escape(one.caption)}</figcaption>" if one.caption else ""
            made = f"<figure>{_drawn(one)}{caption}</figure>"
        case Box():
            made = _box(one, below)
    return made


def _box(box: Box, below: int) -> str:
    if box.kind == "quote":
        return f"<blockquote>{html_of_blocks(box.blocks, below=below)}</blockquote>"
    anchor = f' id="{box.anchor}"' if box.anchor else ""
    label = f'<p class="meta">{escape(box.label)}</p>' if box.label else ""
    level = min(below + 2, 6)
    title = f"<h{level}>{_line(box.title)}</h{level}>" if box.title else ""
    inside = html_of_blocks(box.blocks, below=below + 2)
    return f'<section class="card {box.kind}"{anchor}>{label}{title}{inside}</section>'


def _table(table: Table) -> str:
    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    heads = "".join(f'<th scope="col">{_line(one)}</th>' for one in table.header)
    names = [escape(words_of(one), quote=True) for one in table.header]
    figures = ' class="num r"' if table.figures else ""
    rows = []
    for row in table.rows:
        cells = [
            f'<td data-l="{name}"{figures}>{_line(cell)}</td>'
            for name, cell in zip(names, row, strict=False)
        ]
        if row and row[0]:  # an empty cell heads nothing
            cells[0] = f'<th scope="row">{_line(row[0])}</th>'
        rows.append(f"<tr>{''.join(cells)}</tr>")
    body = "".join(rows)
    return f'<table class="rt">{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _drawn(picture: Picture) -> str:
    """The drawing with its words: they are an attribute, so that every reader finds them."""
    return picture.svg.replace(
        "<svg ", f'<svg role="img" aria-label="{escape(picture.alt, quote=True)}" ', 1
    )


def _line(spans: Line) -> str:
    made = []
    for one in spans:
        words = escape(one.words)
        words = f"<em>{words}</em>" if one.emphasis else words
        words = f"<strong>{words}</strong>" if one.strong else words
        href = escape(one.href, quote=True)
        made.append(f'<a href="{href}">{words}</a>' if href else words)
    return "".join(made)
