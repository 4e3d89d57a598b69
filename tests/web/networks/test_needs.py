"""A school says itself what it needs or offers."""

import datetime as dt
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from cordata.networks.actions import set_interests
from cordata.networks.models import Interest
from cordata.networks.queries.taking_part import interests_of
from tests import factories as make


def page(participation):
    return reverse("networks:needs-of", args=[participation.public_id])


def test_the_team_says_what_the_school_needs(sign_in, cast):
    team = sign_in("team")

    response = team.post(
        page(cast.theirs), {"version": 1, "topic_0": "multigrade", "priority_0": 3}
    )

    assert response.status_code == 302
    assert list(cast.theirs.interests.values_list("topic__slug", "priority")) == [
        ("multigrade", 3)
    ]


def test_a_mentor_school_also_says_its_places(sign_in, cast):
    said = {"version": 1, "topic_0": "stem", "min_places": 2, "max_places": 3}

    sign_in("mentor_team").post(page(cast.leading), said)

    cast.leading.refresh_from_db()
    assert (cast.leading.min_places, cast.leading.max_places) == (2, 3)


def test_a_team_and_its_coordinator_at_once_see_both_versions(sign_in, cast):
    sign_in("coordinator").post(page(cast.theirs), {"version": 1, "topic_0": "inclusion"})

    late = sign_in("team").post(page(cast.theirs), {"version": 1, "topic_0": "multigrade"})

    assert late.status_code == 409
    assert "Inclusion" in late.content.decode()
    assert [one.topic.slug for one in cast.theirs.interests.all()] == ["inclusion"]


def test_needs_and_wishes_that_arrive_twice_are_said_once(sign_in, cast):
    team = sign_in("team")
    needs = {"version": 1, "topic_0": "multigrade", "receipt": str(uuid4())}
    code = cast.leading.school.national_code
    wish = {"version": 2, "wish_0": code, "set_wishes": 1, "receipt": str(uuid4())}

    for said in (needs, wish):
        assert [team.post(page(cast.theirs), said).status_code for _ in range(2)] == [302, 302]

    cast.theirs.refresh_from_db()
    assert cast.theirs.version == 3
    assert team.post(page(cast.theirs), needs | {"receipt": str(uuid4())}).status_code == 409


def test_a_team_notes_private_wishes(sign_in, cast):
    code = cast.leading.school.national_code
    said = {"version": 1, "wish_0": code, "set_wishes": 1}
    team = sign_in("team")

    first, late = team.post(page(cast.theirs), said), team.post(page(cast.theirs), said)
    wrong = team.post(page(cast.theirs), said | {"wish_0": "nobody"})
    twice = team.post(page(cast.theirs), said | {"wish_1": code})

    assert [one.status_code for one in (first, late, wrong, twice)] == [302, 409, 422, 422]
    assert [wish.wanted for wish in cast.theirs.wishes.all()] == [cast.leading]


def test_needs_said_long_ago_ask_to_be_confirmed(sign_in, cast):
    Interest.objects.update(confirmed_at=timezone.now() - dt.timedelta(days=61))

    html = sign_in("team").get(page(cast.theirs)).content.decode()

    assert "You said this more than 60 days ago." in html


def test_one_school_is_opened_at_once_two_are_listed(sign_in, cast):
    team = sign_in("team")
    one = team.get(reverse("networks:needs"))
    make.mentee(make.cohort(name="2027/28"), school=cast.theirs.school)
    two = team.get(reverse("networks:needs")).content.decode()

    assert one.url == page(cast.theirs)
    assert two.count("IC Valle Alta") == 2


def test_another_school_is_not_found(sign_in, cast):
    assert sign_in("team").get(page(cast.others)).status_code == 404


def test_a_mentee_school_offers_and_a_mentor_school_needs_something_too(sign_in, cast):
    make.topic("reading")
    said = {"version": 1, "topic_0": "stem", "also-topic_0": "reading", "also-priority_0": 3}

    team = sign_in("team")
    twice = team.post(page(cast.theirs), said | {"also-topic_0": "stem"})
    assert team.post(page(cast.theirs), said).status_code == 302

    assert twice.status_code == 422
    assert "A topic is needed or offered, not both." in twice.content.decode()
    assert interests_of(cast.theirs) == {"stem": 2}
    assert interests_of(cast.theirs, "offers") == {"reading": 3}
    html = team.get(page(cast.theirs)).content.decode()
    assert '<option value="reading" selected>' in html


def test_a_page_from_before_leaves_what_else_was_said(sign_in, cast):
    make.topic("reading")
    set_interests(
        cast.theirs, {"stem": 2}, others={"reading": 2}, version=1, by=cast.people["team"]
    )

    sign_in("team").post(page(cast.theirs), {"version": 2, "topic_0": "inclusion"})

    assert interests_of(cast.theirs) == {"inclusion": 2}
    assert interests_of(cast.theirs, "offers") == {"reading": 2}


ALSO = 'value="reading" selected'


def test_what_else_was_said_stays_when_the_first_part_is_wrong(sign_in, cast):
    make.topic("reading")
    twice = {"version": 1, "topic_0": "stem", "topic_1": "stem", "also-topic_0": "reading"}

    answer = sign_in("team").post(page(cast.theirs), twice)

    assert answer.status_code == 422
    assert ALSO in answer.content.decode()


def test_what_a_colleague_said_beside_it_is_shown_before_it_is_written_over(sign_in, cast):
    topic = make.topic("reading")
    said = {"version": 1, "topic_0": "stem"}
    set_interests(
        cast.theirs, {"stem": 2}, others={"reading": 2}, by=cast.people["coordinator"]
    )

    late = sign_in("team").post(page(cast.theirs), said | {"also-topic_0": ""})

    assert late.status_code == 409
    assert topic.label in [row[1] for row in late.context["conflict"].differences]


def test_only_what_is_asked_second_is_said_to_change_no_ties(sign_in, cast):
    for name, school in (("team", cast.theirs), ("mentor_team", cast.leading)):
        html = sign_in(name).get(page(school)).content.decode()
        first, _found, second = html.partition("Roles may turn by topic")
        assert "Up to five topics are enough." in first
        assert 'name="topic_0"' in first
        assert 'name="also-topic_0"' in second
        assert "Roles may turn by topic" not in second
