"""The words of an HTML mail, without what its sender did not write."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
LINES = {"div", "li", "tr", "table", "ul", "ol", "section", "article", "pre", "center"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"head", "style", "script", "title", "o:p"}
# Quotations and signatures, by the names that mail programs give them.
QUOTED = {
    "gmail_quote", "gmail_quote_container", "gmail_attr", "gmail_signature", "moz-cite-prefix",
    "moz-signature", "yahoo_quoted", "protonmail_quote", "protonmail_signature_block",
}  # fmt: skip
# From here to the end all is the old mail: Outlook puts it beside its head, not inside.
OLD_FROM_HERE = {
    "divrplyfwdmsg", "appendonsend", "olk_src_body_section",
    "mail-editor-reference-message-container",
}  # fmt: skip
# Word, as Outlook's editor, draws this line above the old mail.
DRAWN = ("border-top:solid #e1e1e1", "border-top:solid #b5c4df")


class _Reader(HTMLParser):
    """Collects words as they are read; inside a quotation it only counts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.over = False
        self.skipped = ""  # the name of the element that is left out
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        given = {name: (value or "") for name, value in attrs}
        self.over = self.over or _is_old(given)
        if tag in VOID:
            self.words += ["\n"] if tag in {"br", "hr"} else []
        elif tag in UNSEEN or _is_quotation(tag, given):
            self.skipped, self.depth = tag, 1
        elif tag in LINES or tag in PARAGRAPHS:
            self._end_line()
            self.words += ["- "] if tag == "li" else []

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
        elif tag in LINES or tag in PARAGRAPHS:
            self._end_line()
            self.words += ["\n"] if tag in PARAGRAPHS else []

    def _end_line(self) -> None:
        if self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        is_between = not data.strip() and (not self.words or self.words[-1].endswith("\n"))
        if not self.skipped and not self.over and not is_between:
            self.words.append(data.replace("\n", " "))


def _is_old(given: dict[str, str]) -> bool:
    style = given.get("style", "").lower().replace("; ", ";")
    named = given.get("id", "").lower().removeprefix("x_")
    return named in OLD_FROM_HERE or any(line in style for line in DRAWN)


def _is_quotation(tag: str, given: dict[str, str]) -> bool:
    classes = {one.removeprefix("x_") for one in given.get("class", "").lower().split()}
    is_cited = tag == "blockquote" and given.get("type", "").lower() == "cite"
    return is_cited or bool(classes & QUOTED)


def words_of(html: str) -> str:
    """Plain text of a mail's HTML, lines and paragraphs kept, quotations left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.words).split("\n")]
    kept: list[str] = []
    for line in lines:
        if line or (kept and kept[-1]):
            kept.append(line)
    return "\n".join(kept).strip()
