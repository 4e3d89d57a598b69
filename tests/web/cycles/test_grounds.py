"""What a goal comes from and is measured by: chosen, kept, linked; values for the few who may."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cordata.clusters.actions.founding import found_cluster
from cordata.cycles.actions import proposals, templates
from cordata.cycles.actions.wording import Wording
from cordata.cycles.models import Goal, Ground, PlanningTalk, Proposal
from cordata.evidence.models import Finding
from cordata.surveys.actions.freezing import freeze
from cordata.surveys.actions.sharing import share_report
from cordata.surveys.models import Round
from tests.evidence import making
from tests.surveys import asking

FACTS = {"text": "Leggere", "why": "Manca", "success": "Tre classi", "topic": ""}
# Twelve teachers: A1 is 3 or 4, and one of them left A2 out.
TEACHERS = ["331222"] * 6 + ["4-1333"] + ["441333"] * 5


@pytest.fixture
def round_(cast):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    which = asking.ask(cast.theirs)
    asking.answer(which, "teachers", *TEACHERS)
    freeze([which])
    return which


@pytest.fixture
def page(cast):
    return reverse("cycles:plan", args=[cast.theirs.public_id])


def goal_by(client, page, **more):
    assert client.post(page, FACTS | more).status_code == 302
    made = Proposal.objects.last()
    if made is None:  # nobody accompanies the school
        return Goal.objects.latest("pk")
    return proposals.agree_proposal(made, by=made.proposed_by)


def shown(client, goal):
    return client.get(reverse("cycles:goal", args=[goal.public_id])).content.decode()


def test_the_plan_leads_to_the_report_once_there_is_one(cast, page, sign_in):
    marta = cast.people["coordinator"]
    found_cluster(cast.cohort, cast.leading, [cast.theirs], name="Valli", by=marta)
    which = asking.ask(cast.theirs)
    asking.answer(which, "teachers", *TEACHERS)
    report = reverse("reports:report", args=[which.public_id])
    team = sign_in("team")
    assert report not in team.get(page).content.decode()
    Round.objects.update(closed_at=timezone.now())
    assert report in team.get(page).content.decode()


def test_words_stay_the_default_and_the_choice_is_folded(page, round_, sign_in):
    team = sign_in("team")
    html = team.get(page).content.decode()
    assert "<details" in html[html.index('name="success"') : html.index('name="measure"')]
    goal = goal_by(team, page)
    assert goal.ground == Ground()
    assert "What measures it" not in shown(team, goal)


def test_a_statement_is_shown_in_words_with_the_value_of_then(page, round_, sign_in):
    team = sign_in("team")
    of = round_.public_id
    goal = goal_by(team, page, source=f"{of}:A", measure=f"{of}:A1")

    assert goal.ground == Ground(of, "A", "item", "A1", of)
    html = shown(team, goal)
    assert "We do A1." in html
    assert '<strong class="num">3.5</strong> (12)' in html
    assert f"{reverse('reports:report', args=[of])}#area-A" in html


def test_the_gate_holds_back_a_statement_that_would_tell_what_one_person_said(
    page, round_, sign_in
):
    team = sign_in("team")
    html = shown(team, goal_by(team, page, measure=f"{round_.public_id}:A2"))
    assert "We do A2." in html
    assert "it would tell what too few answered" in html
    html = shown(team, goal_by(team, page, measure=f"{round_.public_id}:A3"))
    assert "nearly all gave the same answer" in html


@pytest.mark.parametrize("name", ["mentor_team", "coordinator"])
def test_others_read_the_words_and_no_value_and_get_no_link(page, round_, sign_in, name):
    of = round_.public_id
    goal = goal_by(sign_in("team"), page, source=f"{of}:A", measure=f"{of}:A1")
    html = shown(sign_in(name), goal)
    assert "We do A1." in html
    assert "3.5" not in html
    assert "#area-A" not in html


def test_the_mentor_school_reads_the_value_where_the_report_is_shared(
    cast, page, round_, sign_in
):
    goal = goal_by(sign_in("team"), page, measure=f"{round_.public_id}:A1")
    share_report(round_, by=cast.people["head"])
    assert '<strong class="num">3.5</strong> (12)' in shown(sign_in("mentor_team"), goal)


def test_a_round_that_runs_gives_its_statements_and_no_value(cast, page, sign_in):
    which = asking.ask(cast.theirs)
    asking.answer(which, "teachers", *TEACHERS)
    team = sign_in("team")
    html = shown(team, goal_by(team, page, measure=f"{which.public_id}:A1"))
    assert "We do A1." in html
    assert "3.5" not in html


def test_what_is_not_asked_of_the_school_is_refused(cast, page, round_, sign_in):
    elsewhere = asking.ask(cast.others)
    answer = sign_in("team").post(page, FACTS | {"measure": f"{elsewhere.public_id}:A1"})
    assert answer.status_code == 422
    assert not Goal.objects.exists()
    assert not Proposal.objects.exists()


def test_something_seen_is_a_measure_of_its_own(page, round_, sign_in):
    team = sign_in("team")
    goal = goal_by(team, page, measure="seen")
    assert (goal.measure, goal.item) == ("seen", "")
    assert "By what somebody sees" in shown(team, goal)


def test_the_planning_talk_and_a_template_fix_it_too(cast, page, round_, sign_in):
    team, of = sign_in("team"), round_.public_id
    talk = reverse("cycles:talk", args=[cast.theirs.public_id])
    chosen = {"source": f"{of}:A", "measure": f"{of}:A1"}
    answer = team.post(talk, FACTS | chosen | {"finish": "yes"})
    assert answer.status_code == 302
    assert PlanningTalk.objects.get().proposal.ground == Ground(of, "A", "item", "A1", of)

    words = {"text": "T", "why": "W", "success": "S", "steps": []}
    template = templates.add_template(
        cast.cohort.country, topic=None, language="it", words=words,
        by=cast.people["coordinator"],
    )  # fmt: skip
    start = reverse("cycles:template", args=[cast.theirs.public_id, template.public_id])
    assert team.post(start, FACTS | chosen).status_code == 302
    assert Proposal.objects.latest("pk").ground == Ground(of, "A", "item", "A1", of)


def test_what_is_chosen_from_a_report_leads_back_to_it(cast, round_, sign_in):
    ground = Ground(round_.public_id, "B")
    [made] = proposals.propose_goals(
        cast.theirs, [Wording("T", "W", "S", ground)], by=cast.people["team"]
    )
    address = f"{reverse('reports:report', args=[round_.public_id])}#area-B"
    there = reverse("cycles:proposal", args=[made.public_id])
    assert address in sign_in("team").get(there).content.decode()
    goal = proposals.agree_proposal(made, by=cast.people["mentor_team"])
    html = shown(sign_in("team"), goal)
    assert address in html
    assert "Area B" in html


def test_a_goal_leads_to_the_finding_it_comes_from_in_its_own_language(
    cast, page, round_, sign_in
):
    run = making.quick(cast)
    finding = Finding.objects.create(
        run=run, estimate="change", headline="Cambiano.", limits="-", language="it",
        state="released", written_by=run.ran_by, released_at=timezone.now(),
    )  # fmt: skip
    team = sign_in("team")
    html = shown(team, goal_by(team, page, source=f"{finding.public_id}:"))
    there = reverse("evidence:finding", args=[finding.public_id])
    assert f'<a href="{there}" lang="it">Cambiano.</a>' in html
