"""Eight people hold the same slip and press at the same time: one gets in."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from cordata.surveys.actions import answering as actions
from cordata.surveys.actions.paper import print_slips
from cordata.surveys.models import Answers
from tests import cast as casting
from tests.surveys import making


def at_once(times, verb):
    def run(number):
        try:
            verb(number)
        except (actions.SlipUsed, actions.AlreadySent):
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return sum(pool.map(run, range(times)))


@pytest.mark.django_db(transaction=True)
def test_one_slip_one_sheet_and_one_sending_one_sheet():
    cast = casting.gather()
    anna = cast.people["team"]
    round_ = making.started(cast.theirs, anna, needs_slips=True)
    invited = round_.invited.get(voice="teachers")
    [code] = print_slips(invited, 1, by=anna)

    won = at_once(
        8, lambda _: actions.open_by_slip(invited.token, uuid4(), code, language="it")
    )
    assert (won, Answers.objects.count()) == (1, 1)

    receipt = Answers.objects.get().pk
    pages = [{f"A{number}": ["4"]} for number in range(1, 7)]
    at_once(
        6,
        lambda number: actions.save_answers(
            invited.token, receipt, pages[number], language="it", turn=1, page=1
        ),
    )
    assert Answers.objects.get().answers == {f"A{number}": "4" for number in range(1, 7)}
