"""Strengths and gaps of a cluster: only of schools that share, and in words only."""

import pytest

from cordata.clusters.actions.founding import found_cluster
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.sharing import share_report
from cordata.surveys.queries.strengths import strengths_of
from tests import cast as casting
from tests.surveys import asking

STRONG_A = ["555333", "444222", "333111"] * 4
STRONG_B = ["333555", "222444", "111333"] * 4


@pytest.fixture
def members(db):
    cast = casting.gather()
    marta, head = cast.people["coordinator"], cast.people["head"]
    schools = [cast.theirs, cast.others]
    cluster = found_cluster(cast.cohort, cast.leading, schools, name="Valli", by=marta)
    for school, rows in ((cast.leading, STRONG_A), (cast.theirs, STRONG_B)):
        which = asking.ask(school)
        asking.answer(which, "teachers", *rows)
        freeze([which])
        share_report(which, by=head)
    silent = asking.ask(cast.others)
    asking.answer(silent, "teachers", *STRONG_A)
    freeze([silent])
    return list(cluster.memberships.select_related("participation__school").order_by("code"))


def test_who_is_strong_where_another_has_its_gap(members):
    sharing, rows = strengths_of(members, "en")

    assert [one.code for one in sharing] == [members[0].code, members[1].code]
    helped = {row.label: (row.helpers, row.seekers) for row in rows}
    assert helped == {
        "Area A": ([members[0]], [members[1]]),
        "Area B": ([members[1]], [members[0]]),
    }
