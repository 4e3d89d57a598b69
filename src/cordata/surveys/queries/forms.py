"""The form of a version, read once: what is published never changes."""

from functools import lru_cache

from django.db.models import F

from cordata.analysis.forms.definition import Form, Group
from cordata.analysis.forms.document import from_document
from cordata.analysis.forms.kinds import ASKED, SAID, UNSEEN
from cordata.surveys.models import Instrument, InstrumentVersion, Invited

VOICES = (Invited.Voice.LEADERS, Invited.Voice.TEACHERS, Invited.Voice.STUDENTS)
# From a level of the register (ISCED) to the level whose questions are asked.
LEVELS = {"02": "primary", "1": "primary", "2": "lower", "3": "upper"}


@lru_cache(maxsize=64)
def form_of(version: int) -> Form:
    """The form of a published version (its key). One query, then none."""
    return from_document(InstrumentVersion.objects.get(pk=version).document)


def can_be_asked(form: Form) -> bool:
    """Whether a page or a sheet of paper can ask all of it."""
    repeated = any(isinstance(one, Group) and one.repeat for one in form.children)
    return not repeated and all(one.kind in ASKED | SAID | UNSEEN for one in form.questions())


def voices_of(form: Form) -> list[str]:
    """Who is asked: the voices that its questions name; everybody, if they name none."""
    named = {voice for question in form.questions() for voice in question.voices}
    return [voice for voice in VOICES if voice in named] or [Invited.Voice.ALL]


def levels_in(form: Form) -> list[str]:
    """The school levels that its questions tell apart, lowest first."""
    named = {level for question in form.questions() for level in question.levels}
    known = ["primary", "lower", "upper", "vocational"]
    return [level for level in known if level in named]


def instruments_to_ask(country: str, *, whole_school: bool) -> list[InstrumentVersion]:
    """Published questionnaires for a country: those with voices, or those for everybody.

    Its own editions first: whoever makes one means to ask with it.
    """
    found = (
        InstrumentVersion.objects.filter(
            state=InstrumentVersion.State.PUBLISHED,
            instrument__kind=Instrument.Kind.QUESTIONNAIRE,
            instrument__country__in=["", country],
        )
        .select_related("instrument")
        .defer("document")
        .order_by(
            F("instrument__adapted_from").asc(nulls_last=True),
            "instrument__country",
            "instrument__slug",
        )
    )
    return [
        one
        for one in found
        if can_be_asked(form_of(one.pk))
        and (voices_of(form_of(one.pk)) != [Invited.Voice.ALL]) is whole_school
    ]
