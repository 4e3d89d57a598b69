"""Translations without system tools: extract, fill, check and compile the catalogues."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import polib

HERE = Path(__file__).parents[1]
LANGUAGES = ("it", "nl", "hr", "cs", "hu", "pt")
PLURALS = {
    "it": "nplurals=2; plural=(n != 1);",
    "nl": "nplurals=2; plural=(n != 1);",
    "hr": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && "
    "(n%100<12 || n%100>14) ? 1 : 2);",
    "cs": "nplurals=3; plural=(n==1) ? 0 : (n>=2 && n<=4) ? 1 : 2;",
    "hu": "nplurals=2; plural=(n != 1);",
    "pt": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
KEYWORDS = {
    "gettext": None,
    "gettext_lazy": None,
    "_": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
Message = tuple[str | None, str, str | None]  # context, singular, plural


def path_of(language: str) -> Path:
    """Where a language's catalogue lies."""
    return HERE / "locale" / language / "LC_MESSAGES" / "django.po"


def messages() -> dict[Message, list[str]]:
    """Every message of the source with the files it stands in."""
    found: dict[Message, list[str]] = {}
    for file in sorted([*HERE.rglob("*.py"), *HERE.rglob("*.html")]):
        for message in _messages_of(file):
            found.setdefault(message, []).append(file.relative_to(HERE).as_posix())
    return found


def _messages_of(file: Path) -> Iterator[Message]:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        from django.utils.translation import templatize

        text = templatize(text, origin=str(file))
    from babel.messages.extract import extract

    # Babel tells no function names, but gives the context of pgettext apart.
    source = io.BytesIO(text.encode())
    for _line, said, _comments, context in extract("python", source, keywords=KEYWORDS):
        words = (said,) if isinstance(said, str) else tuple(said)
        yield context, words[0], words[1] if len(words) > 1 else None


def update() -> None:
    """Bring every catalogue in step with the source; what is known stays."""
    wanted = messages()
    for language in LANGUAGES:
        catalogue = _read(language)
        known = {_key(entry): entry for entry in catalogue}
        fresh = _empty(language)
        for message in sorted(wanted, key=lambda one: (one[1], one[0] or "")):
            fresh.append(known.get(message) or _entry(message, language))
        for entry in fresh:
            entry.occurrences = [(file, "") for file in sorted(set(wanted[_key(entry)]))]
        path_of(language).parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(path_of(language)))


def compile_catalogues() -> None:
    """Write the compiled catalogues that are missing or older than their source."""
    for language in LANGUAGES:
        source = path_of(language)
        target = source.with_suffix(".mo")
        if source.is_file() and (
            not target.is_file() or target.stat().st_mtime < source.stat().st_mtime
        ):
            polib.pofile(str(source)).save_as_mofile(str(target))


def missing(language: str) -> list[dict[str, object]]:
    """Messages without a translation, for a translator."""
    return [
        {"context": entry.msgctxt, "one": entry.msgid, "many": entry.msgid_plural or None}
        for entry in _read(language)
        if not _is_full(entry)
    ]


def fill(language: str, translations: dict[str, object]) -> list[str]:
    """Take in {message: text, or [forms]}; returns what was refused and why."""
    catalogue, refused = _read(language), []
    for entry in catalogue:
        text = translations.get(
            f"{entry.msgctxt}|{entry.msgid}" if entry.msgctxt else entry.msgid
        )
        if text is None:
            continue
        if entry.msgid_plural:
            forms = list(text) if isinstance(text, list) else [str(text)]
            entry.msgstr_plural = dict(enumerate(forms))
        else:
            entry.msgstr = str(text)
        refused += [f"{entry.msgid[:60]}: {fault}" for fault in _faults(entry, language)]
    catalogue.save(str(path_of(language)))
    return refused


def check() -> list[str]:
    """Everything that keeps the catalogues from being complete and in step."""
    wanted, faults = set(messages()), []
    for language in LANGUAGES:
        catalogue = _read(language)
        known = {_key(entry) for entry in catalogue}
        faults += [f"{language}: not in the catalogue: {one[1][:70]}" for one in wanted - known]
        faults += [f"{language}: no longer used: {one[1][:70]}" for one in known - wanted]
        for entry in catalogue:
            faults += [
                f"{language}: {entry.msgid[:70]}: {one}" for one in _faults(entry, language)
            ]
    return faults


def _faults(entry: polib.POEntry, language: str) -> Iterator[str]:
    if not _is_full(entry):
        yield "no translation"
        return
    if "fuzzy" in entry.flags:
        yield "fuzzy"
    forms = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    count = int(PLURALS[language][len("nplurals=")])
    if entry.msgid_plural and len(forms) != count:
        yield f"{len(forms)} plural forms, not {count}"
    wanted = set(PLACEHOLDER.findall(f"{entry.msgid} {entry.msgid_plural}"))
    for form in forms:
        names = set(PLACEHOLDER.findall(form))
        # A singular may say "one" without the number; nothing may be invented.
        if not names <= wanted or (not entry.msgid_plural and names != wanted):
            yield f"placeholders {sorted(names)}, not {sorted(wanted)}"


def _is_full(entry: polib.POEntry) -> bool:
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def _key(entry: polib.POEntry) -> Message:
    return entry.msgctxt, entry.msgid, entry.msgid_plural or None


def _entry(message: Message, language: str) -> polib.POEntry:
    context, one, many = message
    entry = polib.POEntry(msgctxt=context, msgid=one)
    if many:
        entry.msgid_plural = many
        count = int(PLURALS[language][len("nplurals=")])
        entry.msgstr_plural = dict.fromkeys(range(count), "")
    return entry


def _empty(language: str) -> polib.POFile:
    catalogue = polib.POFile(wrapwidth=96)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    return catalogue


def _read(language: str) -> polib.POFile:
    path = path_of(language)
    return polib.pofile(str(path), wrapwidth=96) if path.is_file() else _empty(language)


def as_json(language: str) -> str:
    """The missing messages as JSON."""
    return json.dumps(missing(language), ensure_ascii=False, indent=1)
