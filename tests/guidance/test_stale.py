"""What moved under a recommendation: the list by the machine equals the list by hand."""

import datetime as dt

import pytest
from django.utils import timezone

from cordata.evidence.actions import findings
from cordata.evidence.actions.findings import note_look
from cordata.evidence.queries.recompute import as_facts, recompute
from cordata.guidance.actions import publishing
from cordata.guidance.actions.beginning import begin_version
from cordata.guidance.actions.stale import AlreadyDecided, decide_notice, note_contrary
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Notice, Recommendation
from cordata.guidance.queries.stale import notices_of, open_notices, stale_now, waiting_for
from cordata.guidance.tasks.recommendations import look_for_stale
from cordata.notices.models import Letter
from tests.evidence import making as evidence
from tests.guidance import making

MOVED = {"numbers": [["estimates.change.value", 0.67, 0.5]]}


@pytest.fixture
def version(cast):
    return making.published(cast)


def state_of(version):
    return Recommendation.objects.get(pk=version.recommendation_id).state


def move(version, what=None):
    finding = version.supports.get().finding
    note_look(finding, what if what is not None else MOVED, by=None)


def test_a_wave_added_makes_stale_what_rests_on_it_and_nothing_else(cast):
    schools = evidence.network(cast.cohort, cast.people["coordinator"], clusters=6)
    early, late = schools[:-1], schools[-1]
    evidence.ask_twice(early)
    evidence.closed(late, evidence.BEFORE[11], occasion="baseline", days=100)
    of, paola = evidence.project(cast), cast.people["researcher"]
    table = evidence.freeze_table(of, evidence.KIND, evidence.params(cast.cohort), by=paola)
    moves = evidence.run_analysis(evidence.registered(of, cast.cohort, paola), table, by=paola)
    finding = _released(cast, moves)
    on_it = making.published(cast, making.opened(cast, finding, because="We looked."))
    beside = making.published(cast, making.opened(cast, finding, because="We looked."))
    beside.supports.update(finding=_elsewhere(cast))

    evidence.closed(late, evidence.BEFORE[11] + 1, occasion="end", days=1)  # the wave
    for one in (finding, beside.supports.get().finding):
        if one.run.table.sources:
            note_look(one, as_facts(recompute(one.run)), by=None)

    by_hand = [(on_it.recommendation.number, "moved")]
    found = [(one.version.recommendation.number, one.kind) for one in stale_now(timezone.now())]
    assert found == by_hand
    assert look_for_stale() == 1
    assert [state_of(on_it), state_of(beside)] == ["under_review", "published"]
    (notice,) = Notice.objects.all()
    assert notice.what["changed_cells"]["after"] == 1  # the one school that answered late
    (moved,) = [one for one in notice.what["today"] if one[0] == "change"]
    assert moved[1] != moved[2]  # which number, and by how much


def _released(cast, run):
    shown = run.document["result"]["estimates"]["change"]["value"]
    finding = evidence.draft(run, headline=f"Schools changed by {shown:.2f} points on average.")
    findings.ask_review(finding, by=finding.written_by)
    for one in making.two(cast):
        findings.review_finding(finding, says="approve", words="", by=one)
    findings.release_finding(finding, by=finding.written_by)
    return finding


def _elsewhere(cast):
    """A released finding on other rows, which no new round reaches."""
    run = evidence.quick(cast)
    run.table.params |= {"area": "B"}
    run.table.save()
    return making.released(cast, run)


def test_a_notice_is_written_once_for_what_a_finding_says(version):
    move(version)
    assert [look_for_stale(), look_for_stale()] == [1, 0]

    (notice,) = open_notices(version)
    decide_notice(notice, decision="holds", reason="It is a rounding.", by=version.written_by)
    assert look_for_stale() == 0  # it says what was decided on
    move(version, {"numbers": [["estimates.change.value", 0.67, 0.1]]})
    assert look_for_stale() == 1


def test_who_answers_for_it_is_told_and_finds_it_waiting(cast, version):
    move(version)
    look_for_stale()

    told = set(
        Letter.objects.filter(purpose="recommendation_stale").values_list("to", flat=True)
    )
    assert told == {one.email for one in (version.written_by, *making.two(cast))}
    body = Letter.objects.filter(purpose="recommendation_stale").first().body
    assert "0.5" not in body  # letters lie about
    assert waiting_for(cast.people["researcher"]).count() == 1
    assert waiting_for(cast.people["policy_maker"]).count() == 0


