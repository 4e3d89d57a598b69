"""A decision with its text, a reach with its denominator, a result that is evidence."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from cordata.exchange.actions import ledger as actions
from cordata.exchange.queries import ledger as queries
from cordata.guidance.models import Notice
from tests.exchange import making

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 28)


def carried_out(stance="adapt", name="Demo Directorate", country="PT", four=None):
    which = making.organisation(name, country)
    teresa = making.delegate(which)
    return making.position(
        which, four or making.recommendation(), by=teresa, stance=stance
    ), teresa


def enter(position, by, **facts):
    given = {"decision": "An hour a week", "decided_on": TODAY, "language": "en"} | facts
    return actions.enter_decision(position, by=by, **{"link": "https://example.org/1"} | given)


def test_only_what_is_adopted_or_adapted_is_carried_out():
    found, teresa = carried_out("decline")

    with pytest.raises(actions.NothingCarriedOut):
        enter(found, teresa)


def test_a_decision_shows_its_text():
    found, teresa = carried_out()

    with pytest.raises(actions.NoLegalText):
        enter(found, teresa, link="")
    entry = enter(found, teresa, link="", file=("law.pdf", b"%PDF-1.7 law"))
    assert entry.file.name == "law.pdf"


def test_a_reach_has_its_denominator():
    found, teresa = carried_out()
    enter(found, teresa, reached=40, of=120)

    for wrong in ({"reached": 40}, {"of": 120}, {"reached": 4, "of": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            enter(found, teresa, **wrong)


@pytest.mark.parametrize(
    ("result", "speaks"), [("worked", "supporting"), ("partly", "mixed"), ("not", "contrary")]
)
def test_a_result_is_evidence_on_the_recommendation(result, speaks):
    found, teresa = carried_out()
    entry = enter(found, teresa)
    assert queries.results_about(found.recommendation) == []

    actions.tell_result(
        entry, result=result, result_text="Heads told us.", result_on=timezone.localdate(),
        reached=10, of=12, by=teresa,
    )  # fmt: skip

    assert queries.results_about(found.recommendation) == [(speaks, entry)]
    assert queries.results_since(found.recommendation) == [(speaks, entry)]
    assert (entry.reached, entry.of) == (10, 12)
    noticed = [one.what["line"] for one in Notice.objects.filter(kind="contrary")]
    assert noticed == ([entry.public_id] if result == "not" else [])


def test_a_result_of_an_earlier_day_that_is_told_later_is_news():
    found, teresa = carried_out()
    entry, four = enter(found, teresa), found.recommendation
    four.versions.update(published_at=timezone.now() - dt.timedelta(minutes=5))

    actions.tell_result(
        entry, result="not", result_text="No cover.", reached=None, of=None, by=teresa,
        result_on=timezone.localdate() - dt.timedelta(days=1),
    )  # fmt: skip

    assert queries.results_since(four) == [("contrary", entry)]


def test_contrary_comes_first_and_what_a_version_weighed_is_no_news():
    four = making.recommendation()
    for name, result in (("A", "worked"), ("B", "not")):
        found, speaker = carried_out(name=name, four=four)
        actions.tell_result(
            enter(found, speaker), result=result, result_text="So.", result_on=TODAY,
            reached=None, of=None, by=speaker,
        )  # fmt: skip
    four.versions.update(published_at=timezone.now() + dt.timedelta(days=1))

    assert [speaks for speaks, _entry in queries.results_about(four)] == [
        "contrary",
        "supporting",
    ]
    assert queries.results_since(four) == []
    four.versions.update(state="draft", published_at=None)
    assert queries.results_since(four) == []
