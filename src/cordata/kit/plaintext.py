"""The words of an HTML mail, without what its sender did not write."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base", "source"}
LINES = {"div", "li", "tr", "table", "ul", "ol", "section", "article", "pre", "center"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6"}
UNSEEN = {"head", "style", "script", "title", "o:p"}
# By the names that mail programs give them: quotations, the lines above them, signatures.
QUOTED = {"gmail_quote", "gmail_quote_container", "yahoo_quoted", "protonmail_quote"}
ADDED = {
    "gmail_attr", "gmail_signature", "moz-cite-prefix", "moz-signature",
    "protonmail_signature_block",
}  # fmt: skip
MARKED = ">"  # a line that stands for a quotation
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
        self.kept_lines = 0  # how deep in elements whose line breaks count
        # A frame around quotations, in which people answer between them: its name, how deep
        # in it, where its words begin, and whether it has a quotation.
        self.frame = ""
        self.frame_depth = self.frame_begins = 0
        self.frame_quotes = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.skipped:
            self.depth += tag == self.skipped
            return
        given = {name: (value or "") for name, value in attrs}
        self.over = self.over or _is_old(given)
        if tag in VOID:
            self.words += ["\n"] if tag in {"br", "hr"} else []
            return
        self.frame_depth += tag == self.frame
        self.kept_lines += tag == "pre"
        if tag in UNSEEN or _is_quotation(tag, given) or _named(given) & ADDED:
            self.skipped, self.depth = tag, 1
            if _is_quotation(tag, given):
                self._mark()
        elif tag in LINES or tag in PARAGRAPHS:
            self._end_line()
            self.words += ["- "] if tag == "li" else []
            if not self.frame and _named(given) & QUOTED:
                self.frame, self.frame_depth, self.frame_begins = tag, 1, len(self.words)
                self.frame_quotes = False

    def handle_endtag(self, tag: str) -> None:
        if self.skipped:
            self.depth -= tag == self.skipped
            self.skipped = self.skipped if self.depth else ""
            self._leave(tag if not self.skipped else "")
            return
        self.kept_lines = max(0, self.kept_lines - (tag == "pre"))
        if tag in LINES or tag in PARAGRAPHS:
            self._end_line()
            self.words += ["\n"] if tag in PARAGRAPHS else []
        self._leave(tag)

    def _leave(self, tag: str) -> None:
        if self.frame and tag == self.frame:
            self.frame_depth -= 1
            if not self.frame_depth:
                self.end_frame()

    def end_frame(self) -> None:
        """A frame without a quotation is one itself."""
        if self.frame and not self.frame_quotes:
            del self.words[self.frame_begins :]
            self._mark()
        self.frame = ""

    def _mark(self) -> None:
        self._end_line()
        if not self.over:
            self.words += [MARKED, "\n"]
        self.frame_quotes = True

    def _end_line(self) -> None:
        if self.words and not self.words[-1].endswith("\n"):
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        is_between = not data.strip() and (not self.words or self.words[-1].endswith("\n"))
        if not self.skipped and not self.over and not is_between:
            self.words.append(data if self.kept_lines else data.replace("\n", " "))


def _is_old(given: dict[str, str]) -> bool:
    style = given.get("style", "").lower().replace("; ", ";")
    named = given.get("id", "").lower().removeprefix("x_")
    return named in OLD_FROM_HERE or any(line in style for line in DRAWN)


def _named(given: dict[str, str]) -> set[str]:
    return {one.removeprefix("x_") for one in given.get("class", "").lower().split()}


def _is_quotation(tag: str, given: dict[str, str]) -> bool:
    is_cited = given.get("type", "").lower() == "cite" or bool(_named(given) & QUOTED)
    return tag == "blockquote" and is_cited


def words_of(html: str) -> str:
    """Plain text of a mail's HTML, lines and paragraphs kept; ">" stands for each quotation."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_frame()
    kept: list[str] = []
    for raw in "".join(reader.words).split("\n"):
        line = " ".join(raw.split())
        if line or (kept and kept[-1]):
            # With its space it stands above a signature; without, somebody drew a line.
            is_sign = line == "--" and raw.endswith((" ", "\u00a0"))
            kept.append("-- " if is_sign else line)
    return "\n".join(kept).strip()
