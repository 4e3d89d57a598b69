"""The matcher of schools, on authorities: proven, explained, and nobody advises itself."""

import pytest

from cordata.exchange.actions import advising as actions
from cordata.exchange.models import AdviceRequest, AdviceTie
from cordata.exchange.queries import advice as queries
from cordata.notices.models import Letter
from tests import factories as make
from tests.exchange import making

pytestmark = pytest.mark.django_db


def member(name, country, offers=(), languages=("en",)):
    which = making.organisation(name, country, languages=list(languages))
    speaker = making.delegate(which)
    actions.set_offers(which, [make.topic(one) for one in offers], languages, by=speaker)
    return which, speaker


def asks(which, speaker, first, second=None, wished=None):
    return actions.ask_advice(
        which, text=f"About {first}?", language="en", first=make.topic(first),
        second=make.topic(second) if second else None, wished=wished, by=speaker,
    )  # fmt: skip


@pytest.fixture
def ada():
    return make.administrator()


def test_who_offers_it_in_a_common_language_is_asked_and_the_plan_is_proven(ada):
    croatia, ivan = member("Croatia", "HR", ["stem"])
    member("Hungary", "HU", ["stem"], ["hu"])
    member("Italy", "IT", ["inclusion"])
    portugal, teresa = member("Portugal", "PT", ["stem"])
    request = asks(portugal, teresa, "stem", "inclusion")

    made = actions.match_requests(by=ada)

    proof = queries.proof_of(made)
    assert (proof.holds, proof.tied, proof.asked) == (True, 1, 1)
    (one,) = queries.explained(made)
    assert (one.tie.adviser, [topic.slug for topic in one.met]) == (croatia, ["stem"])
    assert [letter.to for letter in Letter.objects.filter(purpose="advice")] == [ivan.email]
    actions.answer_tie(one.tie, accept=True, by=ivan)
    request.refresh_from_db()
    assert request.state == AdviceRequest.State.TIED
    introduced = Letter.objects.filter(purpose="advice", to=teresa.email).get()
    assert ivan.email in introduced.body
    with pytest.raises(actions.AlreadyAnswered):
        actions.answer_tie(one.tie, accept=False, by=ivan)


def test_who_declined_is_not_asked_again_and_it_is_said_why_nobody_is(ada):
    _croatia, ivan = member("Croatia", "HR", ["stem"])
    member("Hungary", "HU", ["stem"], ["hu"])
    portugal, teresa = member("Portugal", "PT")
    asks(portugal, teresa, "stem")
    actions.match_requests(by=ada)
    actions.answer_tie(AdviceTie.objects.get(), accept=False, by=ivan)

    made = actions.match_requests(by=ada)

    (one,) = queries.explained(made)
    assert one.tie is None
    assert one.hindered == [("Croatia", "declined"), ("Hungary", "language")]
    assert queries.proof_of(made).holds


def test_the_one_who_was_wished_for_is_asked_and_places_are_few(ada):
    member("Croatia", "HR", ["stem"])
    italy, _paola = member("Italy", "IT", ["stem"])
    for number in range(3):
        which, speaker = member(f"Asking {number}", "PT")
        asks(which, speaker, "stem", wished=italy)

    made = actions.match_requests(by=ada)

    advisers = [one.adviser.name for one in made.ties.order_by("adviser__name")]
    assert advisers == ["Croatia", "Italy", "Italy"]
    member("Late", "CZ")
    for number in range(2):
        which, speaker = member(f"More {number}", "CZ")
        asks(which, speaker, "stem")
    full = [one for one in queries.explained(actions.match_requests(by=ada)) if one.hindered]
    assert full
    assert {why for one in full for _name, why in one.hindered} == {"full"}


def test_nobody_is_asked_for_nothing(ada):
    with pytest.raises(actions.NothingOpen):
        actions.match_requests(by=ada)
    portugal, teresa = member("Portugal", "PT")
    request = asks(portugal, teresa, "stem")
    made = actions.match_requests(by=ada)
    assert [one.hindered for one in queries.explained(made)] == [[]]

    actions.close_request(request, by=teresa)

    with pytest.raises(actions.AlreadyAnswered):
        actions.close_request(request, by=teresa)
    assert not queries.open_requests().exists()


def test_a_plan_that_the_check_does_not_find_best_is_not_used(ada, monkeypatch):
    portugal, teresa = member("Portugal", "PT")
    asks(portugal, teresa, "stem")

    def with_a_lie(plan):
        document = queries_document(plan)
        document["bound"] -= 1
        document["prices"] = [0 for _one in document["prices"]]
        document["objective"] += 1
        return document

    queries_document = actions.plan_to_dict
    monkeypatch.setattr(actions, "plan_to_dict", with_a_lie)
    with pytest.raises(actions.NotProven):
        actions.match_requests(by=ada)
