"""The session has ended: where one goes on, what is kept, and that no address is a dead end."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import goals
from cordata.unsent.queries import unsent_of
from cordata.web.line.tokens import token_for


@pytest.fixture
def goal(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    return goals.set_goal(
        cast.theirs, text="T", why="W", success="S", topic=None, by=cast.people["team"]
    )


@pytest.fixture
def page(goal):
    return reverse("cycles:goal", args=[goal.public_id])


@pytest.fixture
def move(goal):
    return reverse("cycles:move", args=[goal.public_id])


def asked(response):
    """What the sign-in is told."""
    assert response.status_code == 302
    return {name: one[0] for name, one in parse_qs(urlsplit(response.url).query).items()}


def test_after_the_sign_in_one_stands_where_the_form_was(page, move):
    facts = {"stop": "several", "sentence": "In due classi"}
    assert asked(Client().post(move, facts)) == {"next": page, "away": "undone"}

    plan = "http://testserver/en/our-goals/?from=week#x"
    came = asked(Client().post(move, facts, headers={"Referer": plan}))
    assert came["next"] == "/en/our-goals/?from=week"
    stranger = asked(Client().post(move, facts, headers={"Referer": "https://evil.example/x"}))
    assert stranger["next"] == page

    html = Client().get("/en/sign-in/?next=/en/&away=undone").content.decode()
    assert "so this was not done" in html
    assert asked(Client().get(page)) == {"next": page}  # a page is simply opened again


def test_without_scripts_the_words_are_kept_and_stand_on_the_page(cast, page, move, sign_in):
    html = sign_in("team").get(page).content.decode()
    form = re.search(rf'<form[^>]*action="{move}".*?</form>', html, re.DOTALL)[0]
    hidden = dict(re.findall(r'type="hidden" name="([\w-]+)"[^>]* value="([^"]*)"', form))
    words = {"stop": "several", "sentence": "In due classi <già>"}

    answer = Client().post(move, hidden | words)

    assert asked(answer) == {"next": page, "away": "yes"}
    (kept,) = unsent_of(cast.people["team"]).values()
    assert sorted(kept.fields) == [["sentence", words["sentence"]], ["stop", "several"]]
    again = sign_in("team").get(page).content.decode()
    told = re.search(r"<noscript>(.*?)</noscript>", again, re.DOTALL)[1]
    assert f"<pre>{words['sentence']}</pre>" in unescape(told)
    assert told.count("<pre>") == 1  # the choice is made again in a moment
    assert "<noscript>" not in sign_in("head").get(page).content.decode()


def test_only_for_whom_the_page_was_made_is_anything_kept(cast, move):
    anna = cast.people["team"]
    given = {
        "receipt": "6f1c1f0e-8a5e-4a53-9d0e-2a1f6b1f7a10",
        "line-key": "k",
        "sentence": "x y",
    }
    for token in ("", f"{anna.public_id}:1:x"):
        assert asked(Client().post(move, given | {"line-token": token}))["away"] == "undone"
    known = given | {"line-token": token_for(anna)}
    assert asked(Client().post(move, known | {"line-key": "k" * 121}))["away"] == "undone"
    assert asked(Client().post(move, known | {"x": "x" * 200_001}))["away"] == "undone"
    assert unsent_of(anna) == {}


def test_a_part_of_a_page_is_not_replaced_by_the_whole_sign_in(cast):
    talk = reverse("cycles:talk", args=[cast.theirs.public_id])
    answer = Client().post(talk, {"why": "x"}, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Reswap"]) == (401, "none")
    assert answer.content == b""


def test_an_address_that_only_takes_forms_leads_on(page, move, sign_in):
    answer = sign_in("team").get(move)
    html = answer.content.decode()
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert f'class="btn" href="{page}"' in html
    assert "only takes what a form sends" in html


def test_a_refused_page_offers_the_page_itself_in_other_languages(page, move, sign_in):
    answer = sign_in("team").post(move, {"stop": "several", "sentence": ""})
    assert answer.status_code == 422
    assert f'hreflang="it" href="/it{page.removeprefix("/en")}"' in answer.content.decode()
