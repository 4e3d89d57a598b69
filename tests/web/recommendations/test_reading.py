"""What a policy maker reads: one screen, then down to the finding and its data."""

import csv
import io
import json
import re

import pytest
from django.test import Client
from django.urls import reverse

from cordata.evidence.queries.shown import estimates_shown
from cordata.guidance.actions import publishing, resting
from cordata.guidance.actions.beginning import begin_version
from cordata.guidance.actions.wordings import word_in
from cordata.guidance.actions.writing import change_version
from cordata.guidance.queries.subscribing import token_of
from cordata.guidance.tasks.recommendations import look_for_stale
from cordata.web.evidence.words import measured
from tests import factories as make
from tests.exchange import making as exchange
from tests.guidance import making
from tests.guidance.test_stale import move
from tests.web.test_pages import MOST_QUERIES


@pytest.fixture
def version(cast):
    return making.published(cast)


def page(client, name, *args, status=200, **query):
    answer = client.get(reverse(f"recommendations:{name}", args=args), query)
    assert answer.status_code == status
    return answer.content.decode()


def test_the_first_screen_says_strength_certainty_cost_and_risk(client, version):
    html = page(client, "one", 1)

    tiles = re.search(r'<dl class="facts c4">.*?</dl>', html, re.DOTALL)[0]
    labels = re.findall(r"<dt>(.*?)</dt>", tiles)
    assert labels == ["Strength", "Certainty of the evidence", "Cost", "What can go wrong"]
    assert "Very low" in tiles
    assert "Not measured" in tiles
    assert "Lessons to cover" in tiles
    assert "We do not know whether it makes a difference." in html


def test_every_number_opens_its_finding_and_reads_as_it_does_there(client, version):
    finding = version.supports.get().finding
    (change,) = [one for one in estimates_shown(finding.run) if one.name == "change"]

    html = page(client, "one", 1)

    address = reverse("evidence:finding", args=[finding.public_id])
    assert f'<a class="num" href="{address}">{measured(change)}</a>' in html
    assert f'<a class="num" href="{address}">12</a> schools' in html
    assert measured(change) in client.get(address).content.decode()


def test_nothing_that_was_not_compared_is_given_a_difference(client, version):
    html = page(client, "one", 1)

    assert "Not estimable: no other schools were compared." in html


def test_the_numbers_of_page_csv_and_json_are_the_same(client, version):
    told = page(client, "file", 1, 1, 0, "numbers.csv")
    (row,) = csv.DictReader(io.StringIO(told))
    (same,) = json.loads(page(client, "file", 1, 1, 0, "numbers.json"))["numbers"]

    change = version.supports.get().finding.run.document["result"]["estimates"]["change"]
    assert float(row["with"]) == same["with"] == round(change["value"], 2)
    assert row["difference"] == ""
    assert (same["difference"], same["certainty"]) == (None, 1)
    assert f"{same['with']:.2f} points" in page(client, "one", 1)


def test_it_can_be_cited_for_good(client, version):
    (item,) = json.loads(page(client, "file", 1, 1, 0, "cite.json"))
    bib = page(client, "file", 1, 1, 0, "cite.bib")

    assert item["URL"].endswith("/en/recommendations/1/v1.0/")
    assert item["title"] == "Give mentored schools time to meet."
    assert item["URL"] in bib
    assert bib.startswith("@report{cordata-recommendation-1-v1.0,")
    assert "{fnd_" not in bib + item["abstract"]
    assert (
        client.get(reverse("recommendations:file", args=[1, 1, 0, "x.doc"])).status_code == 404
    )


def test_the_permanent_address_stays_with_its_words_and_names_what_holds_now(client, version):
    second = begin_version(version.recommendation, is_major=False, by=version.written_by)
    change_version(
        second, revision=None, by=version.written_by, statement="Give all schools time.",
        changed="For all schools.",
    )  # fmt: skip
    second.refresh_from_db()
    assert "Give all schools time." not in page(client, "one", 1)  # a draft is nobody's yet
    publishing_ready(version, second)

    assert "Give all schools time." in page(client, "one", 1)
    old = page(client, "version", 1, 1, 0)
    assert "Give mentored schools time to meet." in old
    assert "There is a newer version" in old
    changes = page(client, "changes", 1)
    assert "For all schools." in changes
    assert "<del>Give mentored schools time to meet.</del>" in changes
    assert "<ins>Give all schools time.</ins>" in changes


def publishing_ready(first, second):
    publishing.ask_review(second, by=second.written_by)
    for review in first.reviews.select_related("by"):
        publishing.review_version(
            second, revision=second.revision, says="approve", words="", by=review.by
        )
    making.agreed(second)
    publishing.publish_version(second, by=second.written_by)


def test_dissent_and_interests_stand_on_the_page(client, cast):
    draft = making.in_review(cast)
    making.agreed(draft, says=("agree", "disagree", "agree"))
    publishing.publish_version(draft, by=draft.written_by)

    html = page(client, "one", 1)

    assert "2 of 3 people who could vote agreed, 1 disagreed, 0 did not decide." in html
    assert "It is too early." in html
    assert "Béla Bakó, A school" in html


def test_it_is_said_that_it_is_looked_at_and_no_number_of_what_moved_is_told(client, version):
    move(version, {"today": [["change", 0.67, 0.21]], "numbers": []})
    look_for_stale()

    html = page(client, "one", 1)

    assert "It is being looked at" in html
    assert "0.21" not in html
    assert "Being looked at again" in page(client, "list")


def test_withdrawn_it_says_why(client, version):
    whole = version.recommendation
    whole.refresh_from_db()
    publishing.withdraw_recommendation(
        whole, why="The number was wrong.", by=version.written_by
    )

    assert "The number was wrong." in page(client, "one", 1)
    assert "The number was wrong." in page(client, "version", 1, 1, 0)
    assert "Give mentored schools" not in page(client, "list")


