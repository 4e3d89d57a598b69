"""A small instrument, a round of a school, and answers to it."""

import datetime as dt
import uuid
from itertools import count

from django.utils import timezone

from cordata.analysis.forms.definition import Choice, Form, Question
from cordata.analysis.forms.document import to_document
from cordata.surveys.models import Answers, Instrument, InstrumentVersion, Invited, Round

AGREE = tuple(Choice(name, {"en": name}) for name in ("1", "2", "3", "4", "5", "na", "pns"))
_next = count(1)


def form(areas="AB", items=3):
    """Statements A1, A2 ... in each area, for every voice."""
    return Form(
        titles={"en": "Self-assessment"},
        languages=("en",),
        areas={area: {"en": f"Area {area}"} for area in areas},
        choices={"agree": AGREE},
        children=tuple(
            Question(f"{area}{n}", "select_one", {"en": f"We do {area}{n}."}, choices="agree",
                     area=area, core=True)
            for area in areas
            for n in range(1, items + 1)
        ),
    )  # fmt: skip


def version(of=None, slug="whole-school"):
    """A published version of an instrument, made once by slug."""
    instrument, _new = Instrument.objects.get_or_create(slug=slug, kind="questionnaire")
    found = instrument.versions.filter(state="published").first()
    return found or InstrumentVersion.objects.create(
        instrument=instrument, number=1, state="published", document=to_document(of or form()),
        address="sha256:test", published_at=timezone.now(),
    )  # fmt: skip


def ask(participation, *, occasion="baseline", invited=None, opens=None, **fields):
    """A round of a school with its voices."""
    opens = opens or timezone.now() - dt.timedelta(days=20)
    made = Round.objects.create(
        instrument=fields.pop("instrument", None) or version(),
        participation=participation,
        occasion=occasion,
        opens_at=opens,
        closes_at=opens + dt.timedelta(days=14),
        **fields,
    )
    for voice, people in (invited or {"leaders": 6, "teachers": 30, "students": 200}).items():
        Invited.objects.create(round=made, voice=voice, people=people)
    return made


def answer(which, voice, *rows, items=("A1", "A2", "A3", "B1", "B2", "B3")):
    """One sheet of answers for each row, such as "443215"; "n" does not apply, "-" is left out."""
    invited = which.invited.get(voice=voice)
    words = {"n": "na", "p": "pns"}
    for row in rows:
        Answers.objects.create(
            invited=invited, receipt=uuid.uuid4(), language="en",
            answers={item: words.get(code, code) for item, code in zip(items, row, strict=True)
                     if code != "-"},
            begun_on=timezone.localdate(), finished_on=timezone.localdate(),
        )  # fmt: skip
