"""This week: at most three things, from what was promised and is not done; else nothing."""

import datetime as dt
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.models import Cluster, Draft, Plan, Publication, Waiting
from cordata.costs.models import Confirmation
from cordata.costs.queries.terms import terms_of
from cordata.cycles.actions.dates import answer_activity
from cordata.cycles.actions.goals import add_step, drop_goal, mark_step, word_goal
from cordata.cycles.actions.proposals import decline_proposal, propose_goals
from cordata.cycles.actions.reviews import review_goals
from cordata.cycles.actions.wording import Wording
from cordata.cycles.queries.activities import unanswered_of
from cordata.cycles.queries.answers import asked_by
from cordata.cycles.queries.asked import STEP
from cordata.cycles.queries.ties import tied
from cordata.documents import actions as texts
from cordata.documents.models import Document
from cordata.kit.days import day_month
from cordata.networks.models import Cohort, Interest, Participation
from cordata.notices.models import MOST_ATTEMPTS, Letter
from cordata.schools.models import RegisterImport
from cordata.web.home.tasks import Task, week_of
from cordata.web.home.waiting import waiting_in
from cordata.web.home.week import week
from tests import factories as make
from tests.cycles.year import activity, goal, moved

NOTHING = "Nothing is asked of you this week."


def sentences(person):
    person = fresh(person)
    asked = week(person, tied(person))
    return [task.sentence for task in [*asked.now, *asked.later]]


def fresh(person):
    """Without the roles that were read before."""
    return type(person).objects.get(pk=person.pk)


def page(client):
    return client.get(reverse("home:this-week")).content.decode()


def draft_of(cohort, state, left_out=(), number=1):
    draft = Draft.objects.create(
        cohort=cohort, number=number, state=state, computed_at=timezone.now()
    )
    document = {"ties": [], "left_out": list(left_out)}
    draft.chosen = Plan.objects.create(
        draft=draft, variant="balanced", document=document, objective=0, bound=0
    )
    draft.save()
    return draft


@pytest.fixture
def marta(cast):
    return cast.people["coordinator"]


@pytest.mark.parametrize("name", ["teacher", "researcher", "policy_maker", "administrator"])
def test_of_most_people_nothing_is_asked(sign_in, name):
    assert NOTHING in page(sign_in(name))


def test_the_page_greets_by_first_name_and_counts_the_minutes(sign_in, cast):
    cast.people["coordinator"].name = "Marta Rossi"
    cast.people["coordinator"].save()

    html = page(sign_in("coordinator"))

    assert ", Marta.</h1>" in html
    assert "1 thing this week, about 2 minutes." in html


def test_a_complete_cohort_waits_to_be_computed(cast, marta):
    assert sentences(marta) == ["Compute the clusters"]
    assert sentences(cast.people["programme_coordinator"]) == ["Compute the clusters"]


def test_schools_without_needs_come_before_computing(cast, marta):
    Interest.objects.filter(participation=cast.theirs).delete()

    assert sentences(marta) == ["1 mentee school has no needs yet."]


def test_a_cohort_without_a_mentor_school_needs_schools(cast, marta):
    Interest.objects.filter(participation=cast.leading).delete()
    cast.leading.delete()

    assert sentences(marta) == ["Say which schools take part"]


def test_a_country_without_a_cohort_starts_one(cast):
    elsewhere = cast.people["coordinator_elsewhere"]

    assert sentences(elsewhere) == ["Start a cohort"]


def test_a_cohort_that_is_over_asks_nothing(cast, marta):
    Cohort.objects.update(starts_on=dt.date(2020, 9, 1), ends_on=dt.date(2021, 6, 1))

    assert sentences(marta) == ["Start a cohort"]


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("ready", ["Look at the proposed clusters and publish them"]),
        ("impossible", ["Choose which rule to loosen: they cannot all hold"]),
        ("failed", ["Compute the clusters again: it stopped, nothing is lost"]),
        ("running", []),
        ("published", []),
    ],
)
def test_the_newest_draft_says_what_is_next(cast, marta, state, told):
    draft_of(cast.cohort, "published", number=1)
    draft_of(cast.cohort, state, number=2)

    assert sentences(marta) == told


