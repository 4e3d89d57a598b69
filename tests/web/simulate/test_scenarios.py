"""Teresa keeps what she simulated, shows it to others, takes that back, and sets it side by side."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cordata.exchange.models import Scenario
from tests import cast as casting
from tests import factories as make
from tests.exchange import advising
from tests.exchange.test_scenarios import organisation

pytestmark = pytest.mark.django_db
QUERY = "country=IT&model=hybrid&schools=40&per_mentor=4&hours=2&travel=40&years=2&pay=30000"


@pytest.fixture
def teresa(client):
    who = casting.gather().people["policy_maker"]
    client.force_login(who)
    return who


def test_saving_asks_for_a_name_and_keeps_the_question(client, teresa):
    ministry = organisation(teresa)
    address = f"{reverse('simulate:save')}?{QUERY}"

    assert "Demo Ministry" in client.get(address).content.decode()
    assert client.post(address, {"name": ""}).status_code == 422
    sent = client.post(address, {"name": "All", "organisation": ministry.public_id})

    made = Scenario.objects.get()
    assert sent.url == reverse("simulate:scenario", args=[made.public_id])
    assert made.asked == advising.ASKED | {"pay": 30000.0}
    assert (made.name, made.organisation, made.saved_by) == ("All", ministry, teresa)
    text = client.get(sent.url).content.decode()
    assert "40 mentored schools in 2 years" in text
    assert "The numbers have moved" not in text


def test_what_cannot_be_simulated_goes_back_to_its_form(client, teresa):
    sent = client.get(f"{reverse('simulate:save')}?schools=x")
    assert sent.status_code == 302
    assert sent.url.endswith("/simulate/?schools=x")


def test_one_cannot_share_with_an_organisation_of_others(client, teresa):
    foreign = organisation(name="Another")
    address = f"{reverse('simulate:save')}?{QUERY}"
    sent = client.post(address, {"name": "All", "organisation": foreign.public_id})
    assert sent.status_code == 422

    made = advising.scenario(teresa)
    client.post(
        reverse("simulate:share", args=[made.public_id]), {"organisation": foreign.public_id}
    )
    made.refresh_from_db()
    assert made.organisation is None


def test_a_link_is_shown_once_opens_for_a_visitor_and_can_be_revoked(client, teresa):
    made = advising.scenario(teresa)
    address = reverse("simulate:scenario", args=[made.public_id])

    client.post(reverse("simulate:link", args=[made.public_id]))
    first = client.get(address)
    link = first.context["link"]
    assert link in first.content.decode()
    assert client.get(address).context["link"] == ""

    client.logout()
    shown = client.get(link)
    assert shown.status_code == 200
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "Revoke" not in shown.content.decode()
    client.force_login(teresa)
    client.post(reverse("simulate:revoke", args=[made.public_id]))
    client.logout()
    assert client.get(link).status_code == 404


def test_up_to_four_stand_side_by_side_in_the_order_asked(client, teresa):
    some = [advising.scenario(teresa, name=f"Plan {n}") for n in range(5)]
    foreign = advising.scenario(make.person("B"), name="Not hers")
    wanted = [foreign, *reversed(some)]

    found = client.get(reverse("simulate:compare"), {"s": [one.public_id for one in wanted]})
    columns = found.context["found"].columns
    assert [one.scenario.name for one in columns] == ["Plan 4", "Plan 3", "Plan 2"]
    assert "Not hers" not in found.content.decode()
    one = client.get(reverse("simulate:compare"), {"s": some[0].public_id})
    assert one.context["too_few"]
    assert client.get(reverse("simulate:compare")).status_code == 200


def test_the_list_costs_the_same_for_one_and_for_three(client, teresa):
    address = reverse("simulate:scenarios")
    client.get(address)
    counts = []
    for many in (1, 2):
        for _one in range(many):
            advising.scenario(teresa)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] < 15


def test_an_empty_list_says_what_to_do(client, teresa):
    assert "No scenario yet" in client.get(reverse("simulate:scenarios")).content.decode()


def test_removing(client, teresa):
    made = advising.scenario(teresa)
    client.post(reverse("simulate:remove", args=[made.public_id]))
    assert not Scenario.objects.exists()


def test_it_says_when_the_numbers_have_moved(client, teresa):
    made = advising.scenario(teresa)
    text = client.get(reverse("simulate:scenario", args=[made.public_id])).content.decode()
    assert "The numbers have moved since it was saved" in text
