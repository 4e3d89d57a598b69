"""A cohort's year has two terms, parted at the first of February."""

import datetime as dt

from cordata.costs.queries.terms import term_now, term_number, terms_of
from cordata.networks.models import Cohort


def year(start, end):
    return Cohort(starts_on=start, ends_on=end)


def test_a_school_year_parts_in_february():
    cohort = year(dt.date(2026, 9, 1), dt.date(2027, 6, 30))
    first, second = terms_of(cohort)

    assert (first.starts_on, first.ends_on) == (dt.date(2026, 9, 1), dt.date(2027, 1, 31))
    assert (second.starts_on, second.ends_on) == (dt.date(2027, 2, 1), dt.date(2027, 6, 30))
    days = [dt.date(2026, 8, 1), dt.date(2027, 1, 31), dt.date(2027, 2, 1), dt.date(2027, 9, 1)]
    assert [term_number(cohort, day) for day in days] == [1, 1, 2, 2]
    assert [term_now(cohort, day).number for day in days] == [1, 1, 2, 2]
    assert [first.weeks_by(day) for day in days] == [0, 22, 22, 22]
    assert first.weeks_by(dt.date(2026, 9, 1)) == 1
    assert not second.has_begun(dt.date(2027, 1, 31))


def test_a_year_without_a_february_is_one_term():
    [only] = terms_of(year(dt.date(2026, 3, 1), dt.date(2026, 12, 20)))

    assert (only.number, only.ends_on) == (1, dt.date(2026, 12, 20))
    assert len(terms_of(year(dt.date(2026, 1, 7), dt.date(2026, 6, 30)))) == 2
