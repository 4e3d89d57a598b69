"""A proposed goal: a "not now" says why, is seen by the school, and may be worded anew."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import goals, proposals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Ground, Proposal
from cordata.cycles.queries.proposals import declined_of, open_proposals
from cordata.cycles.queries.ties import ties_of
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.models import Round
from cordata.surveys.queries.rounds import at_hand_in
from tests import cast as casting
from tests.surveys import asking


@pytest.fixture
def cast(db):
    found = casting.gather()
    marta = found.people["coordinator"]
    found_cluster(found.cohort, found.leading, [found.theirs], name="Valli", by=marta)
    return found


def proposed(cast, text="Leggere", **ground):
    wording = Wording(text, "Manca", "Tre classi", Ground(**ground))
    [made] = proposals.propose_goals(cast.theirs, [wording], by=cast.people["team"])
    return made


def declined(cast, **ground):
    made = proposed(cast, **ground)
    proposals.decline_proposal(made, note="Prima la rete", by=cast.people["mentor_team"])
    made.refresh_from_db()
    return made


def test_what_is_declined_waits_for_its_school_until_it_is_worded_anew(cast):
    first = declined(cast, source="rnd_x", part="A")
    assert list(declined_of([cast.theirs.pk])) == [first]
    [tie] = ties_of([cast.theirs.school.public_id])
    assert tie.is_declined

    again = proposals.word_anew(
        first, Wording("Meglio", "W", "S", first.ground), by=first.proposed_by
    )

    assert not declined_of([cast.theirs.pk])
    assert open_proposals(cast.theirs) == [again]
    assert (again.earlier, again.source, again.part) == (first, "rnd_x", "A")
    first.refresh_from_db()
    assert (first.text, first.note) == ("Leggere", "Prima la rete")


def test_it_is_worded_anew_once_and_only_after_a_no(cast):
    first, by = declined(cast), cast.people["team"]
    with pytest.raises(proposals.AnsweredAlready):
        proposals.word_anew(proposed(cast), Wording("T", "W", "S"), by=by)
    later = proposals.word_anew(first, Wording("T", "W", "S"), by=by)
    with pytest.raises(proposals.AnsweredAlready) as faster:
        proposals.word_anew(first, Wording("U", "W", "S"), by=by)
    assert faster.value.proposal == later


def test_with_three_goals_nothing_is_worded_anew(cast):
    first = declined(cast)
    for number in range(3):
        goals.set_goal(
            cast.theirs,
            text=f"G{number}",
            why="W",
            success="S",
            topic=None,
            by=first.proposed_by,
        )
    with pytest.raises(goals.ThreeAlready):
        proposals.word_anew(first, Wording("T", "W", "S"), by=first.proposed_by)


def test_choose_your_goals_comes_back_when_all_of_a_report_is_declined(cast):
    which = asking.ask(cast.theirs)
    asking.answer(which, "teachers", *["333111"] * 12)
    freeze([which])
    Round.objects.update(closed_at=timezone.now())
    since = timezone.now() - dt.timedelta(days=1)

    def waiting():
        at_hand, asked = at_hand_in({cast.theirs.school.public_id}, closed_since=since)
        assert asked == {cast.theirs.pk}
        return at_hand

    assert waiting() == [which]
    made = proposed(cast, source=which.public_id, part="A")
    assert waiting() == []
    proposals.decline_proposal(made, note="Prima la rete", by=cast.people["mentor_team"])
    assert waiting() == [which]


def test_what_a_proposal_rests_on_goes_into_its_goal(cast):
    ground = {
        "source": "rnd_x",
        "part": "A",
        "measure": "item",
        "item": "a1",
        "item_of": "rnd_x",
    }
    made = proposed(cast, **ground)
    goal = proposals.agree_proposal(made, by=cast.people["mentor_team"])
    goal.refresh_from_db()
    assert goal.ground == Ground(**ground)


@pytest.mark.parametrize(
    "wrong", [{"measure": "item"}, {"item": "a1"}, {"part": "A", "source": ""}]
)
def test_the_database_refuses_half_a_measure(cast, wrong):
    made = proposed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.filter(pk=made.pk).update(**wrong)
