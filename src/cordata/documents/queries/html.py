"""Markdown becomes HTML that cannot do anything."""

from functools import cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "a", "code", "pre", "blockquote",
    "br", "hr",
}  # fmt: skip
SCHEMES = {"http", "https", "mailto"}
# The page has the one h1, so headings of a text begin below it.
LOWER = {"h1": "h2", "h5": "h4", "h6": "h4"}


def html_of(markdown: str, *, breaks: bool = False) -> SafeString:
    """Markdown as safe HTML: no scripts, no styles, no pictures, no strange addresses.

    breaks  a line that ends is a line that ends, as people expect who do not know Markdown
    """
    reader = _reader(breaks)
    tokens = reader.parse(markdown)
    for token in tokens:
        token.tag = LOWER.get(token.tag, token.tag)
    html = reader.renderer.render(tokens, reader.options, {})
    clean = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}, "*": set()},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return mark_safe(clean)  # noqa: S308 - cleaned in the line before


@cache
def _reader(breaks: bool) -> MarkdownIt:  # noqa: FBT001 - of this file alone
    """Made once: to make it takes longer than to read a text. It keeps nothing of a text."""
    return MarkdownIt("commonmark", {"html": False, "breaks": breaks})
