"""Goals: three at most, moved by the school in its own words, never rewritten behind its back."""

import pytest
from django.db import IntegrityError, transaction

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles import rules
from cordata.cycles.actions import goals as actions
from cordata.cycles.actions import proposals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, Stand
from cordata.cycles.queries.goals import (
    goals_of,
    goals_seen_by,
    goals_with_history,
)
from cordata.cycles.queries.ties import ties_of
from cordata.history.models import Entry
from cordata.networks.actions import ChangedBySomebody
from tests import cast as casting


@pytest.fixture
def cast(db):
    found = casting.gather()
    marta = found.people["coordinator"]
    found_cluster(found.cohort, found.leading, [found.theirs], name="Valli", by=marta)
    return found


@pytest.fixture
def anna(cast):
    return cast.people["team"]


def agreed(cast, text="Ogni classe legge ad alta voce"):
    return actions.set_goal(
        cast.theirs, text=text, why="Bisogno della candidatura", success="Tre classi su quattro",
        topic=None, by=cast.people["team"],
    )  # fmt: skip


def test_three_goals_and_no_fourth_until_one_is_given_up(cast, anna):
    goals = [agreed(cast, f"Obiettivo {number}") for number in range(3)]
    with pytest.raises(actions.ThreeAlready):
        agreed(cast)
    actions.drop_goal(goals[1], why="Troppo presto", by=anna)
    fourth = agreed(cast, "Un altro")
    assert fourth.place == 2
    assert [one.place for one in goals_of([cast.theirs.pk])[cast.theirs.pk]] == [1, 2, 3]
    with pytest.raises(actions.Dropped):
        actions.drop_goal(goals[1], why="Ancora", by=anna)
    actions.drop_goal(goals[1], why="Troppo presto", by=anna)  # sent twice: once
    assert Entry.objects.filter(verb="goal.dropped").count() == 1


def test_two_colleagues_cannot_take_the_same_place(cast, anna):
    first = agreed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Goal.objects.create(
            participation=cast.theirs, place=first.place, text="x", why="y", success="z"
        )


def test_it_goes_forward_and_back_and_every_sentence_stays(cast, anna):
    goal = agreed(cast)
    actions.move_goal(goal, stop="several", sentence="In due classi", by=anna)
    actions.move_goal(goal, stop="trying", sentence="Una ha smesso", by=anna)
    goal.refresh_from_db()
    assert goal.stop == "trying"
    assert list(goal.stands.order_by("pk").values_list("stop", "sentence")) == [
        ("several", "In due classi"),
        ("trying", "Una ha smesso"),
    ]
    assert Entry.objects.filter(verb="goal.moved", thing=goal.public_id).count() == 2
    assert goals_with_history(cast.theirs)[0].history[0].sentence == "Una ha smesso"


def test_it_may_be_said_better_but_how_one_will_know_stays(cast, anna):
    goal = agreed(cast)
    actions.word_goal(goal, text="Meglio", why="Perché", topic=None, version=1, by=anna)
    goal.refresh_from_db()
    assert (goal.text, goal.success) == ("Meglio", "Tre classi su quattro")
    with pytest.raises(ChangedBySomebody):
        actions.word_goal(goal, text="Altro", why="x", topic=None, version=1, by=anna)


def test_a_goal_that_was_given_up_does_not_move(cast, anna):
    goal = agreed(cast)
    step = actions.add_step(goal, text="Visita", owner="Anna", due_on=None, by=anna)
    actions.mark_step(step, done=True, by=anna)
    actions.drop_goal(goal, why="Basta", by=anna)
    for verb in (
        lambda: actions.move_goal(goal, stop="part", sentence="x", by=anna),
        lambda: actions.mark_step(step, done=False, by=anna),
        lambda: actions.word_goal(goal, text="a", why="b", topic=None, version=None, by=anna),
    ):
        with pytest.raises(actions.Dropped):
            verb()
    step.refresh_from_db()
    assert step.done_at is not None
    assert not Stand.objects.exists()


def test_the_rule_and_the_query_agree_on_who_sees_a_goal(cast):
    goal = agreed(cast)
    for name, person in cast.people.items():
        if person is None:
            continue
        seen = goals_seen_by(person).filter(pk=goal.pk).exists()
        assert seen == rules.may_see_goal(person, goal), name
    seeing = {
        name
        for name, person in cast.people.items()
        if person and rules.may_see_goal(person, goal)
    }
    assert seeing == {"team", "head", "mentor_team", "coordinator", "programme_coordinator"}


def test_what_a_year_may_ask_of_tied_schools_is_read_at_once(cast, django_assert_num_queries):
    agreed(cast)
    with django_assert_num_queries(1):
        schools = (cast.theirs.school, cast.leading.school, cast.others.school)
        ties = ties_of([one.public_id for one in schools])
    has_goals = {one.participation_id: one.has_goals for one in ties}
    assert has_goals == {cast.theirs.pk: True, cast.leading.pk: False}
    assert not any(one.is_reflecting for one in ties)


def test_a_goal_is_in_the_language_of_whoever_wrote_it(cast):
    team = cast.people["team"]
    team.language = "it"
    assert agreed(cast).language == "it"

    [proposal] = proposals.propose_goals(cast.theirs, [Wording("T", "W", "S")], by=team)
    leads = cast.people["mentor_team"]
    leads.language = "hr"
    goal = proposals.agree_proposal(proposal, by=leads)
    assert goal.language == "it"

    actions.word_goal(goal, text="U", why="W", topic=None, version=None, by=leads)
    goal.refresh_from_db()
    assert goal.language == "hr"
