"""Ask for review, review, release, withdraw, compute again: each once, by who may."""

import pytest
from django.urls import reverse

from cordata.evidence.actions import findings as actions
from cordata.evidence.models import Finding, FrozenTable
from cordata.history.models import Entry
from cordata.kit.frames import to_parquet
from tests.evidence import making


def press(client, name, finding, **said):
    return client.post(reverse(f"evidence:{name}", args=[finding.public_id]), said, follow=True)


def state_of(finding):
    return Finding.objects.get(pk=finding.pk).state


def test_from_draft_to_released_by_three_people(client, paola, finding, two):
    press(paola, "ask-review", finding)
    assert "Give my review" not in paola.get(
        reverse("evidence:finding", args=[finding.public_id])
    ).content.decode()  # fmt: skip
    for one in two:
        client.force_login(one)
        answer = press(client, "review", finding, says="approve", words="I checked the data.")
        assert "You stand for this finding now" in answer.content.decode()
    answer = press(paola, "release", finding)
    assert "everybody can read it" in answer.content.decode()
    assert state_of(finding) == "released"


def test_changes_are_asked_for_in_words(client, paola, finding, two):
    actions.ask_review(finding, by=finding.written_by)
    client.force_login(two[0])
    silent = press(client, "review", finding, says="change", words="")
    assert silent.status_code == 422
    assert "Say what should change." in silent.content.decode()

    press(client, "review", finding, says="change", words="Say which schools.")
    assert state_of(finding) == "draft"
    html = paola.get(reverse("evidence:finding", args=[finding.public_id])).content.decode()
    assert "Say which schools." in html
    assert "Ask for review" in html


def test_it_is_not_released_before_two_approved(client, paola, finding, two):
    actions.ask_review(finding, by=finding.written_by)
    actions.review_finding(finding, says="approve", words="", by=two[0])
    answer = press(paola, "release", finding)
    assert answer.status_code == 422
    assert "must approve this very version first" in answer.content.decode()


def test_what_would_tell_of_single_schools_is_not_released(cast, paola, two):
    finding = making.draft(making.quick(cast, schools=4), headline="Teachers agree more now.")
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    answer = press(paola, "release", finding)
    assert answer.status_code == 422
    assert "Fewer than five schools" in answer.content.decode()
    assert state_of(finding) == "in_review"


def test_it_is_withdrawn_with_a_reason(paola, released):
    assert press(paola, "withdraw", released, why="").status_code == 422
    answer = press(paola, "withdraw", released, why="A school gave wrong answers.")
    assert "A school gave wrong answers." in answer.content.decode()
    assert state_of(released) == "withdrawn"


def test_who_comes_second_is_told_how_it_stands(client, paola, finding, released, two):
    client.force_login(two[0])
    for name, said in (
        ("ask-review", {}), ("release", {}), ("review", {"says": "approve"}),
        ("withdraw", {"why": "Once more."}),
    ):  # fmt: skip
        if name == "withdraw":
            actions.withdraw_finding(released, why="A school gave wrong answers.", by=two[0])
        who = client if name == "review" else paola
        assert "Somebody was faster" in press(who, name, released, **said).content.decode()


def test_computed_again_it_says_what_differs_and_changes_nothing(paola, released):
    """No round stands behind these rows: today's records give none of them."""
    lines = Entry.objects.count()
    answer = press(paola, "compute-again", released)

    html = answer.content.decode()
    assert "Computed again just now: it differs." in html
    assert "The records of today would give 12 rows more or less." in html
    assert (Entry.objects.count(), state_of(released)) == (lines, "released")

    rows = {"school": ["a"], "mentor": ["b"], "before": [1.0], "after": [2.0]}
    FrozenTable.objects.update(content=to_parquet(making.columns(rows)))
    html = press(paola, "compute-again", released).content.decode()
    assert "The frozen rows are not those that were sealed." in html


def test_computed_again_from_its_rounds_it_is_the_same(cast, paola):
    finding = making.draft(making.ran(cast))
    answer = press(paola, "compute-again", finding)
    assert "Computed again just now: the same." in answer.content.decode()


def test_a_run_with_a_school_that_left_shows_no_number_and_takes_no_draft(paola, run):
    """Eleven at x beside twelve at 0.67 would be the twelfth."""
    pages = [
        reverse("evidence:analysis", args=[run.analysis.public_id]),
        reverse("evidence:write", args=[run.public_id]),
    ]
    assert all("0.67 points" in paola.get(one).content.decode() for one in pages)
    FrozenTable.objects.update(withheld=["wth_1"])

    for one in pages:
        html = paola.get(one).content.decode()
        assert "0.67" not in html
        assert "Schools took their answers back since it was computed" in html
    assert paola.post(pages[1], {"estimate": "change", "headline": "More."}).status_code == 422
    with pytest.raises(actions.WithheldSince):
        making.draft(run)


def test_what_was_released_with_it_stays_readable(paola, released):
    FrozenTable.objects.update(withheld=["wth_1"])
    page = reverse("evidence:analysis", args=[released.run.analysis.public_id])
    assert "0.67 points" in paola.get(page).content.decode()
