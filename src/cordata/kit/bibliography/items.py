"""What every format shares: an item's parts, how it is cited, when two are the same."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

type Item = dict[str, Any]

DOI = re.compile(r"10\.\d{4,9}/\S+")
# Spaces, breaks of lines and of pages, and what no printer shows.
NOT_IN_A_LINE = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
NOT_A_LETTER = re.compile(r"[^\w]+")


class NotReadable(Exception):
    """``code``: no_entries, not_closed, no_value, no_title, not_json; ``line`` begins with 1."""

    def __init__(self, code: str, line: int = 1) -> None:
        super().__init__(f"{code}, line {line}")
        self.code, self.line = code, line


def one_line(words: str) -> str:
    """Words without breaks and control signs: a value of one record cannot begin another."""
    return NOT_IN_A_LINE.sub(" ", words).strip()


def folded(title: str) -> str:
    """A title without case, accents and signs: what two copies of one work have in common."""
    apart = unicodedata.normalize("NFKD", title).casefold()
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return NOT_A_LETTER.sub(" ", bare).strip()


def doi_of(item: Mapping[str, Any]) -> str:
    """Its DOI in small letters, without the address that it is often written with."""
    found = DOI.search(str(item.get("DOI") or item.get("URL") or ""))
    return found[0].rstrip(".,;").lower() if found else ""


def name(words: str) -> dict[str, str]:
    """A person as "Family, Given"; else what is written, whole."""
    family, comma, given = words.partition(",")
    if comma:
        return {"family": family.strip(), "given": given.strip()}
    return {"literal": words.strip()}


def spelled(person: Mapping[str, str]) -> str:
    """A person or a body as lists of names write it."""
    if "literal" in person:
        return person["literal"]
    return ", ".join(filter(None, (person.get("family", ""), person.get("given", ""))))


def issued(year: str, month: str = "", day: str = "") -> dict[str, Any]:
    """A date as CSL keeps it; as words where it is no number."""
    if not year.strip().isdecimal():
        return {"literal": year.strip()}
    parts = [int(year)]
    for one in (month, day):
        if not one.strip().isdecimal():
            break
        parts.append(int(one))
    return {"date-parts": [parts]}


def year_of(item: Mapping[str, Any]) -> str:
    """The year of an item, or the words that stand for it."""
    date = item.get("issued") or {}
    parts = (date.get("date-parts") or [[]])[0]
    return str(parts[0]) if parts else str(date.get("literal", ""))


def cited(item: Mapping[str, Any]) -> str:
    """One line, in the order that readers of any style find their way in.

    Its address is not in it: pages and papers make a link of that.
    """
    people = "; ".join(spelled(one) for one in item.get("author") or [])
    year = year_of(item)
    # A work without an author stands under its title.
    begins = [people, f"({year})" if year else ""] if people else []
    where = item.get("container-title") or item.get("publisher") or ""
    volume = str(item.get("volume") or "")
    issue = f"({item['issue']})" if item.get("issue") else ""
    place = ", ".join(
        filter(None, (str(where), f"{volume}{issue}", str(item.get("page") or "")))
    )
    title = str(item.get("title", ""))
    after = f" ({year})" if year and not people else ""
    return (
        ". ".join(
            one.rstrip(".")
            for one in (" ".join(filter(None, begins)), f"{title}{after}", place)
            if one
        )
        + "."
    )


def link_of(item: Mapping[str, Any]) -> str:
    """Where it can be read: by its DOI, else at its address."""
    doi = doi_of(item)
    url = str(item.get("URL") or "")
    if doi:
        return f"https://doi.org/{doi}"
    return url if url.startswith(("https://", "http://")) else ""
