"""Filters with counts, and the nearest if none fits."""

import pytest

from cordata.practices.queries.searching import Row, rows, search
from tests import factories as make
from tests.practices import making


def row(key, **values):
    facets = ("need", "level", "rurality", "language", "outcome", "country")
    return Row(key, {one: frozenset(values.get(one, ())) for one in facets})


EVERY = [
    row(1, need=["stem", "families"], rurality=["rural"], outcome=["worked"]),
    row(2, need=["stem"], rurality=["city"], outcome=["did_not"]),
    row(3, need=["families"], rurality=["rural"], outcome=["did_not"]),
]


@pytest.mark.parametrize(
    ("asked", "keys", "dropped"),
    [
        ({}, [1, 2, 3], []),
        ({"need": "stem"}, [1, 2], []),
        ({"need": "stem", "outcome": "did_not"}, [2], []),
        # Nothing fits all three: without the place there is one.
        ({"need": "stem", "rurality": "rural", "outcome": "did_not"}, [3], ["need"]),
        ({"need": "nothing"}, [1, 2, 3], ["need"]),
        ({"need": "nothing", "outcome": "nothing"}, [1, 2, 3], ["need", "outcome"]),
    ],
)
def test_what_fits_or_the_nearest(asked, keys, dropped):
    found = search(EVERY, asked)
    assert (found.keys, found.dropped) == (keys, dropped)


def test_a_count_says_how_many_there_would_be_with_the_other_filters():
    counts = search(EVERY, {"need": "families", "outcome": "worked"}).counts
    assert counts["need"] == {"stem": 1, "families": 1}
    assert counts["outcome"] == {"worked": 1, "did_not": 1}


def test_nothing_at_all_is_found_among_nothing():
    assert search([], {"need": "stem"}).keys == []


def test_rows_are_read_in_two_queries(cast, django_assert_num_queries):
    edition = making.published(cast)
    edition.needs.add(make.topic("families"))
    with django_assert_num_queries(2):
        (found,) = rows()
    assert found.values["need"] == {"stem", "families"}
    assert (found.values["language"], found.values["country"]) == ({"it"}, {"IT"})