def test_it_is_read_in_the_reader_s_language_and_what_is_missing_keeps_its_own(client, version):
    word_in(version, "pt", {"statement": "Deem tempo."}, by=version.written_by)

    html = client.get("/pt/recommendations/1/").content.decode()

    assert '<h1 lang="pt" itemprop="name">Deem tempo.</h1>' in html
    assert '<ul class="bul" lang="en">' in html
    assert 'hreflang="hr"' in html
    assert "Deem tempo." in client.get("/pt/recommendations/").content.decode()


def test_a_translation_changed_after_publishing_says_so_with_what_it_said(client, version):
    for title in ("Deem tempo.", "Deem muito tempo."):
        word_in(version, "pt", {"statement": title}, by=version.written_by)

    html = client.get("/pt/recommendations/1/v1.0/").content.decode()

    assert "<del>Deem tempo.</del>" in html
    assert "<ins>Deem muito tempo.</ins>" in html
    assert "<del>" not in page(client, "one", 1)  # the source was not changed


def test_what_others_found_is_parted_from_our_numbers(client, cast):
    draft = making.opened(cast)
    resting.cite(
        draft, words="In England 3 of 4 agreed.", source="Smith (2019).", key="U9",
        by=draft.written_by,
    )  # fmt: skip
    making.published(cast, draft)

    html = page(client, "one", 1)

    theirs = html.index("In England 3 of 4 agreed.")
    assert html.index("From the literature") < theirs < html.index("Smith (2019).")
    assert "In England" not in page(client, "file", 1, 1, 0, "numbers.csv")


def test_the_list_is_grouped_by_question_and_filtered_by_links(client, cast):
    finding = making.released(cast)
    making.published(cast, making.opened(cast, finding, question="Who pays?"))
    making.published(
        cast, making.opened(cast, finding, question="How often?", audience=["school"])
    )

    html = page(client, "list")
    assert re.findall(r'<h2 lang="en">(.*?)</h2>', html) == ["How often?", "Who pays?"]
    assert "Who pays?" not in page(client, "list", audience="school")
    assert "None of them fits" in page(client, "list", audience="school", cost="large")
    assert "Who pays?" in page(client, "list", model="virtual")  # about all models


def test_the_list_costs_the_same_for_one_and_for_three(
    client, cast, django_assert_max_num_queries
):
    finding = making.released(cast)
    making.published(cast, making.opened(cast, finding))
    with django_assert_max_num_queries(4):
        page(client, "list")
    for _more in range(2):
        making.published(cast, making.opened(cast, finding))
    with django_assert_max_num_queries(4):
        page(client, "list")


def test_without_any_the_list_says_when_there_will_be_one(client, db):
    assert "Nothing is published yet" in page(client, "list")


def test_the_feed_names_each_version_once(client, version):
    feed = page(client, "feed")

    assert feed.count("<entry>") == 1
    assert f"urn:cordata:{version.public_id}" in feed
    assert "/en/recommendations/1/v1.0/" in feed


@pytest.mark.parametrize("organisations", [1, 3])
def test_a_recommendation_in_use_is_light_for_a_delegate(
    version, organisations, django_assert_max_num_queries
):
    for at in range(organisations):
        which = exchange.organisation(f"Ministry {at}")
        teresa = exchange.delegate(which, make.person(f"T{at}"))
        exchange.position(which, version.recommendation, by=teresa)
    client = Client()
    client.force_login(teresa)
    page(client, "one", 1)  # notes that this browser was seen

    with django_assert_max_num_queries(MOST_QUERIES):
        html = page(client, "one", 1)
    assert "Ministry 0" in html


def test_one_network_asks_for_so_many_letters_an_hour(client, version):
    ask = reverse("recommendations:ask-letters", args=[1])
    for at in range(20):
        assert client.post(ask, {"email": f"a{at}@example.org"}).status_code == 302

    refused = client.post(ask, {"email": "b@example.org"})

    assert refused.status_code == 429
    assert "Try in an hour" in refused.content.decode()
    assert not version.recommendation.subscribers.filter(email="b@example.org").exists()


@pytest.mark.parametrize("button", ["stop", "List-Unsubscribe"])  # ours; a mail program's own
def test_letters_are_asked_for_confirmed_by_a_button_and_stopped(client, version, button):
    ask = reverse("recommendations:ask-letters", args=[1])
    assert client.post(ask, {"email": "not an address"}).status_code == 422
    client.post(ask, {"email": "Teresa@example.org"})
    subscriber = version.recommendation.subscribers.get()

    address = reverse("recommendations:letters", args=[token_of(subscriber)])
    assert "Nothing is sent before" in client.get(address).content.decode()
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is None  # opening it did nothing
    client.post(address, {"confirm": ""})
    subscriber.refresh_from_db()
    assert subscriber.confirmed_at is not None
    Client(enforce_csrf_checks=button != "stop").post(address, {button: "One-Click"})
    assert not version.recommendation.subscribers.exists()


def test_a_draft_is_read_by_its_researchers_alone(client, cast, sign_in):
    making.opened(cast)
    addresses = [
        reverse(f"recommendations:{name}", args=[1])
        for name in ("work", "preview", "edit", "rests")
    ]

    for role in ("policy_maker", "coordinator", "administrator", "head"):
        for address in addresses:
            assert sign_in(role).get(address).status_code == 404
    for address in addresses:
        assert sign_in("researcher").get(address).status_code == 200
        assert Client().get(address).status_code == 302
    assert "Give mentored schools" not in page(client, "list")
