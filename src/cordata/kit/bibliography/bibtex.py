"""BibTeX and BibLaTeX, as reference managers write them.

Read are entries with their fields, braces in braces, strings that are named and joined, accents.
What a style would compute (crossref, set) is not.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from cordata.kit.bibliography.items import (
    Item,
    NotReadable,
    folded,
    issued,
    name,
    one_line,
    spelled,
    year_of,
)
from cordata.kit.bibliography.latex import letters
from cordata.kit.bibliography.latex import spelled as escaped

KINDS = {
    "article": "article-journal", "book": "book", "booklet": "pamphlet", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference",
    "conference": "paper-conference", "proceedings": "book", "techreport": "report",
    "report": "report", "phdthesis": "thesis", "mastersthesis": "thesis", "thesis": "thesis",
    "unpublished": "manuscript", "online": "webpage", "electronic": "webpage", "www": "webpage",
    "dataset": "dataset", "software": "software", "manual": "report", "misc": "document",
}  # fmt: skip
BACK = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "book": "book", "chapter": "incollection", "paper-conference": "inproceedings",
    "report": "techreport", "thesis": "phdthesis", "manuscript": "unpublished",
}  # fmt: skip
FIELDS = {
    "title": "title", "journal": "container-title", "journaltitle": "container-title",
    "booktitle": "container-title", "publisher": "publisher", "institution": "publisher",
    "school": "publisher", "organization": "publisher", "volume": "volume", "number": "issue",
    "issue": "issue", "pages": "page", "doi": "DOI", "url": "URL", "language": "language",
    "langid": "language", "note": "note", "abstract": "abstract", "edition": "edition",
    "isbn": "ISBN", "issn": "ISSN", "address": "publisher-place", "location": "publisher-place",
}  # fmt: skip
AS_THEY_STAND = {"doi", "url"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
HEAD = re.compile(r"@\s*(\w+)\s*([{(])")
KEY = re.compile(r"\s*([^\s,{}()\"]*)\s*,?")
FIELD = re.compile(r"[\s,]*([\w:-]+)\s*=\s*")
WORD = re.compile(r"[^\s,#{}()\"]+")
JOIN = re.compile(r"\s*#\s*")
UNSAFE = re.compile(r'[\s{}\\"]')
AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def read_bibtex(text: str) -> list[Item]:
    """Every entry in its order. Raises NotReadable with the line where it stopped."""
    reader = _Reader(text)
    items = list(reader.items())
    if not items:
        raise NotReadable("no_entries")
    return items


def write_bibtex(items: Sequence[Item]) -> str:
    """Entries in UTF-8, which every program of today reads."""
    return "\n".join(_entry(one) for one in items)


class _Reader:
    """The text, and how far it has been read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.named = {month: str(number) for number, month in enumerate(MONTHS, start=1)}

    def items(self) -> Iterator[Item]:
        while (begins := self.text.find("@", self.at)) != -1:
            head = HEAD.match(self.text, begins)
            self.at = begins + 1
            if head is None:
                continue  # an address in the words between entries
            self.at = head.end()
            kind = head[1].lower()
            if kind in {"comment", "preamble"}:
                self.at = head.end() - 1
                self._held()
            elif kind == "string":
                self.named |= self._fields()
            else:
                yield self._item(kind, begins)

    def _item(self, kind: str, begins: int) -> Item:
        key = KEY.match(self.text, self.at)
        self.at = key.end() if key else self.at
        fields = self._fields()
        if not letters(fields.get("title", "")):
            raise NotReadable("no_title", self._line(begins))
        item: Item = {"id": key[1] if key else "", "type": KINDS.get(kind, "document")}
        for field, value in fields.items():
            if field in FIELDS:
                read = one_line if field in AS_THEY_STAND else letters
                item[FIELDS[field]] = read(value)
        if "author" in fields:
            item["author"] = [_person(one) for one in _people(fields["author"])]
        if date := _date(fields):
            item["issued"] = date
        return item

    def _fields(self) -> dict[str, str]:
        found: dict[str, str] = {}
        while field := FIELD.match(self.text, self.at):
            self.at = field.end()
            found[field[1].lower()] = self._value()
        closing = re.compile(r"[\s,]*[})]").match(self.text, self.at)
        if closing is None:
            raise NotReadable("not_closed", self._line(self.at))
        self.at = closing.end()
        return found

    def _value(self) -> str:
        parts = [self._part()]
        while join := JOIN.match(self.text, self.at):
            self.at = join.end()
            parts.append(self._part())
        return "".join(parts)

    def _part(self) -> str:
        sign = self.text[self.at : self.at + 1]
        if sign == "{":
            return self._held()
        if sign == '"':
            return self._quoted()
        word = WORD.match(self.text, self.at)
        if word is None:
            raise NotReadable("no_value", self._line(self.at))
        self.at = word.end()
        return self.named.get(word[0].lower(), word[0])

    def _held(self) -> str:
        """What stands in braces (or brackets), with the braces inside."""
        begins, depth = self.at, 0
        opens = self.text[begins]
        closes = "}" if opens == "{" else ")"
        for here in range(begins, len(self.text)):
            sign = self.text[here]
            if self.text[here - 1] == "\\" and here > begins:
                continue
            depth += (sign == opens) - (sign == closes)
            if depth == 0:
                self.at = here + 1
                return self.text[begins + 1 : here]
        raise NotReadable("not_closed", self._line(begins))

    def _quoted(self) -> str:
        begins, depth = self.at, 0
        for here in range(begins + 1, len(self.text)):
            sign = self.text[here]
            depth += (sign == "{") - (sign == "}")
            if sign == '"' and depth == 0 and self.text[here - 1] != "\\":
                self.at = here + 1
                return self.text[begins + 1 : here]
        raise NotReadable("not_closed", self._line(begins))

    def _line(self, at: int) -> int:
        return self.text.count("\n", 0, at) + 1


