"""The two terms of a cohort's year, parted at the first of February."""

import datetime as dt
from dataclasses import dataclass

from cordata.cycles.queries.dose import Span, span_of
from cordata.networks.models import Cohort

FEBRUARY = 2


@dataclass(frozen=True)
class Term:
    """Days of a term, both ends in it."""

    number: int
    starts_on: dt.date
    ends_on: dt.date

    def weeks_by(self, day: dt.date, since: dt.date | None = None) -> int:
        """Weeks of it that had begun by a day, none of them before ``since``."""
        start = max(self.starts_on, since or self.starts_on)
        return max(0, (min(day, self.ends_on) - start).days // 7 + 1)

    def has_begun(self, day: dt.date) -> bool:
        """Whether anything of it can have happened."""
        return self.starts_on <= day

    def is_over(self, day: dt.date) -> bool:
        """Whether nothing of it can happen any more."""
        return self.ends_on < day


def terms_of(cohort: Cohort) -> list[Term]:
    """One or two."""
    return terms_between(cohort.starts_on, cohort.ends_on)


def terms_between(start: dt.date, end: dt.date) -> list[Term]:
    """The same of a year's first and last day."""
    turn = dt.date(start.year + (start.month >= FEBRUARY), FEBRUARY, 1)
    if not start < turn <= end:
        return [Term(1, start, end)]
    return [Term(1, start, turn - dt.timedelta(days=1)), Term(2, turn, end)]


def term_number(cohort: Cohort, day: dt.date) -> int:
    """In which term a day of the year lies; days after it belong to the last."""
    return max((one.number for one in terms_of(cohort) if one.starts_on <= day), default=1)


def span_of_year(cohort: Cohort) -> Span:
    """The whole of it, in the time zone of its country."""
    return span_of(cohort.country, cohort.starts_on, cohort.ends_on)


def term_now(cohort: Cohort, day: dt.date) -> Term:
    """The term one would confirm: the running one, or the last that has begun."""
    begun = [one for one in terms_of(cohort) if one.has_begun(day)]
    return begun[-1] if begun else terms_of(cohort)[0]
