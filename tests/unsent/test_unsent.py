"""What somebody typed is kept for 30 days, for that person alone, until it is sent."""

import datetime as dt
from uuid import uuid4

import pytest
from django.utils import timezone

from cordata.history.models import Entry
from cordata.unsent import actions
from cordata.unsent.models import Unsent
from cordata.unsent.queries import unsent_of
from tests import factories as make

WORDS = [("sentence", "Due classi"), ("topics", "stem"), ("topics", "inclusion")]


@pytest.fixture
def anna(db):
    return make.person("Anna")


def kept(by, form="gol_1:move", receipt=None, words=WORDS):
    return actions.keep_unsent(form, words, receipt=receipt or uuid4(), by=by)


def test_the_last_words_of_a_form_stand_and_no_trail_is_left(anna):
    receipt = uuid4()
    kept(anna, receipt=receipt, words=[("sentence", "Du")])
    kept(anna, receipt=receipt)

    there = unsent_of(anna)["gol_1:move"]

    assert there.fields == [list(one) for one in WORDS]
    assert Unsent.objects.count() == 1
    assert not Entry.objects.exists()


def test_two_tabs_do_not_write_over_each_other(anna):
    first, second = uuid4(), uuid4()
    kept(anna, receipt=first)
    kept(anna, receipt=second, words=[("sentence", "Tre classi")])
    assert unsent_of(anna)["gol_1:move"].receipt == second

    actions.forget_unsent(second, by=anna)

    assert unsent_of(anna)["gol_1:move"].receipt == first


def test_nobody_else_reads_or_forgets_it(anna):
    receipt, bruno = uuid4(), make.person("Bruno")
    kept(anna, receipt=receipt)

    actions.forget_unsent(receipt, by=bruno)

    assert unsent_of(bruno) == {}
    assert list(unsent_of(anna)) == ["gol_1:move"]


def test_after_thirty_days_it_is_gone_and_the_next_keeping_sweeps_it_out(anna):
    kept(anna, form="old")
    Unsent.objects.update(kept_at=timezone.now() - dt.timedelta(days=31))
    assert unsent_of(anna) == {}

    kept(make.person("Bruno"))

    assert [one.form for one in Unsent.objects.all()] == ["gol_1:move"]


def test_what_nobody_can_have_typed_is_refused(anna, monkeypatch):
    with pytest.raises(actions.TooLong):
        kept(anna, words=[("sentence", "x" * (actions.LONGEST + 1))])

    monkeypatch.setattr(actions, "MOST", 2)
    for number in range(3):
        kept(anna, form=f"form {number}")
    assert sorted(unsent_of(anna)) == ["form 1", "form 2"]