def _people(words: str) -> list[str]:
    """Names parted by "and", unless braces hold it: {Ministry of Science and Education}."""
    held: list[str] = []

    def hold(found: re.Match[str]) -> str:
        held.append(found[0])
        return f"\0{len(held) - 1}\0"

    bare = re.sub(r"\{[^{}]*\}", hold, words)
    return [
        re.sub(r"\0(\d+)\0", lambda found: held[int(found[1])], one)
        for one in AND.split(bare)
        if one.strip()
    ]


def _person(words: str) -> dict[str, str]:
    plain = letters(words)
    if words.strip().startswith("{") and words.strip().endswith("}") and "," not in plain:
        return {"literal": plain}
    if "," in plain or " " not in plain:
        return name(plain)
    given, _space, family = plain.rpartition(" ")
    return {"family": family, "given": given}


def _date(fields: dict[str, str]) -> dict[str, object] | None:
    date = letters(fields.get("date", ""))
    year, month, day = ([*date.split("-"), "", ""])[:3]
    year = year or letters(fields.get("year", ""))
    month = month or _month(fields.get("month", ""))
    return issued(year, month, day) if year else None


def _month(words: str) -> str:
    short = letters(words).lower()[:3]
    return str(MONTHS.index(short) + 1) if short in MONTHS else letters(words)


def _entry(item: Item) -> str:
    kind = BACK.get(item["type"], "misc")
    numbers = {"techreport": "institution", "phdthesis": "school"}
    where = "journal" if kind == "article" else "booktitle"
    fields = [
        ("author", " and ".join(_named(one) for one in item.get("author") or [])),
        ("title", f"{{{escaped(str(item['title']))}}}"),
        ("year", escaped(year_of(item))),
        (where, escaped(str(item.get("container-title") or ""))),
        (numbers.get(kind, "publisher"), escaped(str(item.get("publisher") or ""))),
        *(
            (name_, escaped(str(item.get(kept) or "")))
            for name_, kept in (("volume", "volume"), ("number", "issue"), ("pages", "page"),
                                ("language", "language"), ("note", "note"))
        ),
        ("doi", _as_it_stands(str(item.get("DOI") or ""))),
        ("url", _as_it_stands(str(item.get("URL") or ""))),
    ]  # fmt: skip
    lines = ",\n".join(f"  {name_} = {{{value}}}" for name_, value in fields if value)
    return f"@{kind}{{{_key(item)},\n{lines}\n}}\n"


def _named(person: dict[str, str]) -> str:
    words = escaped(spelled(person))
    is_held = "literal" in person or AND.search(words)
    return f"{{{words}}}" if is_held else words


def _as_it_stands(address: str) -> str:
    """An address is not spelled in LaTeX; what would end its field is written as addresses do."""
    return UNSAFE.sub(lambda found: quote(found[0], safe=""), one_line(address))


def _key(item: Item) -> str:
    kept = re.sub(r"[^\w:.-]", "", str(item.get("id") or ""))
    return kept or folded(str(item["title"])).replace(" ", "-")[:40]
