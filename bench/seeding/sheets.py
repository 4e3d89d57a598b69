"""Rounds of all schools, and the sheets of their people, in a mixed order."""

import random
from uuid import uuid4

from bench.answering import form_of_forty
from bench.seeding.pouring import pour
from cordata.analysis.forms.document import to_document
from cordata.surveys.models import Answers, Invited, Round
from tests.surveys import making

SENT = 0.9  # of the sheets; the others were begun
SHARES = {"leaders": 0.03, "teachers": 0.17, "students": 0.8}
NAMES = [f"{area}{n}" for area in "ABCDEFGH" for n in range(1, 6)]
MADE, AT_ONCE = 20_000, 50_000  # different sheets; rows in one turn


def instrument():
    """Forty statements in eight areas, published."""
    version = making.instrument()
    version.document = to_document(form_of_forty())
    version.save()
    return version


def rounds(participations, people, **same):
    """A round for each, with so many people invited in each voice; the keys of the voices."""
    made = pour(Round, [{"participation_id": one} for one in participations], **same)
    return pour(Invited, [{"round_id": one, "voice": voice} for one in made for voice in SHARES],
                people=people)  # fmt: skip


def fill(sheets, doors, opened_on):
    """So many sheets, to the ``doors`` that ``rounds`` made: leaders, teachers, students."""
    draw = random.Random(sheets)
    pool = [sheet(draw) for _ in range(MADE)]
    weights = [*SHARES.values()] * (len(doors) // len(SHARES))
    none, turns = {}, dict.fromkeys(NAMES, 8)
    same = {"language": "it", "turn": 8, "page": 8, "begun_on": opened_on}
    for first in range(0, sheets, AT_ONCE):
        rows = []
        for door in draw.choices(doors, weights, k=min(AT_ONCE, sheets - first)):
            key, sent = uuid4(), draw.random() < SENT
            rows.append({
                "receipt": key, "invited_id": door, "answers": draw.choice(pool),
                "turns": none if sent else turns, "resume": None if sent else key.hex,
                "finished_on": opened_on if sent else None,
            })  # fmt: skip
        pour(Answers, rows, **same)


def sheet(draw):
    """Around one level; some does not apply, some is not said."""
    words = draw.choice(("1233", "2334", "3445", "4455"))
    chosen = draw.choices([*words, "na", "pns"], [24, 24, 24, 24, 3, 1], k=len(NAMES))
    return dict(zip(NAMES, chosen, strict=True))
