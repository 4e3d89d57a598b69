"""A draft: what may stand in it, what it rests on, and how sure and strong it may be."""

import pytest

from cordata.evidence.actions import findings
from cordata.guidance.actions import resting, writing
from cordata.guidance.models import Certainty, Strength, Support, Version
from cordata.guidance.queries.facts import facts_of
from cordata.guidance.queries.quoting import Why, loose_numbers
from cordata.history.models import Entry
from cordata.networks.actions.stale import ChangedBySomebody
from tests.evidence import making as evidence
from tests.guidance import making


@pytest.fixture
def draft(cast):
    return making.opened(cast)


@pytest.fixture
def paola(cast):
    return cast.people["researcher"]


def change(draft, paola, **said):
    writing.change_version(draft, revision=None, by=paola, **said)
    draft.refresh_from_db()


def test_numbers_of_recommendations_are_given_once(cast, draft):
    second = making.opened(cast, draft.supports.get().finding)

    assert [draft.recommendation.number, second.recommendation.number] == [1, 2]
    verbs = Entry.objects.filter(thing=draft.recommendation.public_id).values_list("verb")
    assert list(verbs) == [("recommendation.opened",)]


@pytest.mark.parametrize("slot", ["because", "conditions", "unknown", "risk_words", "changed"])
def test_a_typed_number_is_refused_wherever_it_stands(draft, paola, slot):
    with pytest.raises(writing.Typed) as typed:
        change(draft, paola, **{slot: "It was 0.67 points."})

    assert (typed.value.slot, typed.value.numbers) == (slot, ["0.67"])


def test_a_title_holds_no_number_not_even_a_quoted_one(draft, paola):
    token = f"{{{draft.supports.get().finding.public_id}:change}}"

    with pytest.raises(writing.Typed):
        change(draft, paola, statement=f"Do {token} more.")
    with pytest.raises(writing.Typed):
        resting.judge(
            draft, criterion="equity", says="yes", words="In 5 of 6.", link="/models/", by=paola
        )


def test_a_number_of_another_finding_or_of_none_keeps_it_from_being_published(draft, paola):
    mine = draft.supports.get().finding.public_id
    change(draft, paola, because=f"{{fnd_x:change}} {{{mine}:wish}} {{{mine}:change|colour}}")

    assert [one.why for one in loose_numbers(draft)] == [Why.STRANGE, Why.NO_SUCH, Why.NO_SUCH]


def test_a_number_of_a_finding_that_was_withdrawn_is_loose(draft, paola):
    findings.withdraw_finding(draft.supports.get().finding, why="A mistake.", by=paola)

    assert {one.why for one in loose_numbers(draft)} == {Why.WITHDRAWN}


def test_literature_is_the_one_place_of_typed_numbers(draft, paola):
    resting.cite(
        draft, words="In England 3 of 4 heads agreed.", source="A study (2019).", by=paola
    )

    assert loose_numbers(draft) == []


def test_only_a_released_finding_and_a_number_of_its_own_can_stand_under_it(cast, draft, paola):
    finding = draft.supports.get().finding
    again = evidence.draft(finding.run)

    facts = {"role": "effect", "outcome": "Another", "by": paola}
    with pytest.raises(resting.NotReleased):
        resting.rest_on(draft, again, estimate="change", **facts)
    with pytest.raises(resting.NoSuchNumber):
        resting.rest_on(draft, finding, estimate="wish", **facts)


def test_one_effect_leads_and_a_cost_never_does(draft, paola):
    finding = draft.supports.get().finding
    made = resting.rest_on(
        draft, finding, estimate="pomp", role="effect", outcome="Second", leads=True, by=paola
    )
    cost = resting.rest_on(
        draft, finding, estimate="from_selection", role="cost", outcome="C", leads=True, by=paola
    ) if "from_selection" in finding.run.document["result"]["estimates"] else None  # fmt: skip

    assert list(draft.supports.filter(leads=True)) == [made]
    assert cost is None or not cost.leads
    assert made.role == Support.Role.EFFECT


def test_the_fact_table_is_read_from_the_run_and_says_what_cannot_be_said(draft):
    (fact,) = facts_of(draft)
    found = draft.supports.get().finding.run.document["result"]["estimates"]["change"]

    assert fact.shown.value == round(found["value"], 2)
    assert fact.without is None
    assert fact.difference is None  # nobody was compared
    assert fact.with_it == fact.shown
    assert fact.certainty == draft.computed


def test_certainty_is_what_the_rules_give_and_moves_by_one_signed_step(draft, paola):
    assert draft.certainty == draft.computed == Certainty.VERY_LOW

    with pytest.raises(writing.TooSure):
        writing.step_certainty(draft, to=3, why="I feel so.", by=paola)
    with pytest.raises(writing.TooSure):
        writing.step_certainty(draft, to=2, why=" ", by=paola)
    writing.step_certainty(draft, to=2, why="The same came out twice elsewhere.", by=paola)

    draft.refresh_from_db()
    assert (draft.certainty, draft.computed, draft.stepped_by) == (2, 1, paola)
    writing.step_certainty(draft, to=1, why="", by=paola)
    draft.refresh_from_db()
    assert (draft.certainty, draft.step_why, draft.stepped_by) == (1, "", None)


def test_a_strength_that_the_evidence_does_not_bear_is_refused(draft, paola):
    for one in (Strength.STRONG_FOR, Strength.CONDITIONAL_FOR):
        with pytest.raises(writing.TooStrong):
            change(draft, paola, strength=one)


def test_who_was_slower_sees_what_the_other_saved(draft, paola):
    seen = draft.revision
    change(draft, paola, unknown="Much.")

    with pytest.raises(ChangedBySomebody):
        writing.change_version(draft, revision=seen, by=paola, unknown="Little.")


def test_every_change_is_another_revision(draft, paola):
    before = draft.revision
    resting.say_cost(draft, bearer="mentor_school", words="Lessons to cover.", by=paola)
    resting.rest_no_more(draft.supports.get(), by=paola)

    draft.refresh_from_db()
    assert draft.revision == before + 2
    assert Version.objects.get(pk=draft.pk).supports.count() == 0
