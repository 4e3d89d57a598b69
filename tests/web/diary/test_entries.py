"""The diary through its pages."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from cordata.cycles.actions.goals import drop_goal, set_goal
from cordata.cycles.models import DiaryEntry
from tests.kit.test_pictures import SMALL_PNG, written


def receipt_in(html):
    return re.search(r'name="receipt" autocomplete="off" value="([0-9a-f-]{36})"', html)[1]


def test_an_entry_is_written_and_read_in_the_cluster(team, page, facts, sign_in):
    answer = team.post(page, facts, follow=True)
    assert "It stands in the diary." in answer.content.decode()
    html = sign_in("mentor_team").get(page).content.decode()
    assert "<em>legge</em>" in html
    assert "Read by: The cluster and its coordinators" in html


def test_a_page_sent_twice_makes_one_entry(team, page, facts):
    receipt = receipt_in(team.get(page).content.decode())
    for _time in range(2):
        assert team.post(page, facts | {"receipt": receipt}).status_code == 302
    assert DiaryEntry.objects.count() == 1
    assert receipt_in(team.get(page).content.decode()) != receipt
    corrected = facts | {"receipt": receipt, "text": "Si legge di meno"}
    assert team.post(page, corrected).status_code == 302
    assert DiaryEntry.objects.count() == 2


def test_a_chosen_file_is_asked_for_again_if_something_else_is_wrong(team, page, facts):
    picture = SimpleUploadedFile("classe.png", SMALL_PNG, "image/png")
    answer = team.post(page, facts | {"text": "", "upload": picture})
    assert answer.status_code == 422
    assert "Choose the file again." in answer.content.decode()
    assert (
        "Choose the file again." not in team.post(page, facts | {"text": ""}).content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"text": ""}, "required"),
        ({"video": "http://video.example/1"}, "must begin with https://"),
        ({"video": "javascript:alert(1)"}, "valid URL"),
        ({"happened_on": str(timezone.localdate() + timedelta(days=2))}, "still to come"),
        ({"readers": "everybody"}, "valid choice"),
    ],
)
def test_what_was_typed_comes_back_and_says_what_is_wrong(team, page, facts, wrong, said):
    sent = {"receipt": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}
    answer = team.post(page, facts | sent | wrong)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert said in html
    assert f'data-line-posted="{sent["receipt"]}"' in html
    assert "Si *legge* di più" in html or "text" in wrong
    assert not DiaryEntry.objects.exists()


def test_a_picture_is_shown_and_a_program_is_refused(team, page, facts, sign_in):
    picture = SimpleUploadedFile("classe.png", SMALL_PNG, "image/png")
    team.post(page, facts | {"upload": picture})
    entry = DiaryEntry.objects.get()
    address = reverse("diary:file", args=[entry.public_id])
    assert f'<a href="{address}"><img' in team.get(page).content.decode()
    served = sign_in("mentor_team").get(address)
    assert (served["Content-Type"], b"".join(served.streaming_content)) == (
        "image/png",
        SMALL_PNG,
    )
    program = SimpleUploadedFile("foto.png", b"MZ\x90", "image/png")
    refused = team.post(page, facts | {"upload": program})
    assert refused.status_code == 422
    assert "What counts is its content" in refused.content.decode()
    launch = b"%PDF-1.7 1 0 obj << /S /Launch /F (calc.exe) >> endobj"
    paper = SimpleUploadedFile("foto.pdf", launch, "application/pdf")
    refused = team.post(page, facts | {"upload": paper})
    assert "the call of a program" in refused.content.decode()
    assert DiaryEntry.objects.count() == 1


def test_a_file_of_another_kind_is_a_link_and_an_entry_without_one_has_none(team, page, facts):
    paper = SimpleUploadedFile("piano.pdf", b"%PDF-1.7 x", "application/pdf")
    team.post(page, facts | {"upload": paper})
    html = team.get(page).content.decode()
    assert "piano.pdf</a>" in html
    assert "<img" not in html
    team.post(page, facts | {"video": "https://video.example/1"})
    bare = DiaryEntry.objects.latest("pk")
    assert team.get(reverse("diary:file", args=[bare.public_id])).status_code == 404
    assert '<a href="https://video.example/1"' in team.get(page).content.decode()


def test_video_is_never_embedded_and_words_cannot_do_anything(team, page, facts):
    bad = "<script>alert(1)</script> ![x](https://spy.example/p.png) [y](javascript:alert(1))"
    team.post(page, facts | {"text": bad, "video": "https://video.example/1"})
    html = team.get(page).content.decode()
    assert "<script>alert" not in html
    assert 'spy.example/p.png"' not in html
    assert 'href="javascript' not in html
    assert "<iframe" not in html


def test_the_later_of_two_colleagues_sees_both_versions(team, page, facts, sign_in):
    team.post(page, facts)
    entry = DiaryEntry.objects.get()
    change = reverse("diary:change", args=[entry.public_id])
    assert "Si *legge* di più" in team.get(change).content.decode()
    assert team.post(change, facts | {"text": "La prima", "version": 1}).status_code == 302
    late = sign_in("head").post(change, facts | {"text": "La seconda", "version": 1})
    html = late.content.decode()
    assert late.status_code == 409
    assert "La prima" in html
    assert "La seconda" in html
    again = re.search(r'name="version" value="(\d+)"', html)[1]
    team.post(change, facts | {"text": "La seconda", "version": again})
    entry.refresh_from_db()
    assert entry.text == "La seconda"


def test_a_wrong_file_changes_nothing(team, page, facts):
    team.post(page, facts)
    entry = DiaryEntry.objects.get()
    program = SimpleUploadedFile("foto.png", b"MZ\x90", "image/png")
    change = reverse("diary:change", args=[entry.public_id])
    answer = team.post(change, facts | {"upload": program, "version": 1, "text": "Altro"})
    assert answer.status_code == 422
    entry.refresh_from_db()
    assert entry.text == "Si *legge* di più"


def test_what_is_taken_out_is_gone_for_everybody(team, page, facts, sign_in):
    team.post(page, facts)
    entry = reverse("diary:entry", args=[DiaryEntry.objects.get().public_id])
    assert team.get(entry).status_code == 200
    answer = team.post(f"{entry}take-out/", follow=True)
    assert "Nobody can read it any more." in answer.content.decode()
    for name in ("team", "mentor_team", "coordinator"):
        assert sign_in(name).get(entry).status_code == 404


def test_taken_out_twice_leads_back_to_the_diary(team, page, facts, sign_in):
    team.post(page, facts)
    out = reverse("diary:take-out", args=[DiaryEntry.objects.get().public_id])
    for _time in range(2):
        assert team.post(out).headers["Location"] == page
    assert sign_in("mentor_team").post(out).status_code == 404


def test_a_telephone_is_told_which_pictures_are_read(team, page):
    html = team.get(page).content.decode()
    assert 'accept="image/png,image/jpeg,.pdf,.docx,.odt,.xlsx"' in html


def test_a_researcher_reads_what_is_for_research_and_finds_it_in_the_menu(
    team, page, facts, sign_in
):
    team.post(page, facts)
    team.post(page, facts | {"text": "Per la ricerca", "readers": "researchers"})
    reader = sign_in("researcher")
    shared = reverse("diary:shared")
    html = reader.get(shared).content.decode()
    assert "Per la ricerca" in html
    assert "legge" not in html
    assert "Per la ricerca" not in reader.get(f"{shared}?kind=action").content.decode()
    assert f'href="{shared}"' in reader.get(reverse("home:this-week")).content.decode()
    assert reader.get(page).status_code == 404
    assert "Change the entry" not in html


def test_a_goal_is_offered_and_noted(team, page, facts, cast):
    goal = set_goal(
        cast.theirs, text="Leggere", why="P", success="S", topic=None, by=cast.people["team"]
    )
    here = team.get(reverse("cycles:goal", args=[goal.public_id])).content.decode()
    assert f'href="{page}?goal={goal.public_id}"' in here
    assert (
        f'<option value="{goal.public_id}" selected>'
        in team.get(f"{page}?goal={goal.public_id}").content.decode()
    )
    team.post(page, facts | {"goal": goal.public_id})
    assert DiaryEntry.objects.get().goal == goal
    assert (
        f'Goal: <span lang="{goal.language}">Leggere</span>' in team.get(page).content.decode()
    )
    change = reverse("diary:change", args=[DiaryEntry.objects.get().public_id])
    assert f'<option value="{goal.public_id}" selected>' in team.get(change).content.decode()


def test_an_entry_keeps_the_goal_that_was_given_up_since(team, page, facts, cast):
    by = cast.people["team"]
    goal = set_goal(cast.theirs, text="Leggere", why="P", success="S", topic=None, by=by)
    team.post(page, facts | {"goal": goal.public_id})
    drop_goal(goal, why="Altro prima", by=by)
    entry = DiaryEntry.objects.get()

    change = reverse("diary:change", args=[entry.public_id])
    offered = f'<option value="{goal.public_id}" selected>'
    assert offered in team.get(change).content.decode()
    words = {"text": "Meglio detto", "goal": goal.public_id, "version": 1}
    team.post(change, facts | words)

    entry.refresh_from_db()
    assert (entry.text, entry.goal) == ("Meglio detto", goal)
    assert goal.public_id not in team.get(page).content.decode().partition("</form>")[0]


def test_a_goal_given_up_while_one_writes_keeps_nothing_from_being_written(
    team, page, facts, cast
):
    by = cast.people["team"]
    goal = set_goal(cast.theirs, text="Leggere", why="P", success="S", topic=None, by=by)
    drop_goal(goal, why="Altro prima", by=by)

    assert team.post(page, facts | {"goal": goal.public_id}).status_code == 302

    assert DiaryEntry.objects.get().goal is None


def test_a_goal_is_told_only_to_who_may_read_goals(cast, cluster, team, page, facts, sign_in):
    goal = set_goal(
        cast.theirs, text="Segreto", why="W", success="S", topic=None, by=cast.people["team"]
    )
    team.post(page, facts | {"goal": goal.public_id, "readers": "researchers"})
    entry = reverse("diary:entry", args=[DiaryEntry.objects.get().public_id])

    told = {
        (name, at): "Segreto" in sign_in(name).get(at).content.decode()
        for name, at in [
            ("mentor_team", page), ("mentor_team", entry), ("coordinator", entry),
            ("researcher", entry), ("researcher", reverse("diary:shared")),
        ]
    }  # fmt: skip

    assert [one for one, said in told.items() if not said] == [
        ("researcher", entry), ("researcher", reverse("diary:shared"))
    ]  # fmt: skip


def test_a_page_draws_a_picture_small_and_keeps_its_place(team, page, facts):
    noise = Image.effect_noise((2400, 1800), 60).convert("RGB")
    sent = SimpleUploadedFile("foto.jpg", written(noise, "JPEG", quality=95), "image/jpeg")
    team.post(page, facts | {"upload": sent})

    html = team.get(page).content.decode()
    [address] = re.findall(r'<img class="shot" src="([^"]+)" width="640" height="480"', html)
    small = team.get(address)
    data = b"".join(small.streaming_content)

    assert small["Content-Type"] == "image/jpeg"
    assert Image.open(BytesIO(data)).size == (640, 480)
    assert len(data) < 200_000  # ux.md 5.3, and no photograph is worse than noise
