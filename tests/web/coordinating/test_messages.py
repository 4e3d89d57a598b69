"""Written, checked, sent once, taken back."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.cycles.models import Message
from cordata.notices.models import Letter
from tests.cycles.year import cluster_of

WORDS = {"group": "everybody", "subject_it": "Incontro", "body_it": "Ci vediamo."}


@pytest.fixture
def where(cast):
    return ["it", cast.cohort.public_id]


def write(client, where, **sent):
    receipt = "6f1c1f0e-8a5e-4a53-9d0e-2a1f6b1f7a10"
    return client.post(
        reverse("coordinating:write", args=where), WORDS | {"receipt": receipt} | sent
    )


def hidden(html):
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', html))


def send(client, where, **sent):
    checked = write(client, where).content.decode()
    return client.post(
        reverse("coordinating:send", args=where), hidden(checked) | sent, follow=True
    )


def test_the_check_page_says_who_gets_it_and_which_language_is_missing(marta, where, cast):
    html = write(marta, where).content.decode()

    assert "3 people get it" in html
    assert "English: not written. 3 people who read it get Italiano." in html
    assert "Send 3 letters" in html
    assert not Message.objects.exists()


def test_from_the_check_page_it_goes_out_once_and_can_be_undone(marta, where):
    first, again = send(marta, where), send(marta, where)

    assert "3 letters leave in ten minutes." in first.content.decode()
    assert first.redirect_chain == again.redirect_chain
    assert (Message.objects.count(), Letter.objects.count()) == (1, 3)
    corrected = send(marta, where, body_it="Ci vediamo alle dieci.")
    assert corrected.redirect_chain != first.redirect_chain
    assert (Message.objects.count(), Letter.objects.count()) == (2, 6)

    undo = first.redirect_chain[0][0] + "undo/"
    assert "Undone. 3 letters were not sent." in marta.post(undo, follow=True).content.decode()
    assert "the letters are out" in marta.post(undo, follow=True).content.decode()
    html = marta.get(reverse("coordinating:messages", args=["it"])).content.decode()
    assert "Taken back" in html


def test_from_the_check_page_one_goes_back_to_ones_own_words(marta, where):
    html = write(marta, where, change="yes").content.decode()

    assert 'value="Incontro"' in html
    assert "Ci vediamo." in html


def test_who_would_get_it_now_is_shown_again_if_that_has_changed(marta, where):
    answer = send(marta, where, readers="2")

    assert answer.status_code == 409
    assert "have changed since you looked" in answer.content.decode()
    assert not Message.objects.exists()


def test_a_group_without_people_is_said_before_anything(marta, where, cast):
    for name in ("team", "head", "mentor_team"):
        cast.people[name].roles.all().delete()

    html = write(marta, where).content.decode()
    assert "there is nobody to write to" in html
    assert send(marta, where).status_code == 200
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"subject_it": ""}, "Write both, or neither."),
        ({"body_it": ""}, "Write both, or neither."),
        ({"subject_it": "", "body_it": ""}, "Write it in one language at least."),
        ({"group": "chosen"}, "Choose at least one cluster."),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(marta, where, sent, said):
    answer = write(marta, where, **sent)

    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_one_cluster_is_chosen_from_its_own_page(marta, where, cast):
    cluster = cluster_of(cast)
    address = reverse("coordinating:write", args=where)
    html = marta.get(f"{address}?cluster={cluster.public_id}").content.decode()
    assert f'value="{cluster.public_id}" id="id_clusters_0" checked' in html

    html = write(marta, where, group="chosen", clusters=cluster.public_id).content.decode()
    assert "A: Valli" in html
    assert "3 people get it" in html


def test_the_message_says_what_became_of_its_letters(marta, where):
    send(marta, where)
    message = Message.objects.get()
    first, second, _third = Letter.objects.order_by("pk")
    Letter.objects.filter(pk=first.pk).update(sent_at=timezone.now())
    Letter.objects.filter(pk=second.pk).update(attempts=6)

    html = marta.get(reverse("coordinating:message", args=["it", message.public_id]))

    for words in ("1 delivered", "1 waiting", "1 could not be delivered", "Ci vediamo."):
        assert words in html.content.decode()


def test_another_country_sees_no_message(marta, where, sign_in):
    send(marta, where)
    message = Message.objects.get()
    luka = sign_in("coordinator_elsewhere")

    for country in ("it", "hr"):
        address = reverse("coordinating:message", args=[country, message.public_id])
        assert luka.get(address).status_code == 404
    html = luka.get(reverse("coordinating:messages", args=["hr"])).content.decode()
    assert "Nothing is sent yet." in html