def test_schools_left_out_are_to_be_decided_unless_they_are_on_the_waiting_list(cast, marta):
    draft_of(cast.cohort, "ready", [cast.theirs.public_id, cast.others.public_id])
    assert sentences(marta) == ["2 schools have no mentor in the proposal: decide about them"]

    for school in (cast.theirs, cast.others):
        Waiting.objects.create(cohort=cast.cohort, participation=school)
    assert sentences(marta) == ["Look at the proposed clusters and publish them"]


def test_while_a_publication_can_be_undone_that_is_the_first_thing(cast, marta):
    draft = draft_of(cast.cohort, "published")
    until = timezone.now() + timedelta(minutes=8)
    publication = Publication.objects.create(draft=draft, undo_until=until)
    time = f"{timezone.localtime(until):%H:%M}"
    assert sentences(marta) == [f"Clusters are published. You can undo it until {time}"]

    publication.undo_until = timezone.now()
    publication.save()
    assert sentences(marta) == []


def test_a_checked_register_waits_for_its_coordinator_only(cast, marta):
    RegisterImport.objects.create(
        country="IT", layout="plain", file_name="scuole.csv", file_digest="", content=b"",
        state="checked",
    )  # fmt: skip

    assert sentences(marta)[0] == "Decide about the register you uploaded"
    assert "register" not in " ".join(sentences(cast.people["coordinator_elsewhere"]))


def test_a_school_says_what_it_needs(cast):
    Interest.objects.filter(participation__in=[cast.theirs, cast.leading]).delete()

    assert sentences(cast.people["team"]) == ["Say what you need"]
    assert sentences(cast.people["mentor_team"]) == ["Say what you offer"]


def test_what_was_said_long_ago_is_asked_again(cast):
    Interest.objects.update(confirmed_at=timezone.now() - timedelta(days=61))

    assert sentences(cast.people["team"]) == [
        "Look whether you still need this: you said it over 60 days ago"
    ]
    assert sentences(cast.people["mentor_team"]) == [
        "Look whether you still offer this: you said it over 60 days ago"
    ]


def test_a_new_cluster_is_looked_at_and_then_forgotten(cast, tie):
    tie(timezone.localdate())
    goal = "Choose your first goal with your mentor school"
    assert sentences(cast.people["team"]) == ["Look at your cluster: it is new", goal]

    Cluster.objects.update(opened_on=timezone.localdate() - timedelta(days=15))
    assert sentences(cast.people["team"]) == [goal]


def test_a_first_goal_is_asked_for_until_one_is_proposed_or_it_is_declined(cast, tie):
    tie(timezone.localdate() - timedelta(days=90))
    asked = "Choose your first goal with your mentor school"
    team = cast.people["team"]
    assert asked in sentences(team)

    [made] = propose_goals(cast.theirs, [Wording("Leggere", "Manca", "Tre classi")], by=team)
    assert asked not in sentences(team)

    decline_proposal(made, note="Prima la rete", by=cast.people["mentor_team"])
    assert asked in sentences(team)


def test_a_head_alone_in_the_team_invites_a_colleague(cast):
    assert sentences(cast.people["head"]) == []

    cast.people["team"].roles.all().delete()

    assert sentences(cast.people["head"]) == ["Invite a colleague: you are alone in the team"]


def test_administrators_hear_of_letters_that_could_not_be_sent(cast):
    Letter.objects.create(
        to="a@example.org",
        subject="S",
        body="B",
        attempts=MOST_ATTEMPTS,
        send_after=timezone.now(),
    )

    assert sentences(cast.people["administrator"]) == ["1 letter could not be sent"]


def test_whoever_owns_a_text_hears_that_translations_are_behind(cast, marta):
    about = Document.objects.get(slug="about")
    texts.write_and_publish(about, language="en", title="A", body="B.", after=1, by=None)

    asked = sentences(cast.people["administrator"])

    assert asked == ["6 translations are behind their original"]
    assert "translation" not in " ".join(sentences(marta))


def test_of_many_things_three_are_asked_and_roles_take_turns():
    def tasks(role, count):
        return [Task(f"{role}{n}", "", 5, "/", role) for n in range(count)]

    asked = week_of(tasks("a", 4), tasks("b", 1), tasks("c", 1))

    assert [(role, len(of_role)) for role, of_role in asked.roles] == [
        ("a", 1), ("b", 1), ("c", 1)
    ]  # fmt: skip
    assert [task.sentence for task in asked.later] == ["a1", "a2", "a3"]
    assert asked.minutes == 15


