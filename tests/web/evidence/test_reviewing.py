"""Comments at paragraphs, who still has to stand for it, how sure it is, and who paid."""

from django.urls import reverse

from cordata.evidence.actions import findings as actions
from cordata.evidence.actions import remarks
from cordata.evidence.models import Project, Remark
from tests.evidence import making


def page_of(finding):
    return reverse("evidence:finding", args=[finding.public_id])


def remark(client, finding, **said):
    return client.post(reverse("evidence:remark", args=[finding.public_id]), said, follow=True)


def test_a_comment_stands_at_its_paragraph_and_stays_when_it_is_released(
    client, paola, finding, two
):
    actions.ask_review(finding, by=finding.written_by)
    client.force_login(two[0])
    silent = remark(client, finding, at="limits.1", words="")
    assert silent.status_code == 422
    answer = remark(client, finding, at="limits.1", words="Say that nobody was drawn.")
    assert "Say that nobody was drawn." in answer.content.decode()
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    actions.release_finding(finding, by=two[0])

    client.logout()
    html = client.get(page_of(finding)).content.decode()
    at = html.index("Say that nobody was drawn.")
    assert html.index("No comparison: nobody knows") < at < html.index("What speaks against it")
    assert two[0].name in html[at:]
    late = remark(paola, finding, at="limits.1", words="One more.")
    assert "Somebody was faster" in late.content.decode()
    assert Remark.objects.count() == 1


def test_a_paragraph_that_went_meanwhile_is_told(paola, finding):
    remarks.leave_remark(
        finding, part="limits", paragraph=1, words="Here.", by=finding.written_by
    )
    assert remark(paola, finding, at="limits.7", words="There.").status_code == 422


def test_the_page_says_whom_it_waits_for(paola, finding, two):
    assert "A draft" in paola.get(page_of(finding)).content.decode()
    actions.ask_review(finding, by=finding.written_by)
    for says, one in zip(("Waiting for two", "Waiting for the second"), two, strict=True):
        assert says in paola.get(page_of(finding)).content.decode()
        actions.review_finding(finding, says="approve", words="", by=one)
    assert "Two people stand for it" in paola.get(page_of(finding)).content.decode()
    actions.review_finding(finding, says="change", words="Say which schools.", by=two[1])
    assert "Changes were asked for: it is a draft again" in (
        paola.get(page_of(finding)).content.decode()
    )


def test_a_reviewer_sees_what_the_result_warns_of(client, finding, two):
    actions.ask_review(finding, by=finding.written_by)
    client.force_login(two[0])
    html = client.get(page_of(finding)).content.decode()
    assert "What the result warns of" in html
    assert "No comparison group: this is change, not effect." in html


def test_how_sure_it_is_stands_there_with_its_reasons(client, released):
    html = client.get(page_of(released)).content.decode()
    for words in (
        "Very unsure: 1 of 4",
        "We do not know whether what was tried made the difference.",
        "It begins at 1 of 4, by its design: Before and after, without a comparison.",
        "Fewer than ten clusters stand behind it.",
        "The ministry",
        "all 12 schools that were asked have both rounds",
    ):
        assert words in html, words


def test_without_a_payer_it_is_not_released(paola, finding, two):
    actions.ask_review(finding, by=finding.written_by)
    for one in two:
        actions.review_finding(finding, says="approve", words="", by=one)
    Project.objects.update(paid_by="")
    address = reverse("evidence:release", args=[finding.public_id])
    answer = paola.post(address)
    assert answer.status_code == 422
    assert "does not say yet who pays" in answer.content.decode()


def test_both_bands_are_written_and_the_likely_one_is_the_narrower(released):
    from cordata.evidence.queries.shown import estimates_shown

    for one in estimates_shown(released.run):
        low, high = one.likely
        assert one.low < low < one.value < high < one.high


def test_a_withdrawn_finding_says_not_to_use_it(client, released, two):
    actions.withdraw_finding(released, why="A school gave wrong answers.", by=two[0])
    html = client.get(page_of(released)).content.decode()
    assert "Do not use it any more." in html


def test_the_page_costs_few_queries(client, paola, released, django_assert_max_num_queries):
    finding = making.draft(released.run, headline="Teachers agree more.")
    actions.ask_review(finding, by=finding.written_by)
    paola.get(page_of(finding))
    with django_assert_max_num_queries(15):
        paola.get(page_of(finding))


def test_what_happened_to_it_and_its_code_are_one_tap_down(client, released, two):
    actions.note_look(released, {}, by=None)
    html = client.get(page_of(released)).content.decode()
    assert ": the same" in html
    actions.note_look(released, {"failed": True}, by=None)
    actions.withdraw_finding(released, why="A school gave wrong answers.", by=two[0])
    answer = client.get(page_of(released))
    assert [says for _at, says in answer.context["past"]] == [
        "Written as a draft", "Review asked for", "Reviewed", "Reviewed", "Released",
        "Computed again: it differed", "Withdrawn",
    ]  # fmt: skip
    assert "[spec]" in answer.content.decode()


def test_costs_in_review_are_counted_by_cluster(cast, paola):
    """Behind a bill stand clusters, not schools that answered."""
    run = making.billed(cast, {f"clu_{one}": 10 + one for one in range(6)})
    finding = making.draft(run, estimate="societal", headline="It costs little.")
    actions.ask_review(finding, by=finding.written_by)
    releases = reverse("evidence:releases", args=[run.analysis.project.public_id])
    for address in (page_of(finding), releases):
        html = paola.get(address).content.decode()
        assert "single school, cluster or person: 6 stand behind it." in html
        assert "6 schools stand behind it" not in html
