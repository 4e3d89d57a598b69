"""RIS, as libraries and publishers hand it out."""

import re
from collections.abc import Sequence

from cordata.kit.bibliography.items import (
    Item,
    NotReadable,
    issued,
    name,
    one_line,
    spelled,
    year_of,
)

KINDS = {
    "JOUR": "article-journal", "MGZN": "article-magazine", "NEWS": "article-newspaper",
    "BOOK": "book", "CHAP": "chapter", "CONF": "paper-conference", "CPAPER": "paper-conference",
    "RPRT": "report", "THES": "thesis", "ELEC": "webpage", "WEB": "webpage", "BLOG": "post-weblog",
    "UNPB": "manuscript", "DATA": "dataset", "LEGAL": "legislation", "GEN": "document",
}  # fmt: skip
BACK = {kept: kind for kind, kept in reversed(KINDS.items()) if kind not in {"WEB", "CPAPER"}}
TITLES, PEOPLE = ("TI", "T1", "CT"), ("AU", "A1")
FIELDS = {
    "T2": "container-title", "JO": "container-title", "JF": "container-title",
    "BT": "container-title", "PB": "publisher", "CY": "publisher-place", "VL": "volume",
    "IS": "issue", "DO": "DOI", "UR": "URL", "LA": "language", "N1": "note", "AB": "abstract",
    "SN": "ISSN", "ET": "edition", "ID": "id",
}  # fmt: skip
LINE = re.compile(r"^([A-Z][A-Z0-9])  -(?: (.*))?$")


def read_ris(text: str) -> list[Item]:
    """Every record from TY to ER. Raises NotReadable."""
    items: list[Item] = []
    lines: dict[str, list[str]] = {}
    began = last = ""
    for number, line in enumerate(text.lstrip("\ufeff").splitlines(), start=1):
        found = LINE.match(line.rstrip())
        if found is None:
            if began and last and line.strip():
                lines[last][-1] += f" {line.strip()}"  # a value that goes on
            continue
        last, value = found[1], (found[2] or "").strip()
        if last == "TY":
            began, lines = str(number), {}
        elif last == "ER":
            items.append(_item(lines, int(began or number)))
            began = last = ""
            continue
        lines.setdefault(last, []).append(value)
    if began:
        raise NotReadable("not_closed", int(began))
    if not items:
        raise NotReadable("no_entries")
    return items


def write_ris(items: Sequence[Item]) -> str:
    """Records as other programs read them."""
    return "\n".join(_record(one) for one in items)


def _item(lines: dict[str, list[str]], number: int) -> Item:
    title = next((lines[one][0] for one in TITLES if lines.get(one, [""])[0]), "")
    if not title:
        raise NotReadable("no_title", number)
    item: Item = {"id": "", "type": KINDS.get(lines["TY"][0], "document"), "title": title}
    for tag, kept in FIELDS.items():
        if lines.get(tag, [""])[0]:
            item.setdefault(kept, lines[tag][0])
            item[kept] = item[kept] or lines[tag][0]
    people = [one for tag in PEOPLE for one in lines.get(tag, ()) if one]
    if people:
        item["author"] = [name(one) for one in people]
    pages = [lines[tag][0] for tag in ("SP", "EP") if lines.get(tag, [""])[0]]
    if pages:
        item["page"] = "–".join(pages)
    date = next((lines[tag][0] for tag in ("DA", "PY", "Y1") if lines.get(tag, [""])[0]), "")
    if date:
        item["issued"] = issued(*([*date.split("/"), "", ""])[:3])
    return item


def _record(item: Item) -> str:
    lines = [("TY", BACK.get(item["type"], "GEN")), ("ID", str(item.get("id") or ""))]
    lines += [("AU", spelled(one)) for one in item.get("author") or []]
    lines += [("TI", str(item["title"])), ("PY", year_of(item))]
    for tag, kept in (("T2", "container-title"), ("PB", "publisher"), ("VL", "volume"),
                      ("IS", "issue"), ("LA", "language"), ("DO", "DOI"), ("UR", "URL"),
                      ("N1", "note")):  # fmt: skip
        lines.append((tag, str(item.get(kept) or "")))
    first, _dash, last = str(item.get("page") or "").replace("-", "–").partition("–")
    lines += [("SP", first), ("EP", last.strip("–"))]
    written = [f"{tag}  - {value}" for tag, words in lines if (value := one_line(words))]
    return "\n".join([*written, "ER  - ", ""])
