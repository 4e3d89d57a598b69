"""A school and research: it sees what rests on its answers, and its head takes them back."""

import pytest
from django.urls import reverse

from cordata.accounts.models import RoleKind
from cordata.evidence.actions import findings as actions
from cordata.evidence.tasks import look_at_findings
from cordata.surveys.models import Withheld
from tests import factories as make
from tests.evidence import making


@pytest.fixture
def published(cast, two):
    """A released finding on twelve real schools, of one of which somebody is head."""
    finding = making.draft(making.ran(cast))
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    actions.release_finding(finding, by=two[0])
    finding.refresh_from_db()
    return finding


def test_the_head_takes_the_answers_back_and_everybody_reads_that_it_stands(
    client, published, paola
):
    from tests.evidence.test_withholding import mentees

    school, head = mentees()[0], make.person("Head")
    make.role(head, RoleKind.HEAD, "school", school.public_id)
    client.force_login(head)
    page = reverse("evidence:school", args=[school.public_id])
    html = client.get(page).content.decode()
    assert html.count(published.headline) == 2  # before and after
    assert "Take them back" in html

    decide = reverse("evidence:decide", args=[school.public_id])
    html = client.post(decide, {"research": "no"}, follow=True).content.decode()
    assert "Your school’s answers have left research." in html
    assert "Allow research again" in html
    html = client.post(decide, {"research": "no"}, follow=True).content.decode()
    assert "Somebody was faster" in html

    look_at_findings()
    client.logout()
    public = reverse("evidence:finding", args=[published.public_id])
    html = client.get(public).content.decode()
    assert "1 school has taken its answers back from research since." in html
    assert "the finding still stands" in html
    table = client.get(reverse("evidence:csv", args=[published.public_id])).content.decode()
    assert "it still stands" in table
    html = paola.post(
        reverse("evidence:compute-again", args=[published.public_id])
    ).content.decode()
    assert "Computed again just now: it differs." in html
    rows = paola.get(reverse("evidence:rows", args=[published.run.public_id])).content.decode()
    assert "1 school took its answers back since" in rows

    client.force_login(head)
    html = client.post(decide, {"research": "yes"}, follow=True).content.decode()
    assert "Research may use your school’s answers again" in html
    assert not Withheld.objects.exists()


def test_whoever_says_neither_yes_nor_no_allows_nothing(client, cast):
    school, head = cast.theirs.school, make.person("Head")
    make.role(head, RoleKind.HEAD, "school", school.public_id)
    client.force_login(head)
    decide = reverse("evidence:decide", args=[school.public_id])
    client.post(decide, {"research": "no"})
    for said in ({}, {"research": "maybe"}, {"research": ""}):
        answer = client.post(decide, said)
        assert answer.status_code == 400
        assert "Allow research again" in answer.content.decode()
    assert Withheld.objects.count() == 1


def test_the_team_reads_and_does_not_decide(cast, sign_in):
    team = sign_in("team")
    sch = cast.theirs.school.public_id
    html = team.get(reverse("evidence:school", args=[sch])).content.decode()
    assert "The head of your school can take these answers back" in html
    assert "Take them back" not in html
    answer = team.post(reverse("evidence:decide", args=[sch]), {"research": "no"})
    assert answer.status_code == 403
    assert not Withheld.objects.exists()


def test_a_draft_on_answers_that_were_taken_back_is_not_released(cast, paola, two):
    from cordata.evidence.models import FrozenTable

    finding = making.draft(making.quick(cast))
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    FrozenTable.objects.update(withheld=["wth_1"])
    answer = paola.post(reverse("evidence:release", args=[finding.public_id]))
    assert answer.status_code == 422
    assert "they are still in its numbers" in answer.content.decode()
