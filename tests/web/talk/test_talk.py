"""Talk through the pages: start, answer once, edit, take back, choose how to hear."""

import datetime as dt
import re
from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.cycles.actions import talk
from cordata.cycles.models import Listener, Post
from cordata.notices.models import Letter
from cordata.web.talk.views import threads as views

READ_BY = "Only the teams of these schools can read this page; whoever coordinates them cannot."


@pytest.fixture
def here(thread):
    return reverse("talk:thread", args=[thread.public_id])


def html(response):
    return unescape(response.content.decode())


def receipt_in(page):
    return re.search(r'name="receipt" autocomplete="off" value="([0-9a-f-]{36})"', page)[1]


def answer(text="Martedì", **facts):
    return {"text": text, "language": "it", "asks": "", "receipt": uuid4()} | facts


def test_a_thread_is_started_and_read_by_the_other_school(cast, cluster, sign_in):
    team, page = sign_in("team"), reverse("talk:start", args=[cluster.public_id])
    asked = cast.leading.public_id
    sent = answer("Serve un **proiettore**?", title="Visita", asks=asked)
    shown = html(team.post(page, sent, follow=True))
    assert "It is there for your cluster to read." in shown

    read = html(
        sign_in("mentor_team").get(
            reverse("talk:thread", args=[cluster.threads.get().public_id])
        )
    )
    assert READ_BY in read
    assert '<div class="prose" lang="it"><p>Serve un <strong>proiettore</strong>?</p>' in read
    assert '<span class="tag" lang="it">Italiano</span>' in read
    assert "Asks IC Le Betulle" in read
    assert 'class="tag act">new</span>' in read


def test_a_list_says_what_is_new_until_it_was_on_the_screen(
    cast, cluster, thread, sign_in, here
):
    team, page = sign_in("team"), reverse("talk:threads", args=[cluster.public_id])
    cluster_page = reverse("clusters:cluster", args=[cluster.public_id])
    assert "1 new" in html(team.get(page))
    assert "1 new" in html(team.get(cluster_page))

    assert ">new</span>" in html(team.get(here))

    assert "1 new" not in html(team.get(page))
    assert "1 new" not in html(team.get(cluster_page))
    assert ">new</span>" not in html(team.get(here))


def test_an_answer_stands_in_the_thread_once_though_sent_twice(thread, sign_in, here):
    team = sign_in("team")
    sent = answer(receipt=receipt_in(html(team.get(here))))

    first, second = (team.post(f"{here}answer/", sent) for _ in range(2))

    assert first["Location"] == second["Location"]
    assert first["Location"].endswith(f"#{Post.objects.latest('pk').public_id}")
    assert thread.posts.count() == 2


def test_other_words_from_the_same_page_are_another_answer(thread, sign_in, here):
    """Somebody went back, changed a sentence and sent again: both are there."""
    team = sign_in("team")
    receipt = receipt_in(html(team.get(here)))

    for text in ("Alle nove", "Alle dieci, corretto"):
        assert team.post(f"{here}answer/", answer(text, receipt=receipt)).status_code == 302

    said = thread.posts.order_by("pk").values_list("text", flat=True)
    assert list(said)[1:] == ["Alle nove", "Alle dieci, corretto"]


def test_a_receipt_that_is_anothers_is_no_way_in_and_the_words_stay(thread, sign_in, here):
    taken = uuid4()
    sign_in("team").post(f"{here}answer/", answer("Primo", receipt=taken))

    refused = sign_in("head").post(f"{here}answer/", answer("Primo", receipt=taken))

    assert refused.status_code == 409
    assert "Primo</textarea>" in html(refused)
    assert thread.posts.count() == 2


def test_an_empty_answer_keeps_what_was_chosen(cast, thread, sign_in, here):
    sent = answer("  ", language="hu", asks=cast.leading.public_id)
    page = sign_in("team").post(f"{here}answer/", sent)

    assert page.status_code == 422
    assert '<option value="hu" selected>' in html(page)
    assert f'data-line-posted="{sent["receipt"]}"' in html(page)


def test_one_does_not_ask_ones_own_school(cast, thread, sign_in, here):
    choices = html(sign_in("team").get(here))
    assert f'value="{cast.leading.public_id}"' in choices
    assert f'value="{cast.theirs.public_id}"' not in choices


def test_a_cluster_at_its_end_shows_its_threads_and_takes_nothing(cluster, sign_in, here):
    cluster.closed_on = timezone.localdate()
    cluster.save()
    team = sign_in("team")
    assert "has come to its end" in html(team.get(here))
    assert "<textarea" not in html(team.get(here))

    refused = team.post(f"{here}answer/", answer())
    assert refused.status_code == 409
    started = team.post(reverse("talk:start", args=[cluster.public_id]), answer(title="Ancora"))
    assert (started.status_code, "Martedì</textarea>" in html(started)) == (409, True)
    listed = html(team.get(reverse("talk:threads", args=[cluster.public_id])))
    assert "Start a conversation" not in listed


def test_a_post_is_edited_while_it_is_young_and_its_words_stay_after(thread, sign_in, here):
    team = sign_in("team")
    team.post(f"{here}answer/", answer())
    post = Post.objects.latest("pk")
    page = reverse("talk:edit", args=[post.public_id])
    assert "Martedì</textarea>" in html(team.get(page))
    assert f'href="{page}"' in html(team.get(here))

    team.post(page, {"text": "Mercoledì"})
    shown = html(team.get(here))
    assert "<p>Mercoledì</p>" in shown
    assert "· edited" in shown

    Post.objects.filter(pk=post.pk).update(
        written_at=timezone.now() - dt.timedelta(minutes=20), edited_at=None
    )
    assert f'href="{page}"' not in html(team.get(here))
    late = team.post(page, {"text": "Giovedì"})
    assert late.status_code == 409
    assert "Giovedì</textarea>" in html(late)


