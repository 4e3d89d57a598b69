"""The sheet "settings": titles and purpose by language; everything else is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cordata.analysis.forms.definition import Text
from cordata.analysis.forms.xlsform.cells import Row
from cordata.analysis.forms.xlsform.columns import header_of, key_of, written_language

TITLE, DEFAULT = "form_title", "default_language"


@dataclass(frozen=True)
class Settings:
    """What the form needs of the sheet."""

    titles: Text
    intro: Text


def read_settings(row: Row, default: str) -> Settings:
    """Titles and purpose by language."""
    found: dict[str, dict[str, str]] = {"cordata::title": {}, "cordata::intro": {}}
    if TITLE in row:
        found["cordata::title"][default] = row[TITLE]
    for column, cell in row.items():
        key = key_of(column, default)
        if key and key[0] in found:
            found[key[0]][key[1]] = cell
    return Settings(found["cordata::title"], found["cordata::intro"])


def written_settings(
    titles: Text, intro: Text, languages: Sequence[str], kept: Mapping[str, Any]
) -> Row:
    """The row of the sheet. ``kept`` is ``Form.settings``: as it came, if it came."""
    default = languages[0] if languages else ""
    ours = _ours(titles, intro, default)
    if "sheet" not in kept:
        return ours
    row = dict(kept["sheet"])
    if read_settings(row, default) == Settings(dict(titles), dict(intro)):
        return row
    return row | {column: cell for column, cell in ours.items() if column != DEFAULT}


def _ours(titles: Text, intro: Text, default: str) -> Row:
    row = {TITLE: titles.get(default, ""), DEFAULT: written_language(default)}
    for field, text in (("cordata::title", titles), ("cordata::intro", intro)):
        for language, words in text.items():
            if field != "cordata::title" or language != default:
                row[header_of((field, language))] = words
    return {column: cell for column, cell in row.items() if cell}
