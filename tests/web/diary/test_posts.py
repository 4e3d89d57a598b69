"""From the diary to the public, through the pages."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cordata.cycles.actions import diary as diary_actions
from cordata.cycles.actions import posts as post_actions
from cordata.cycles.models import DiaryEntry, PublicPost
from tests.kit.test_pictures import SMALL_PNG

WORDS = {"title": "Leggere ogni giorno", "text": "In *tre* classi.", "picture": "no"}


@pytest.fixture
def entry(team, page, facts):
    picture = SimpleUploadedFile("classe.png", SMALL_PNG, "image/png")
    team.post(page, facts | {"upload": picture, "video": "https://video.example/1"})
    return reverse("diary:entry", args=[DiaryEntry.objects.get().public_id])


@pytest.fixture
def desk():
    return reverse("diary:posts", args=["it"])


@pytest.fixture
def public():
    return reverse("diary:public", args=["it"])


def decide(client, desk, **said):
    return client.post(f"{desk}{PublicPost.objects.latest('pk').public_id}/", said)


def test_one_step_from_the_diary_to_the_public(team, entry, marta, desk, public):
    assert "Propose as a public post" in team.get(entry).content.decode()
    facts = WORDS | {"picture": "nobody"}
    team.post(f"{entry}propose/", facts)
    assert "Waiting for the coordinator" in team.get(entry).content.decode()
    anybody = Client()
    assert "Leggere ogni giorno" not in anybody.get(public).content.decode()
    week = marta.get(reverse("home:this-week")).content.decode()
    assert "Read 1 post that a school proposes for the public" in week
    html = marta.get(desk).content.decode()
    assert "No pupil can be recognised in it" in html

    decide(marta, desk, verdict="approve")
    html = anybody.get(public).content.decode()
    assert "<em>tre</em>" in html
    assert "IC Valle Alta" in html
    assert "https://video.example/1" in html
    picture = reverse("diary:picture", args=[PublicPost.objects.get().public_id])
    assert b"".join(anybody.get(picture).streaming_content).startswith(b"\xff\xd8\xff")
    assert "See it as the public does" in team.get(entry).content.decode()
    assert (
        "proposes for the public" not in marta.get(reverse("home:this-week")).content.decode()
    )


def test_the_public_reads_no_name_of_a_person_and_of_no_school_that_is_not_listed(
    team, entry, marta, desk, public, cast
):
    team.post(f"{entry}propose/", WORDS)
    decide(marta, desk, verdict="approve")
    html = Client().get(public).content.decode()
    assert "Team" not in html
    assert "Coordinator" not in html
    assert "classe.png" not in html  # without its picture
    cast.theirs.school.listed = False
    cast.theirs.school.save()
    html = Client().get(public).content.decode()
    assert "IC Valle Alta" not in html
    assert "A school that does not wish to be named" in html


def test_names_of_the_team_are_refused_and_nothing_typed_is_lost(team, entry):
    answer = team.post(f"{entry}propose/", WORDS | {"text": "Grazie alla nostra Head"})
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "This names Head." in html
    assert "Grazie alla nostra Head" in html


def test_the_question_about_pupils_is_answered_before_a_picture_is_shown(team, entry):
    answer = team.post(f"{entry}propose/", WORDS | {"picture": ""})
    assert answer.status_code == 422
    assert "Show its picture, too? This field is required." in answer.content.decode()
    assert not PublicPost.objects.exists()


def test_sent_back_it_says_why_and_may_come_again(team, entry, marta, desk):
    team.post(f"{entry}propose/", WORDS)
    assert decide(marta, desk).status_code == 422
    decide(marta, desk, reason="Che cosa è cambiato?")
    assert "Che cosa è cambiato?" in team.get(entry).content.decode()
    html = team.get(f"{entry}propose/").content.decode()
    assert "Che cosa è cambiato?" in html
    assert "In *tre* classi." in html
    team.post(f"{entry}propose/", WORDS | {"text": "Ora leggono tutti."})
    decide(marta, desk, verdict="approve")
    assert PublicPost.objects.filter(state="approved").count() == 1


def test_the_school_hears_in_its_week_that_a_post_was_sent_back(
    team, entry, marta, desk, sign_in
):
    week = reverse("home:this-week")
    told = "Word a public post anew: your coordinator sent it back"
    team.post(f"{entry}propose/", WORDS)
    assert told not in team.get(week).content.decode()

    decide(marta, desk, verdict="return", reason="Quante classi?")

    html = team.get(week).content.decode()
    assert told in html
    assert "Leggere ogni giorno: Quante classi?" in html
    assert f'href="{entry}propose/"' in html
    assert told not in sign_in("mentor_team").get(week).content.decode()
    team.post(f"{entry}propose/", WORDS)
    assert told not in team.get(week).content.decode()


def test_two_coordinators_and_two_colleagues_do_one_thing(team, entry, marta, desk, sign_in):
    team.post(f"{entry}propose/", WORDS)
    head = sign_in("head").post(f"{entry}propose/", WORDS, follow=True)
    assert "This entry is proposed or public already." in head.content.decode()
    decide(marta, desk, verdict="approve")
    second = decide(sign_in("programme_coordinator"), desk, verdict="approve")
    assert second.status_code == 302
    assert PublicPost.objects.count() == 1


def test_words_that_come_after_a_colleagues_stay_on_the_page(team, entry, sign_in):
    team.post(f"{entry}propose/", WORDS)

    late = sign_in("head").post(f"{entry}propose/", WORDS | {"text": "Altre parole."})

    assert late.status_code == 422
    assert "This entry is proposed or public already." in late.content.decode()
    assert "Altre parole.</textarea>" in late.content.decode()


def test_what_is_public_is_what_was_read(team, entry, marta, desk, public, facts):
    team.post(f"{entry}propose/", WORDS | {"picture": "written"})
    decide(marta, desk, verdict="approve")
    change = f"{entry}change/"
    other = SimpleUploadedFile("altra.png", SMALL_PNG, "image/png")
    refused = team.post(change, facts | {"version": 1, "upload": other})
    assert "Take the post back first." in refused.content.decode()
    team.post(change, facts | {"version": 1, "text": "X", "video": "https://other.example/"})
    html = Client().get(public).content.decode()
    assert "other.example" not in html
    assert "https://video.example/1" in html


def test_it_is_taken_back_by_the_school_and_taken_down_by_the_coordinator(
    team, entry, marta, desk, public
):
    team.post(f"{entry}take-back/")  # nothing to take back: nothing happens
    for away in ("back", "down", "out"):
        team.post(f"{entry}propose/", WORDS)
        decide(marta, desk, verdict="approve")
        picture = reverse("diary:picture", args=[PublicPost.objects.latest("pk").public_id])
        assert Client().get(picture).status_code == 404  # it was not shown
        if away == "back":
            team.post(f"{entry}take-back/")
        elif away == "down":
            decide(marta, desk, reason="Una famiglia lo chiede")
        else:
            team.post(f"{entry}take-out/")
        assert "Leggere ogni giorno" not in Client().get(public).content.decode()


def test_a_network_that_is_not_there_has_no_page(cast):
    assert Client().get(reverse("diary:public", args=["xx"])).status_code == 404


def test_a_country_links_to_what_its_schools_tell(cluster):
    html = Client().get(reverse("networks:network", args=["it"])).content.decode()
    assert reverse("diary:public", args=["it"]) in html


@pytest.mark.parametrize("number", [1, 3])
def test_many_entries_cost_the_same(
    team, page, cast, cluster, number, django_assert_max_num_queries
):
    for at in range(number):
        entry = diary_actions.write_entry(
            cast.theirs, cluster, kind="action", text=f"x{at}", readers="cluster",
            happened_on="2026-11-01", by=cast.people["team"],
        )  # fmt: skip
        post_actions.propose_post(
            entry, title="t", text="x", with_picture=False, consent="", by=cast.people["team"]
        )
    team.get(page)
    with django_assert_max_num_queries(13):
        team.get(page)
