"""Roles may turn by topic: what a school needs or offers stays so when its side changes."""

from cordata.clusters.actions.changing import hand_over
from cordata.clusters.actions.founding import found_cluster
from cordata.clusters.queries.matrix import matrix_of
from cordata.networks.actions import change_participation, set_interests
from cordata.networks.models import Interest
from cordata.networks.queries.taking_part import interests_of, missing_in, taking_part
from tests import cast as casting
from tests import factories as make


def _cluster(cast):
    marta = cast.people["coordinator"]
    return found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)


def _said(cluster):
    """By school and topic: "offers" or "needs"."""
    members = list(
        cluster.memberships.filter(until=None).select_related("participation__school")
    )
    return {
        (cell.member.participation.school.name, row.label): cell.kind
        for row in matrix_of(members).rows
        for cell in row.cells
        if cell.kind
    }


def test_a_need_stays_a_need_when_its_school_leads(db):
    cast = casting.gather()
    cluster = _cluster(cast)
    before = _said(cluster)

    to = cluster.memberships.get(participation=cast.theirs)
    hand_over(cluster, to, version=cluster.version, reason="x", by=cast.people["coordinator"])

    assert before[("IC Valle Alta", make.topic("stem").label)] == "needs"
    assert _said(cluster) == before


def test_each_side_says_both_and_matching_reads_what_it_read(db):
    cast = casting.gather()
    cluster = _cluster(cast)
    topics = {slug: make.topic(slug).label for slug in ("stem", "reading", "families")}
    anna = cast.people["team"]

    set_interests(cast.theirs, {"stem": 3}, others={"reading": 2}, by=anna)
    set_interests(cast.leading, {"stem": 2}, others={"families": 1}, by=anna)

    assert _said(cluster) == {
        ("IC Valle Alta", topics["stem"]): "needs",
        ("IC Valle Alta", topics["reading"]): "offers",
        ("IC Le Betulle", topics["stem"]): "offers",
        ("IC Le Betulle", topics["families"]): "needs",
    }
    read = {
        one.pk: [each.topic.slug for each in one.wanted] for one in taking_part(cast.cohort)
    }
    assert (read[cast.theirs.pk], read[cast.leading.pk]) == (["stem"], ["stem"])


def test_saying_one_direction_leaves_the_other_and_a_topic_has_one(db):
    cast = casting.gather()
    make.topic("reading")
    anna = cast.people["team"]
    set_interests(cast.theirs, {"stem": 3}, others={"reading": 2}, by=anna)

    set_interests(cast.theirs, {"inclusion": 1}, by=anna)
    assert interests_of(cast.theirs) == {"inclusion": 1}
    assert interests_of(cast.theirs, "offers") == {"reading": 2}

    set_interests(cast.theirs, {"reading": 1}, others={"reading": 3}, by=anna)
    assert interests_of(cast.theirs) == {"reading": 1}
    assert interests_of(cast.theirs, "offers") == {}


def test_whoever_only_offers_has_not_said_what_it_needs(db):
    cast = casting.gather()
    set_interests(cast.theirs, {}, others={"stem": 2}, by=cast.people["team"])

    assert missing_in([cast.cohort])[cast.cohort.pk].mentees_without_needs == 1


def test_a_side_that_was_wrong_is_said_anew(db):
    cast = casting.gather()

    change_participation(
        cast.leading, side="mentee", interests={"inclusion": 2}, by=cast.people["coordinator"]
    )

    said = Interest.objects.filter(participation=cast.leading)
    assert list(said.values_list("topic__slug", "direction")) == [("inclusion", "needs")]