def test_several_roles_are_told_apart_on_the_page(cast, sign_in):
    make.role(cast.people["coordinator"], "head", "school", cast.theirs.school.public_id)
    Interest.objects.filter(participation=cast.theirs).delete()

    html = page(sign_in("coordinator"))

    assert "<h3>As coordinator: Italy</h3>" in html
    assert f"<h3>{cast.theirs.school.name}</h3>" in html


@pytest.mark.parametrize("cohorts", [2, 5])
def test_many_cohorts_cost_the_same(cast, marta, django_assert_max_num_queries, cohorts):
    for number in range(cohorts - 1):
        more = make.cohort(name=f"20{number}/21")
        make.mentor(more)
        make.mentee(more)
        draft_of(more, "ready")
    person = fresh(marta)

    with django_assert_max_num_queries(9):
        week(person, tied(person))
    assert Participation.objects.count() == 3 + 2 * (cohorts - 1)


def test_a_team_sees_its_cluster_at_a_glance(cast, tie, sign_in):
    cluster = tie(timezone.localdate() - timedelta(days=90))
    coming = activity(cluster, -9, host=cast.theirs)
    far = activity(cluster, -40, host=cast.theirs)
    ours = goal(cast.theirs)
    moved(ours, "trying", 2, cast.people["team"])
    html = page(sign_in("mentor_team"))
    assert reverse("clusters:cluster", args=[cluster.public_id]) in html
    assert coming.public_id in html
    assert far.public_id not in html
    assert ours.text in html
    assert "Trying it" in html
    assert cluster.public_id not in page(sign_in("coordinator_elsewhere"))


def test_a_school_is_asked_whether_it_comes_until_it_has_answered(cast, tie, sign_in):
    cluster = tie(timezone.localdate() - timedelta(days=90))
    goal(cast.theirs)
    visit = activity(cluster, -9, host=cast.theirs, called_by=cast.leading)
    activity(cluster, -40, called_by=cast.leading)  # not yet
    activity(
        cluster, -2, called_by=cast.leading, cancelled_at=timezone.now(), cancelled_why="x"
    )
    team, asked = cast.people["team"], "Say whether you come: School visit of "
    (sentence,) = [one for one in sentences(team) if one.startswith(asked)]
    assert sentence == asked + day_month(visit.starts_at)
    assert not [one for one in sentences(cast.people["mentor_team"]) if one.startswith(asked)]

    person = fresh(team)
    (task,) = [one for one in week(person, tied(person)).now if one.sentence == sentence]
    assert asked_by(task.address.split("/")[-2]).participation == cast.theirs
    assert sign_in("team").get(task.address).status_code == 200
    answer_activity(visit, cast.theirs, says="no", sentence="", by=team)
    assert sentence not in sentences(team)
    moved_to = visit.starts_at + timedelta(days=1)
    type(visit).objects.filter(pk=visit.pk).update(starts_at=moved_to)
    assert asked + day_month(moved_to) in sentences(team)  # another day asks anew


def test_who_called_it_hears_that_another_day_is_proposed_until_it_is_moved(cast, tie):
    cluster = tie(timezone.localdate() - timedelta(days=90))
    goal(cast.theirs)
    visit = activity(cluster, -9, host=cast.theirs, called_by=cast.leading)
    theirs, lead = cast.people["team"], cast.people["mentor_team"]
    told = "Another day is proposed: School visit of " + day_month(visit.starts_at)
    assert told not in sentences(lead)

    answer_activity(visit, cast.theirs, says="other_day", sentence="Venerdì alle 12", by=theirs)

    person = fresh(lead)
    (task,) = [one for one in week(person, tied(person)).now if one.sentence == told]
    assert task.about == f"{cast.theirs.school.name}: Venerdì alle 12"
    assert task.address == reverse("cycles:activity", args=[visit.public_id])
    assert told not in sentences(theirs)
    type(visit).objects.update(
        called_by=None
    )  # the coordinator's: the mentor school sees to it
    assert told in sentences(lead)
    assert told not in sentences(theirs)
    cluster.memberships.filter(participation=cast.theirs).update(until=timezone.localdate())
    assert told not in sentences(lead)  # who has left proposes nothing any more
    cluster.memberships.update(until=None)
    type(visit).objects.update(starts_at=visit.starts_at + timedelta(days=1))
    assert not [one for one in sentences(lead) if one.startswith("Another day")]


