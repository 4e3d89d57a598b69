"""What is typed reaches the server beside the form, and comes back with it."""

import re
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cordata.unsent.models import Unsent
from cordata.unsent.queries import unsent_of
from cordata.web.line.tokens import LASTS, token_for

KEY = "gol_1:move"


@pytest.fixture
def anna(cast):
    return cast.people["team"]


def keep(client, person, **more):
    facts = {
        "line-key": KEY,
        "line-token": token_for(person),
        "receipt": str(uuid4()),
        "csrfmiddlewaretoken": "secret",
        "sentence": "Due classi",
    } | more
    return client.post(reverse("line:keep"), facts)


def test_it_is_kept_even_when_the_session_has_ended(anna):
    assert keep(Client(), anna).status_code == 204
    assert unsent_of(anna)[KEY].fields == [["sentence", "Due classi"]]


def test_only_the_tokens_of_our_pages_and_of_the_last_days_count(anna, monkeypatch):
    assert keep(Client(), anna, **{"line-token": f"{anna.public_id}:1:x"}).status_code == 403
    assert keep(Client(), anna, receipt="?").status_code == 400
    assert keep(Client(), anna, **{"line-key": "x" * 121}).status_code == 400
    assert keep(Client(), anna, sentence="x" * 200_001).status_code == 413
    token = token_for(anna)
    monkeypatch.setattr("django.core.signing.time.time", lambda: 2e9 + LASTS)
    assert keep(Client(), anna, **{"line-token": token}).status_code == 403
    assert not Unsent.objects.exists()


def test_the_page_opens_with_it_and_with_its_receipt(cast, anna, sign_in):
    team, receipt = sign_in("team"), str(uuid4())
    page = reverse("cycles:plan", args=[cast.theirs.public_id])
    key = f"{cast.theirs.public_id}:goal"
    keep(team, anna, receipt=receipt, **{"line-key": key, "text": "Leggere"})

    html = team.get(page).content.decode()
    assert f'name="receipt" autocomplete="off" value="{receipt}"' in html
    assert "[&quot;text&quot;, &quot;Leggere&quot;]" in html

    again = team.post(page, {"receipt": receipt, "text": "Leggere meglio"}).content.decode()
    assert f'value="{receipt}"' in again  # the same piece of work goes on
    assert f'data-line-posted="{receipt}"' in again
    assert "data-line-before" not in again  # what was posted is newer

    mine = sign_in("head").get(page).content.decode()
    assert "Leggere" not in mine


def test_a_page_reads_only_what_was_typed_into_its_own_forms(cast, anna, sign_in):
    page, team = reverse("cycles:plan", args=[cast.theirs.public_id]), sign_in("team")
    for number in range(3):
        key = f"gol_{number}:move"
        keep(Client(), anna, **{"line-key": key, "text": f"Altrove {number}"})

    with CaptureQueriesContext(connection) as asked:
        html = team.get(page).content.decode()

    assert "Altrove" not in html
    drafts = [one["sql"] for one in asked if "unsent_unsent" in one["sql"]]
    assert len(drafts) == 1
    assert '"fields"' not in drafts[0]


def test_who_begins_anew_is_not_shown_it_again(anna):
    receipt = str(uuid4())
    keep(Client(), anna, receipt=receipt)
    forget = reverse("line:forget")
    facts = {"receipt": receipt, "line-token": token_for(anna)}
    assert Client().post(forget, facts | {"line-token": ""}).status_code == 403
    assert Client().post(forget, facts).status_code == 204
    assert unsent_of(anna) == {}


def test_a_visitor_carries_no_token_and_nothing_is_asked_of_the_database(
    client, db, django_assert_num_queries
):
    with django_assert_num_queries(0):
        html = client.get(reverse("catalogue:line")).content.decode()
    assert "data-line-token" not in html
    assert re.search(r'name="receipt" autocomplete="off" value="[\w-]{36}" data-open', html)
    assert "data-keep" not in html


def test_the_service_worker_stands_at_the_root_and_is_never_old(client):
    answer = client.get("/sw.js")
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_each_form_of_a_page_has_a_receipt_of_its_own(cast, sign_in):
    html = sign_in("team").get(reverse("networks:needs-of", args=[cast.theirs.public_id]))
    found = re.findall(
        r'name="receipt" autocomplete="off" value="([\w-]+)"', html.content.decode()
    )
    assert len({UUID(one) for one in found}) == 2