def test_a_post_taken_back_leaves_a_line(thread, sign_in, here):
    team = sign_in("team")
    team.post(f"{here}answer/", answer("Lunedì forse"))
    post = Post.objects.latest("pk")
    page = reverse("talk:withdraw", args=[post.public_id])

    shown = html(team.post(page, follow=True))
    assert "Team took this post back on" in shown
    assert "Lunedì forse" not in shown
    assert "You had taken it back already." in html(team.post(page, follow=True))
    refused = team.post(reverse("talk:edit", args=[post.public_id]), {"text": "Di nuovo"})
    assert (refused.status_code, "Di nuovo</textarea>" in html(refused)) == (409, True)


def test_a_name_in_a_title_goes_with_the_words_that_began_it(cluster, sign_in):
    team = sign_in("team")
    listed = reverse("talk:threads", args=[cluster.public_id])
    begun = answer("Che fare?", title="Mario della 2B")
    team.post(reverse("talk:start", args=[cluster.public_id]), begun)
    post = Post.objects.latest("pk")
    edit = reverse("talk:edit", args=[post.public_id])
    assert 'value="Mario della 2B"' in html(team.get(edit))

    team.post(edit, {"title": "Chi non legge", "text": "Che fare?"})
    assert "Chi non legge" in html(team.get(listed))
    assert "Mario" not in html(team.get(listed))

    shown = team.post(reverse("talk:withdraw", args=[post.public_id]), follow=True)
    assert "Chi non legge" not in html(shown)
    assert "took this post back on" in html(shown)
    assert "took" not in html(team.get(listed))
    assert post.thread.public_id not in html(team.get(listed))


def test_an_answer_has_no_title_and_its_end_leaves_the_conversation(thread, sign_in, here):
    team = sign_in("team")
    team.post(f"{here}answer/", answer())
    post = Post.objects.latest("pk")
    assert 'name="title"' not in html(team.get(reverse("talk:edit", args=[post.public_id])))
    team.post(reverse("talk:withdraw", args=[post.public_id]))
    title = thread.title
    thread.refresh_from_db()
    assert thread.title == title


def test_how_one_hears_is_shown_and_chosen(cast, thread, sign_in, here, settings):
    team = sign_in("team")
    assert re.search(r'value="weekly"[^>]* checked', html(team.get(here)))
    assert sign_in("coordinator").get(here).status_code == 404

    settings.REPLY_DOMAIN = "reply.example.org"
    shown = html(team.post(f"{here}hearing/", {"hears": "at_once"}, follow=True))
    assert "Noted." in shown
    assert "from your mail program" in shown
    assert Listener.objects.get(person=cast.people["team"]).hears == "at_once"
    assert "Choose one of the three." in html(team.post(f"{here}hearing/", follow=True))

    sign_in("head").post(f"{here}answer/", answer())
    assert Letter.objects.get(purpose="talk").to == cast.people["team"].email


def test_this_week_asks_for_an_answer_that_is_owed_and_not_for_one_that_came(
    cast, thread, sign_in, here
):
    team, week = sign_in("team"), reverse("home:this-week")
    sent = answer(asks=cast.theirs.public_id)
    sign_in("mentor_team").post(f"{here}answer/", sent)
    sentence = "Answer Mentor Team: Robot in classe"
    assert sentence not in html(team.get(week))
    Post.objects.update(written_at=timezone.now() - dt.timedelta(days=3))

    assert sentence in html(team.get(week))
    assert f"{here}#" in html(team.get(week))
    team.post(f"{here}answer/", answer())
    assert sentence not in html(team.get(week))


def test_long_lists_have_pages_and_long_threads_begin_at_their_end(
    cast, cluster, thread, sign_in, here, monkeypatch
):
    monkeypatch.setattr(views, "THREADS_A_PAGE", 1)
    monkeypatch.setattr(views, "POSTS_A_PAGE", 1)
    lead = cast.people["mentor_team"]
    talk.answer(thread, text="Ultimo", language="it", by=lead)
    talk.start_thread(cluster, title="Altro", text="Ciao", language="it", by=lead)
    team = sign_in("team")

    assert "Page 2 of 2" in html(team.get(here))
    assert "<p>Ultimo</p>" in html(team.get(here))
    assert "<p>Quando" in html(team.get(f"{here}?page=1"))
    listed = html(team.get(reverse("talk:threads", args=[cluster.public_id])))
    assert "Page 1 of 2" in listed


def test_fifty_posts_cost_as_many_queries_as_five(
    cast, thread, sign_in, here, django_assert_max_num_queries
):
    def fill(count):
        people = [cast.people[name] for name in ("team", "head", "mentor_team")]
        for at in range(count):
            talk.answer(thread, text=f"Post {at}", language="it", by=people[at % 3])

    team = sign_in("team")
    fill(4)
    team.get(here)
    with django_assert_max_num_queries(12):
        team.get(here)
    fill(45)
    team.get(here)
    with django_assert_max_num_queries(12):
        shown = html(team.get(here))
    assert shown.count('<article class="card post"') == 50