def test_a_step_that_falls_due_is_asked_for_until_it_is_done(cast, tie):
    tie(timezone.localdate() - timedelta(days=90))
    ours, team, today = goal(cast.theirs), cast.people["team"], timezone.localdate()
    steps = [
        add_step(
            ours, text=f"Passo {days}", owner="Anna", due_on=today + timedelta(days), by=team
        )
        for days in (7, -3, 8)
    ]
    add_step(ours, text="Un giorno", owner="Anna", due_on=None, by=team)

    due = [one for one in sentences(team) if one.startswith("Due on")]

    assert due == [
        f"Due on {day_month(today + timedelta(days))}: Passo {days}" for days in (-3, 7)
    ]
    assert not [one for one in sentences(cast.people["mentor_team"]) if "Passo" in one]
    mark_step(steps[1], done=True, by=team)
    drop_goal(ours, why="x", by=team)
    assert not [one for one in sentences(team) if one.startswith("Due on")]


def test_a_goal_that_a_review_wants_worded_otherwise_waits_until_it_is(cast, tie, sign_in):
    tie(timezone.localdate() - timedelta(days=90))
    ours, team = goal(cast.theirs), cast.people["team"]
    asked = "Word your goal otherwise, as your review said"

    def review(verdict):
        review_goals(
            cast.theirs, held_on=timezone.localdate(), mentor_there=True,
            verdicts={ours: (verdict, "Più piccolo")}, by=team,
        )  # fmt: skip

    where = reverse("cycles:goal", args=[ours.public_id])
    unfolded = '<details class="linkish" id="words" open>'
    assert unfolded not in sign_in("team").get(where).content.decode()
    review("change")
    assert asked in sentences(team)
    assert asked not in sentences(cast.people["mentor_team"])
    assert unfolded in sign_in("team").get(where).content.decode()
    word_goal(ours, text="In una classe", why="W", topic=None, version=None, by=team)
    assert asked not in sentences(team)
    assert unfolded not in sign_in("team").get(where).content.decode()
    review("change")
    assert asked in sentences(team)
    review("keep")  # they think otherwise now
    assert asked not in sentences(team)
    assert unfolded not in sign_in("team").get(where).content.decode()


def test_answers_steps_and_words_cost_two_queries_at_most(
    cast, tie, django_assert_max_num_queries
):
    cluster = tie(timezone.localdate() - timedelta(days=90))
    team = cast.people["team"]
    ours = goal(cast.theirs)
    for days in range(1, 9):
        activity(cluster, -days, called_by=cast.leading)
        due = timezone.localdate() + timedelta(days=days)
        add_step(ours, text=f"Passo {days}", owner="Anna", due_on=due, by=team)
    person = fresh(team)
    with CaptureQueriesContext(connection) as before:
        tied(person)
    person = fresh(team)
    ours = tied(person)
    with django_assert_max_num_queries(1):  # steps; whether a school comes is known already
        assert len(waiting_in(ours)[STEP]) == 7  # the eighth falls due later
        assert len(unanswered_of(ours)) == 8
    assert len(before) <= 3  # one for the roles


def test_a_mentor_school_is_reminded_of_a_term_that_is_over(cast, tie):
    """The year ended yesterday with its cluster: only its mentor school is asked, and once."""
    ended = timezone.localdate() - timedelta(days=1)
    Cohort.objects.filter(pk=cast.cohort.pk).update(ends_on=ended)
    tie(ended - timedelta(days=30))
    cluster = Cluster.objects.select_related("cohort").get()
    last = terms_of(cluster.cohort)[-1].number
    said = {1: "Confirm what your cluster used in its first term",
            2: "Confirm what your cluster used in its second term"}[last]  # fmt: skip

    assert said in sentences(cast.people["mentor_team"])
    assert said not in sentences(cast.people["team"])

    Confirmation.objects.create(
        cluster=cluster, term=last, recorded={}, confirmed_by=cast.people["mentor_team"]
    )
    assert said not in sentences(cast.people["mentor_team"])
