"""Letters as LaTeX spells them, and back: what stands in bibliographies, no more."""

import re
import unicodedata

ACCENTS = {
    "'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "v": "\u030c", "c": "\u0327", "H": "\u030b", "u": "\u0306", "r": "\u030a",
    "k": "\u0328", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
LETTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ",
    "OE": "Œ", "aa": "å", "AA": "Å", "i": "i", "j": "j", "dh": "ð", "th": "þ", "dj": "đ", "DJ": "Đ",
    "textendash": "–", "textemdash": "—", "textquoteright": "’", "ldots": "…",
    "textbackslash": "\\", "textasciitilde": "~",
}  # fmt: skip
SIGN = re.compile(r"\\([\'`^\"~=.])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|(\\?[A-Za-z]))")
LETTER = re.compile(r"\\([vcHurkdb])\s*(?:\{\s*(\\?[A-Za-z])\s*\}|\s(\\?[A-Za-z]))")
NAMED = re.compile(r"\\([A-Za-z]+)(?:\s*\{\}|\s+|(?![A-Za-z]))")
PLAIN = re.compile(r"\\([&%$#_{} ])")
SPACES = re.compile(r"\s+")
ESCAPED = str.maketrans({one: f"\\{one}" for one in "&%$#_"} | {"{": "", "}": "", "\\": ""})


def letters(words: str) -> str:
    r"""``\v{C}ern\'y`` as Černý; braces that only hold together are gone."""
    words = SIGN.sub(_accented, words)
    words = LETTER.sub(_accented, words)
    words = PLAIN.sub(
        lambda found: "\0{" if found[1] == "{" else "\0}" if found[1] == "}" else found[1],
        words,
    )
    words = NAMED.sub(lambda found: LETTERS.get(found[1], ""), words)
    words = words.replace("---", "—").replace("--", "–").replace("~", " ")
    words = re.sub(r"(?<!\0)[{}]", "", words).replace("\0", "")
    return SPACES.sub(" ", unicodedata.normalize("NFC", words)).strip()


def spelled(words: str) -> str:
    """Words for a BibTeX field in UTF-8: only what would break it is changed."""
    return words.translate(ESCAPED)


def _accented(found: re.Match[str]) -> str:
    letter = (found[2] or found[3]).lstrip("\\")
    return unicodedata.normalize("NFC", letter + ACCENTS[found[1]])
