"""One line of a register, asked cell by cell; what is wrong is noted, not raised."""

import re
from collections.abc import Mapping

from cordata.analysis.registers.rows import Problem, Reason

NOTHING = {"", "non disponibile", "nezadáno", "n/a", "-", "null"}
NUMBER = re.compile(r"-?\d+([.,]\d+)?")


class Cells:
    """A line and its problems so far."""

    def __init__(self, line: int, row: Mapping[str, str]) -> None:
        self.line, self.row = line, row
        self.problems: list[Problem] = []

    def text(self, column: str) -> str:
        """The cell without outer blanks; the register's word for "none" becomes empty."""
        value = (self.row.get(column) or "").strip()
        return "" if value.lower() in NOTHING else value

    def code(self, column: str) -> str:
        """A code, kept as text: leading zeros and hyphens matter."""
        value = self.text(column)
        if not value:
            self.note(column, Reason.MISSING_CODE)
        return value

    def name(self, column: str) -> str:
        """A name; capitals as in the register, unless it shouts."""
        value = self.text(column)
        if not value:
            self.note(column, Reason.MISSING_NAME)
        return quiet(value)

    def number(self, column: str, most: int = 100_000) -> int | None:
        """A count of people; a wrong one is noted and left out."""
        value = self.text(column)
        if not value:
            return None
        if not value.isdigit() or int(value) > most:
            self.note(column, Reason.BAD_NUMBER)
            return None
        return int(value)

    def decimal(self, column: str, low: float, high: float) -> float | None:
        """A coordinate between two limits; a wrong one is noted and left out."""
        value = self.text(column)
        if not value:
            return None
        if not NUMBER.fullmatch(value) or not low <= float(value.replace(",", ".")) <= high:
            self.note(column, Reason.BAD_COORDINATE)
            return None
        return float(value.replace(",", "."))

    def note(self, column: str, reason: Reason) -> None:
        """Remember that this cell is wrong."""
        value = (self.row.get(column) or "").strip()[:120]
        self.problems.append(Problem(self.line, column, value, reason))


SMALL = {"di", "del", "della", "e", "da", "de", "do", "dos", "das", "i", "u", "van", "het"}
KEPT = re.compile(
    r"^(i\.?c\.?s?\.?|i\.?i\.?s\.?|[ivx]+|cpia|iti|itis|ipsia|itc|ipss.*|lic\.?)$"
)


def quiet(name: str) -> str:
    """ "SCUOLA PRIMARIA DI BROSSO" becomes "Scuola primaria di Brosso"-like title case."""
    if not name.isupper():
        return name
    words = []
    for at, word in enumerate(name.split()):
        low = word.lower()
        if KEPT.match(low):
            words.append(word)
        elif at and low in SMALL:
            words.append(low)
        else:
            words.append(_capital(low))
    return " ".join(words)


def _capital(word: str) -> str:
    return re.sub(r"(^|[-/'\"(.])(\w)", lambda hit: hit[1] + hit[2].upper(), word)
