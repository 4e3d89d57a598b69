"""A coordinator changes how a school takes part; two at once see both versions."""

import pytest
from django.urls import reverse

from cordata.clusters.models import Cluster, Membership
from cordata.networks.models import Participation
from tests import factories as make


def page(cast, participation, route="networks:participation"):
    return reverse(route, args=["it", cast.cohort.public_id, participation.public_id])


def said(**changes):
    return {
        "version": 1,
        "side": "mentor",
        "min_places": 3,
        "max_places": 5,
        "working_languages": ["it", "en"],
        "head_agreed_on": "2026-05-01",
        "can_work_online": "on",
        "topic_0": "stem",
        "priority_0": 3,
    } | changes


def test_saving_changes_everything_at_once(marta, cast):
    response = marta.post(page(cast, cast.leading), said())

    cast.leading.refresh_from_db()
    assert response.status_code == 302
    assert (cast.leading.min_places, cast.leading.max_places) == (3, 5)
    assert cast.leading.working_languages == ["it", "en"]
    assert dict(cast.leading.interests.values_list("topic__slug", "priority")) == {"stem": 3}


def test_places_are_tried_before_they_are_saved(marta, cast):
    response = marta.post(page(cast, cast.leading), said(max_places=9, preview=1))

    cast.leading.refresh_from_db()
    assert "1 mentor school can take 3 to 9 schools." in response.content.decode()
    assert cast.leading.max_places == 4


def test_the_later_of_two_coordinators_sees_both_versions_and_may_insist(marta, cast):
    marta.post(page(cast, cast.leading), said(max_places=6))

    late = marta.post(page(cast, cast.leading), said(max_places=4))
    html = late.content.decode()

    assert late.status_code == 409
    assert "Coordinator saved it (" in html
    assert '<td data-l="Saved now">6</td><td data-l="Yours">4</td>' in html
    assert 'name="version" value="2"' in html
    insisting = marta.post(page(cast, cast.leading), said(max_places=4, version=2))
    cast.leading.refresh_from_db()
    assert insisting.status_code == 302
    assert cast.leading.max_places == 4


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"min_places": 6}, "“At least” is larger than “at most”."),
        ({"max_places": ""}, "A mentor school needs at least one place."),
        ({"topic_1": "stem"}, "This topic is chosen twice."),
        ({"head_agreed_on": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_is_lost(
    marta, cast, changes, message
):
    response = marta.post(page(cast, cast.leading), said(stratum="hills", **changes))

    html = response.content.decode()
    assert response.status_code == 422
    assert message in html
    assert 'value="hills"' in html


def test_a_mentor_that_becomes_a_mentee_loses_its_places(marta, cast):
    marta.post(page(cast, cast.leading), said(side="mentee", max_places="x"))

    cast.leading.refresh_from_db()
    assert (cast.leading.side, cast.leading.max_places) == ("mentee", 0)


def test_wishes_are_chosen_from_the_other_side(marta, cast):
    address = page(cast, cast.theirs, "networks:set-wishes")
    code = cast.leading.school.national_code

    good = marta.post(address, {"version": 1, "wish_0": f"IC Le Betulle, Torino ({code})"})
    bad = marta.post(address, {"version": 2, "wish_0": "IC Quattro Torri"})
    late = marta.post(address, {"version": 1, "wish_0": code})

    assert (good.status_code, bad.status_code, late.status_code) == (302, 422, 409)
    assert [wish.wanted for wish in cast.theirs.wishes.all()] == [cast.leading]


def test_a_school_leaves_with_a_reason(marta, cast):
    address = page(cast, cast.theirs, "networks:withdraw")

    without = marta.post(address, {"version": 1, "reason": ""})
    left = marta.post(address, {"version": 1, "reason": "A new head."})
    again = marta.post(address, {"version": 1, "reason": "A new head."})

    cast.theirs.refresh_from_db()
    assert (without.status_code, left.status_code, again.status_code) == (422, 302, 409)
    assert cast.theirs.withdrawn_why == "A new head."
    assert "This school left on" in marta.get(page(cast, cast.theirs)).content.decode()


def test_a_school_in_a_cluster_leaves_on_the_page_of_its_cluster(marta, cast):
    cluster = Cluster.objects.create(
        cohort=cast.cohort, letter="A", name="IC Le Betulle", opened_on="2026-10-01"
    )
    Membership.objects.create(
        cluster=cluster, participation=cast.theirs, side="mentee", code="A1", since="2026-10-01"
    )

    address = page(cast, cast.theirs, "networks:withdraw")
    response = marta.post(address, {"version": 1, "reason": "A new head."})

    assert response.url == reverse("clusters:coordinate", args=["it", cluster.public_id])
    assert Participation.objects.get(pk=cast.theirs.pk).withdrawn_at is None


def test_a_school_of_another_cohort_is_not_found(marta, cast):
    elsewhere = make.mentee(make.cohort(name="Other year"))

    assert marta.get(page(cast, elsewhere)).status_code == 404
