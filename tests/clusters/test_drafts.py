"""Drafts: frozen, proven, kept."""

import pytest

from cordata.analysis.matching.verify import verify
from cordata.clusters.actions.drafts import NobodyToMatch, ask_draft, choose_plan, compute_draft
from cordata.clusters.actions.stale import ChangedMeanwhile
from cordata.clusters.models import Draft
from cordata.clusters.queries.drafts import plans_of, summary_of
from cordata.history.models import Entry
from tests import factories as make
from tests.clusters.conftest import school


def test_a_draft_ties_each_school_to_the_mentor_that_is_near_and_offers_what_it_needs(draft):
    mentors = {one["id"]: one["name"] for one in draft.chosen.document["mentors"]}
    mentees = {one["id"]: one["name"] for one in draft.chosen.document["mentees"]}

    tied = {
        mentees[tie["mentee"]]: mentors[tie["mentor"]] for tie in draft.chosen.document["ties"]
    }

    assert tied == {
        "Scuola 0": "Nord",
        "Scuola 1": "Nord",
        "Scuola 2": "Sud",
        "Scuola 3": "Sud",
    }


def test_every_plan_of_a_draft_passes_the_independent_check(draft):
    verdicts = {plan.variant: verify(plan.document).optimal for plan in draft.plans.all()}

    assert verdicts == {"balanced": True, "nearest": True, "fit": True}


def test_a_draft_is_frozen_whatever_happens_to_the_schools_later(draft, cohort):
    before = [summary_of(one).matched for one in plans_of(draft)]

    cohort.participations.filter(side="mentor").update(max_places=1)

    assert [summary_of(one).matched for one in plans_of(draft)] == before == [4, 4, 4]


def test_drafts_are_numbered_and_told_in_the_trail(draft, cohort, marta):
    second = ask_draft(cohort, by=marta)

    assert (draft.number, second.number) == (1, 2)
    told = Entry.objects.filter(verb__startswith="draft").order_by("pk")
    assert list(told.values_list("verb", flat=True)) == [
        "draft.asked",
        "draft.computed",
        "draft.asked",
    ]


def test_a_cohort_without_mentors_cannot_be_matched(db):
    empty = make.cohort()
    make.mentee(empty)

    with pytest.raises(NobodyToMatch):
        ask_draft(empty, by=make.coordinator())


def test_a_school_without_a_position_stops_the_computation_by_name(cohort, marta):
    lost = school(cohort, "Scuola 0").school
    lost.main_site.lat = lost.main_site.lon = None
    lost.main_site.save()

    with pytest.raises(NobodyToMatch):
        ask_draft(cohort, by=marta)


def test_demands_that_cannot_all_hold_are_named(cohort, marta):
    cohort.participations.filter(school__name="Nord").update(min_places=5, max_places=5)

    stuck = compute_draft(ask_draft(cohort, by=marta))

    assert stuck.state == Draft.State.IMPOSSIBLE
    nord = school(cohort, "Nord").public_id
    assert [(one["kind"], one["name"]) for one in stuck.clash["demands"]] == [
        ("min_places", nord)
    ]


def test_choosing_another_plan_with_an_old_version_shows_that_somebody_was_faster(draft, marta):
    other = draft.plans.get(variant="fit")
    seen = draft.version
    choose_plan(draft, other, version=seen, by=marta)

    with pytest.raises(ChangedMeanwhile):
        choose_plan(Draft.objects.get(pk=draft.pk), other, version=seen, by=marta)
