"""What a column means, however its author spelled it, and how we spell it ourselves."""

import re
from collections.abc import Iterable, Sequence

type Key = tuple[str, str]  # field, language ("" if it has none)

NAMES = {
    "en": "English", "it": "Italiano", "nl": "Nederlands", "hr": "Hrvatski", "cs": "Čeština",
    "hu": "Magyar", "pt": "Português", "de": "Deutsch", "fr": "Français", "es": "Español",
    "sl": "Slovenščina", "sk": "Slovenčina", "pl": "Polski", "ro": "Română",
}  # fmt: skip
ENGLISH = {
    "italian": "it", "dutch": "nl", "croatian": "hr", "czech": "cs", "hungarian": "hu",
    "portuguese": "pt", "german": "de", "french": "fr", "spanish": "es", "slovenian": "sl",
    "slovak": "sk", "polish": "pl", "romanian": "ro",
}  # fmt: skip
BY_NAME = {name.lower(): code for code, name in NAMES.items()} | ENGLISH
IN_BRACKETS = re.compile(r"\(([a-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")

TEXTS = ("label", "hint", "constraint_message", "cordata::title", "cordata::intro")
# Field by field in the order in which we write columns.
FIELDS = (
    "type", "list_name", "name", "code", "label", "hint", "required", "relevant", "constraint",
    "constraint_message", "calculation", "cordata::area", "cordata::voices",
    "cordata::levels", "cordata::core", "cordata::reversed",
)  # fmt: skip
ALIASES = {
    "command": "type", "tag": "name", "value": "name", "caption": "label",
    "list name": "list_name", "relevance": "relevant", "bind::relevant": "relevant",
    "bind::required": "required", "bind::constraint": "constraint",
    "constraint message": "constraint_message", "constraining_message": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message", "calculate": "calculation",
    "bind::calculate": "calculation",
}  # fmt: skip
KNOWN = {*FIELDS, *TEXTS}


def language_of(said: str) -> str:
    """ "Italiano (it)", "it" or "Italian" is "it"; what we do not know stays as it is."""
    bracketed = IN_BRACKETS.search(said)
    if bracketed:
        return bracketed[1]
    return said if CODE.fullmatch(said) else BY_NAME.get(said.strip().lower(), said.strip())


def written_language(code: str) -> str:
    """As XLSForm recommends it: "Italiano (it)"."""
    return f"{NAMES[code]} ({code})" if code in NAMES else code


def key_of(header: str, default: str) -> Key | None:
    """The field and language of a column; None if we only keep it."""
    said = header.strip()
    whole = ALIASES.get(said.lower(), said.lower())
    if whole in KNOWN:
        return whole, default if whole in TEXTS else ""
    first, mark, rest = said.rpartition("::")
    field = ALIASES.get(first.lower(), first.lower())
    if mark and field in TEXTS and rest.strip():
        return field, language_of(rest)
    return None


def keys_of(header: Iterable[str], default: str) -> dict[Key, str]:
    """The column of each key; of two columns with one meaning the first counts."""
    found: dict[Key, str] = {}
    for name in header:
        key = key_of(name, default)
        if key is not None:
            found.setdefault(key, name)
    return found


def header_of(key: Key) -> str:
    """How we spell a column."""
    field, language = key
    return f"{field}::{written_language(language)}" if language else field


def title_column(language: str) -> str:
    """The column of the settings in which a title in this language stands."""
    return header_of(("cordata::title", language))


def intro_column(language: str) -> str:
    """The same for the purpose."""
    return header_of(("cordata::intro", language))


def in_order(keys: Iterable[Key], languages: Sequence[str]) -> list[Key]:
    """Columns as we order them: by field, then by language as the form names them."""
    places = {field: at for at, field in enumerate((*FIELDS, *TEXTS))}
    tongues = {code: at for at, code in enumerate(languages)}
    return sorted(
        set(keys),
        key=lambda key: (places[key[0]], tongues.get(key[1], len(tongues)), key[1]),
    )


def default_of(headers: Sequence[str], said: str, fallback: str) -> str:
    """The language of columns that name none.

    said      ``default_language`` of the settings, "" if there is none
    fallback  taken if neither the settings nor the columns tell
    """
    if said:
        return language_of(said)
    keys = [key_of(header, "") for header in headers]
    named = [key[1] for key in keys if key and key[0] == "label" and key[1]]
    if named and ("label", "") not in keys:
        return named[0]
    return next(code for code in (fallback, "en", "und") if code not in named)
