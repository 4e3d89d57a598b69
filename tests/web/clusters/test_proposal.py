"""The proposal's pages, as a coordinator meets them."""

import csv
import io
import json

import pytest
from django.urls import reverse

from cordata.analysis.matching.verify import verify
from cordata.clusters.actions.drafts import ask_draft, compute_draft
from cordata.clusters.actions.pins import pin_school
from cordata.clusters.models import Cluster, Draft, Pin
from cordata.clusters.queries.drafts import summary_of
from tests import factories as make


@pytest.fixture
def marta(cast, client):
    client.force_login(cast.people["coordinator"])
    return cast.people["coordinator"]


@pytest.fixture
def draft(cast, marta):
    return compute_draft(ask_draft(cast.cohort, by=marta))


def at(name, draft, school=None):
    arguments = {"cc": "it", "draft": draft.public_id}
    if school:
        arguments["school"] = school.public_id
    return reverse(f"clusters:{name}", kwargs=arguments)


def test_computing_leads_to_the_proposal(cast, marta, client):
    matching = {"cc": "it", "cohort": cast.cohort.public_id}

    answer = client.post(reverse("clusters:compute", kwargs=matching), follow=True)

    assert answer.status_code == 200
    assert "Proposed matching" in answer.content.decode()
    assert Draft.objects.get().state == "ready"


def test_the_page_says_why_a_school_is_where_it_is_in_four_parts(cast, draft, client):
    page = client.get(at("draft", draft), {"why": cast.theirs.public_id}).content.decode()

    assert "Why IC Valle Alta is tied to IC Le Betulle" in page
    assert page.count('class="bar-fg"') >= 4


def test_page_table_and_summary_tell_the_same_numbers(draft, client):
    summary = summary_of(draft.chosen)

    rows = list(
        csv.DictReader(io.StringIO(client.get(at("plan-table", draft)).content.decode()))
    )
    page = client.get(at("draft", draft)).content.decode()

    assert sum(int(row["needs_met"]) for row in rows) == summary.met
    assert f"{summary.met} of {summary.asked}" in page
    assert f"{summary.matched} of {summary.schools}" in page


def test_the_downloaded_plan_is_proven_by_the_independent_check(draft, client):
    document = json.loads(client.get(at("plan-document", draft)).content)

    assert verify(document).optimal


def test_pinning_and_unpinning_by_hand(cast, draft, client):
    client.post(at("pin", draft, cast.theirs), {"version": draft.version})
    assert Pin.objects.filter(lifted_at=None).count() == 1

    draft.refresh_from_db()
    client.post(at("unpin", draft, cast.theirs), {"version": draft.version})

    assert not Pin.objects.filter(lifted_at=None).exists()


def test_moving_shows_every_price_and_then_ties_the_school_there(cast, draft, client):
    far = make.mentor(cast.cohort, name="Lontano", lat=45.4, offers=["families"])
    fresh = compute_draft(ask_draft(cast.cohort, by=cast.people["coordinator"]))
    page = client.get(at("move", fresh, cast.theirs)).content.decode()
    assert "Lontano" in page

    answer = client.post(
        at("move", fresh, cast.theirs), {"version": fresh.version, "mentor": far.public_id}
    )

    assert answer.status_code == 302
    newest = Draft.objects.order_by("-number").first()
    ties = {tie["mentee"]: tie["mentor"] for tie in newest.chosen.document["ties"]}
    assert ties[cast.theirs.public_id] == far.public_id


def test_a_move_that_breaks_a_must_have_comes_back_asking_for_a_reason(cast, draft, client):
    far = make.mentor(cast.cohort, name="Lontanissimo", lat=47.9, offers=["stem"])
    fresh = compute_draft(ask_draft(cast.cohort, by=cast.people["coordinator"]))

    answer = client.post(
        at("move", fresh, cast.theirs), {"version": fresh.version, "mentor": far.public_id}
    )

    assert answer.status_code == 422
    assert "This pair breaks a must-have." in answer.content.decode()
    assert not Pin.objects.exists()


def test_the_later_coordinator_sees_both_versions_and_can_go_on(cast, draft, client):
    seen = draft.version
    pin_school(draft, cast.others, version=seen, by=make.coordinator(name="Ugo"))

    answer = client.post(at("pin", draft, cast.theirs), {"version": seen})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "What you wanted" in page
    assert "Ugo" in page
    assert Pin.objects.count() == 1


def test_publishing_shows_the_letters_first_and_can_be_undone(cast, draft, client):
    page = client.get(at("publish", draft)).content.decode()
    assert "IC Le Betulle: your mentoring group is ready" in page

    client.post(at("publish", draft), {"version": draft.version})
    assert Cluster.objects.count() == 1
    client.post(at("undo", draft))

    assert Cluster.objects.count() == 0


def test_visitors_see_nothing_of_a_draft_and_all_of_what_is_published(cast, draft, client):
    client.logout()
    public = reverse("networks:network", kwargs={"cc": "it"})
    assert "IC Valle Alta" not in client.get(public).content.decode()

    client.force_login(cast.people["coordinator"])
    client.post(at("publish", draft), {"version": draft.version})
    client.logout()

    assert "IC Valle Alta" in client.get(public).content.decode()


def test_an_unlisted_school_is_nowhere_in_public(cast, draft, client):
    client.post(at("publish", draft), {"version": draft.version})
    hidden = cast.theirs.school
    hidden.listed = False
    hidden.save()
    client.logout()

    addresses = [
        reverse("networks:network", kwargs={"cc": "it"}),
        reverse("schools:map") + "?country=it",
        reverse("schools:directory"),
        reverse("schools:table"),
    ]
    assert "IC Quattro Torri" in client.get(addresses[0]).content.decode()
    for address in addresses:
        assert hidden.name not in client.get(address).content.decode()


def test_other_rules_show_their_price_before_they_are_saved(cast, draft, client):
    rules = (
        client.get(
            reverse("networks:rules", kwargs={"cc": "it", "cohort": cast.cohort.public_id})
        )
        .context["form"]
        .initial
    )
    posted = {name: value for name, value in rules.items() if value is not None}

    answer = client.post(
        reverse("clusters:price-rules", kwargs={"cc": "it", "cohort": cast.cohort.public_id}),
        posted | {"travel_limit": 5},
    )

    assert answer.status_code == 200
    assert answer.context["price"].price.placed == (2, 0)
    cast.cohort.refresh_from_db()
    assert cast.cohort.rules.get("travel_limit") != 5


def test_the_proposal_takes_few_queries_however_many_schools_there_are(
    cast, draft, client, django_assert_max_num_queries
):
    for number in range(6):
        make.mentee(cast.cohort, name=f"Neu {number}", lat=45.1 + number / 100, needs=["stem"])
    fresh = compute_draft(ask_draft(cast.cohort, by=cast.people["coordinator"]))
    client.get(at("draft", fresh))

    with django_assert_max_num_queries(15):
        client.get(at("draft", fresh))
