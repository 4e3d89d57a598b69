"""What calls ask of a coordinator: on the overview and in the week, the same sentence."""

import pytest
from django.urls import reverse

from cordata.calls.actions import deciding, questions
from cordata.calls.models import Call, Outcome, Selection
from tests.calls import making


@pytest.fixture
def call(cast):
    return making.published(cast.cohort, cast.people["coordinator"])


@pytest.fixture
def pages(marta):
    def read():
        overview = marta.get(reverse("networks:overview", args=["it"]))
        week = marta.get(reverse("home:this-week"))
        return overview.content.decode(), week.content.decode()

    return read


def ended(call, cast):
    making.sent(call, cast.theirs.school)
    making.closed(call)


def closes_soon(call, cast):
    making.closed(call)
    soon = making.timezone.now() + making.dt.timedelta(days=3, hours=1)
    Call.objects.update(closes_at=soon)


def asked(call, cast):
    questions.ask_question(call, text="Quando?", language="it", email="")


def appealed(call, cast):
    application = making.sent(call, cast.theirs.school)
    selection = Selection.objects.create(
        call=call, reference="D", signatory="M", decided_on="2026-01-01",
        decided_at=making.timezone.now(), decided_by=cast.people["coordinator"],
    )  # fmt: skip
    outcome = Outcome.objects.create(
        selection=selection, application=application, result="refused"
    )
    deciding.appeal(outcome, text="No", sent_by="A")


def at_the_door(call, cast):
    Call.objects.update(is_open_door=True)
    making.sent(Call.objects.get(), cast.theirs.school)


@pytest.mark.parametrize(
    ("happens", "sentence"),
    [
        (ended, "IT-26 has ended: 1 application waits for a decision"),
        (closes_soon, "IT-26 closes in 3 days: see which places nobody asks for"),
        (asked, "IT-26: 1 question has no answer"),
        (appealed, "IT-26: 1 appeal waits for a decision"),
        (at_the_door, "IT-26: 1 school waits at the open door"),
    ],
)
def test_the_first_thing_a_call_asks_for_is_said(call, cast, pages, happens, sentence):
    happens(call, cast)
    overview, week = pages()
    assert sentence in overview
    assert sentence in week


def test_a_call_that_asks_for_nothing_is_only_named(call, pages):
    overview, week = pages()
    assert "Call IT-26" in overview
    assert "IT-26" not in week


def test_a_cohort_that_its_call_will_fill_is_not_said_to_be_empty(call, cast, pages):
    cast.cohort.participations.update(withdrawn_at="2026-09-09T00:00Z")
    overview, week = pages()
    assert "No school takes part yet." not in overview
    assert "Say which schools take part" not in week
    assert reverse("clusters:matching", args=["it", cast.cohort.public_id]) not in overview
