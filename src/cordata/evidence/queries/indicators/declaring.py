"""How an indicator is declared: nothing is shown of which it is not said what it is out of."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from cordata.evidence.queries.indicators.records import Records
from cordata.evidence.queries.words.saying import Text


class Source(StrEnum):
    """The records that an indicator is counted from."""

    TAKING_PART = "taking_part"
    ACTIVITIES = "activities"
    GOALS = "goals"
    ROUNDS = "rounds"


SOURCES: dict[Source, Text] = {
    Source.TAKING_PART: _("how schools take part, and who is in which cluster"),
    Source.ACTIVITIES: _("activities, as schools told them"),
    Source.GOALS: _("goals, and how far schools say they are"),
    Source.ROUNDS: _("rounds of questionnaires"),
}
NONE_MISSING = _("nothing can be missing: the records say it of each")


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted on a day.

    units    how many units (schools, activities, goals, rounds) were looked at
    missing  how many of them could not be counted, and are in neither number
    """

    numerator: float
    denominator: float
    units: int
    missing: int = 0

    @property
    def value(self) -> float | None:
        """None where there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the network.

    key          with the version of how it is counted; raise it when a number would change
    name         what it is, in words
    numerator, denominator  what is counted, of what
    missing      what is in neither
    is_share     of all; otherwise a mean for each unit of the denominator
    of_answers   answers of people stand behind it: few schools or people, and it is not shown
    """

    key: str
    name: Text
    numerator: Text
    denominator: Text
    missing: Text
    source: Source
    count: Callable[[Records], Counted]
    is_share: bool = True
    of_answers: bool = False
