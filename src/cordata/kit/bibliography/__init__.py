"""Sources as BibTeX, RIS and CSL JSON: read from any, written to any.

An item is a dictionary as CSL JSON has it, which is what the field's programs exchange.
"""

from collections.abc import Callable, Mapping, Sequence

from cordata.kit.bibliography.bibtex import read_bibtex, write_bibtex
from cordata.kit.bibliography.items import Item, NotReadable, cited, folded
from cordata.kit.bibliography.json_items import read_csl, write_csl
from cordata.kit.bibliography.ris import read_ris, write_ris

READERS: Mapping[str, Callable[[str], list[Item]]] = {
    "bibtex": read_bibtex,
    "ris": read_ris,
    "csl": read_csl,
}
# How the name of a file ends, its media type, and how it is written.
WRITERS: Mapping[str, tuple[str, Callable[[Sequence[Item]], str]]] = {
    "bib": ("application/x-bibtex", write_bibtex),
    "ris": ("application/x-research-info-systems", write_ris),
    "json": ("application/vnd.citationstyles.csl+json", write_csl),
}

__all__ = [
    "READERS",
    "WRITERS",
    "Item",
    "NotReadable",
    "cited",
    "folded",
    "read_any",
]


def read_any(text: str) -> list[Item]:
    """Items of a text in whichever of the three it is written. Raises NotReadable."""
    begins = text.lstrip("\ufeff \t\r\n")
    if begins.startswith(("[", "{")):
        return read_csl(text)
    if begins.startswith("TY  -") or "\nTY  -" in text.replace("\r", "\n"):
        return read_ris(text)
    return read_bibtex(text)
