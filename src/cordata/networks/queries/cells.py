"""What one cell of a participation sheet means. Each raises ValueError for nonsense."""

import datetime as dt
import re

from cordata.analysis.registers.gazetteer import fold
from cordata.networks.models import Topic

USUAL_PRIORITY = 2
MOST_PLACES = 99
YES = {"yes", "y", "true", "1", "x", "si", "ja", "da", "ano", "igen", "sim"}
NO = {"no", "n", "false", "0", "nee", "ne", "nem", "nao"}
# As Excel and people write dates; day before month, as in all six countries.
DATES = ("%Y-%m-%d", "%Y-%m-%d %H:%M:%S", "%d.%m.%Y", "%d.%m.%Y.", "%d/%m/%Y", "%d-%m-%Y")


class Vocabulary:
    """Finds a topic by its slug or by what it is called in any language."""

    def __init__(self) -> None:
        self.slugs: dict[str, str] = {}
        for topic in Topic.objects.order_by("-position"):
            for word in (topic.slug, *topic.labels.values()):
                self.slugs[fold(word)] = topic.slug

    def find(self, word: str) -> str:
        """The slug; KeyError for a word nobody knows."""
        return self.slugs[fold(word)]


def needs_in(cell: str, vocabulary: Vocabulary) -> dict[str, int]:
    """Read "stem 3, inclusion 2": slug to priority; without a number it is 2.

    Raises KeyError for an unknown topic, ValueError for a priority off 1 to 3.
    """
    needs = {}
    for part in re.split(r"[;,|]", cell):
        said = re.fullmatch(r"\s*(.*?)[\s:]*(\d*)\s*", part)
        if not said or not said[1]:
            continue
        priority = int(said[2] or USUAL_PRIORITY)
        if priority not in (1, 2, 3):
            raise ValueError(part)
        needs[vocabulary.find(said[1])] = priority
    return needs


def number_in(cell: str) -> int:
    """A whole number of places."""
    if not cell.isdecimal() or int(cell) > MOST_PLACES:
        raise ValueError(cell)
    return int(cell)


def truth_in(cell: str) -> bool:
    """Yes or no, in the languages of the platform."""
    word = fold(cell)
    if word not in YES | NO:
        raise ValueError(cell)
    return word in YES


def date_in(cell: str) -> dt.date:
    """A date, as ISO or day first."""
    for form in DATES:
        try:
            return dt.datetime.strptime(cell, form).date()  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
    raise ValueError(cell)