def test_it_still_holds_with_a_reason_that_everybody_reads(version):
    move(version)
    look_for_stale()
    (notice,) = open_notices(version)

    with pytest.raises(Typed):
        decide_notice(notice, decision="holds", reason="Only 0.1.", by=version.written_by)
    decide_notice(notice, decision="holds", reason="It is small.", by=version.written_by)

    assert state_of(version) == "published"
    with pytest.raises(AlreadyDecided):
        decide_notice(notice, decision="withdraw", reason="No.", by=version.written_by)


def test_a_new_version_is_begun_and_it_is_looked_at_until_that_is_published(cast, version):
    move(version)
    look_for_stale()
    (notice,) = open_notices(version)

    decide_notice(notice, decision="anew", reason="It moved a lot.", by=version.written_by)

    assert state_of(version) == "under_review"
    second = version.recommendation.versions.get(minor=1)
    second.changed = "The number moved."
    second.save()
    making.published(cast, second)
    assert state_of(version) == "published"


def next_version(cast, version):
    """1.1 is written and published while something waits."""
    second = begin_version(version.recommendation, is_major=False, by=version.written_by)
    second.changed = "More."
    second.save()
    return making.published(cast, second)


def test_the_next_version_closes_what_waited_and_what_still_moves_is_noticed_anew(
    cast, version
):
    move(version)
    look_for_stale()
    (notice,) = open_notices(version)

    second = next_version(cast, version)

    notice.refresh_from_db()
    assert (notice.decision, notice.decided_by) == ("over", version.written_by)
    assert state_of(version) == "published"
    assert waiting_for(cast.people["researcher"]).count() == 0
    assert [notices_of(version).count(), look_for_stale()] == [0, 1]
    assert open_notices(second).get().what == MOVED


def test_a_decision_from_which_nothing_would_follow_is_refused(cast, version):
    move(version)
    look_for_stale()
    (notice,) = open_notices(version)
    next_version(cast, version)
    Notice.objects.update(decision="", decided_by=None, decided_at=None)  # as if it had stayed

    for decision in ("holds", "anew", "withdraw"):
        with pytest.raises(NotInThisState):
            decide_notice(notice, decision=decision, reason="Gone.", by=version.written_by)

    notice.refresh_from_db()
    assert (notice.decision, state_of(version)) == ("", "published")


def test_what_waits_ends_with_the_recommendation(version):
    move(version)
    look_for_stale()
    publishing.withdraw_recommendation(
        version.recommendation, why="Wrong.", by=version.written_by
    )

    assert not open_notices(version).exists()
    assert Notice.objects.get().decision == "over"


def test_a_contrary_result_is_noticed_once_for_the_version_that_holds(cast, version):
    whole, teller = version.recommendation, cast.people["policy_maker"]
    whole.refresh_from_db()
    notice = note_contrary(whole, line="led_1", position=3, by=teller)

    assert (notice.kind, notice.version, state_of(version)) == (
        "contrary", version, "under_review",
    )  # fmt: skip
    whole.refresh_from_db()
    assert note_contrary(whole, line="led_1", position=3, by=teller) is None
    assert note_contrary(whole, line="led_2", position=4, by=teller) is not None
    letters = Letter.objects.filter(purpose="recommendation_stale", about=notice.public_id)
    assert "it did not work there" in letters.first().body
    later = timezone.now() + dt.timedelta(days=366)
    assert [one.kind for one in stale_now(later)] == ["due"]  # a result is not the yearly look

    publishing.withdraw_recommendation(whole, why="Wrong.", by=version.written_by)
    assert note_contrary(whole, line="led_3", position=5, by=teller) is None


def test_withdrawn_with_the_reason(version):
    finding = version.supports.get().finding
    findings.withdraw_finding(finding, why="A mistake.", by=version.written_by)
    assert look_for_stale() == 1
    (notice,) = open_notices(version)
    assert notice.kind == "withdrawn"

    decide_notice(notice, decision="withdraw", reason="Nothing is left.", by=version.written_by)

    whole = Recommendation.objects.get(pk=version.recommendation_id)
    assert (whole.state, whole.withdrawn_because) == ("withdrawn", "Nothing is left.")


def test_after_a_year_it_is_looked_at_once(version):
    later = timezone.now() + dt.timedelta(days=366)

    assert [one.kind for one in stale_now(later)] == ["due"]
    assert stale_now(timezone.now()) == []


def test_a_draft_is_never_stale(cast):
    draft = making.opened(cast)
    move(draft)

    assert look_for_stale() == 0
