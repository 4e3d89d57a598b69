"""A small published questionnaire with three voices, and rounds that ask it."""

import datetime as dt

from django.utils import timezone

from cordata.analysis.forms.definition import Choice, Form, Group, Question
from cordata.analysis.forms.document import to_document
from cordata.surveys.actions.rounds import ask_cluster, start_round
from cordata.surveys.models import Instrument, InstrumentVersion

SCALE = ("1", "2", "3", "4", "5", "na", "pns")
WORDS = ("not at all", "a little", "partly", "mostly", "fully", "does not apply",
         "prefer not to say")  # fmt: skip
HR = ("nimalo", "malo", "djelomično", "uglavnom", "potpuno", "ne odnosi se na mene",
      "ne želim odgovoriti")  # fmt: skip
VOICES = ("leaders", "teachers", "students")
NAMES = [f"A{number}" for number in range(1, 8)]


def form(*, voices=VOICES):
    """Seven statements on a scale, of which the last follows the one before; then a text."""
    scale = tuple(
        Choice(name, {"en": en, "hr": hr})
        for name, en, hr in zip(SCALE, WORDS, HR, strict=True)
    )
    statements = tuple(
        Question(
            name,
            "select_one",
            labels={"en": f"We try new tools {name}", "hr": f"Isprobavamo nove alate {name}"},
            choices="scale",
            required=name == "A1",
            area="A",
            core=True,
            voices=voices,
            relevant="${A6} = '5'" if name == "A7" else "",
        )
        for name in NAMES
    )
    text = Question(
        "more", "text", labels={"en": "What else?", "hr": "Što još?"}, voices=voices
    )
    group = Group(
        "a", (*statements, text), labels={"en": "In our school", "hr": "U našoj školi"}
    )
    return Form(
        titles={"en": "Our digital school", "hr": "Naša digitalna škola"},
        languages=("en", "hr"),
        children=(group,),
        choices={"scale": scale},
        areas={"A": {"en": "Leadership", "hr": "Vođenje"}},
    )


def instrument(slug="small", *, voices=VOICES, **facts):
    """It, published."""
    made = Instrument.objects.create(slug=slug, kind="questionnaire")
    return InstrumentVersion.objects.create(
        instrument=made, number=1, state="published", document=to_document(form(voices=voices)),
        address=f"sha256:{slug}", published_at=timezone.now(), **facts,
    )  # fmt: skip


def in_days(days):
    return timezone.now() + dt.timedelta(days=days)


def started(participation, by, *, version=None, occasion="baseline", **facts):
    """A round of a school that takes answers for three weeks."""
    given = {
        "instrument": version or instrument(),
        "occasion": occasion,
        "level": "",
        "closes_at": in_days(21),
        "people": {"leaders": 2, "teachers": 31, "students": 300},
        "needs_slips": False,
    } | facts
    return start_round(participation, by=by, **given)


def asked(cluster, by, *, version=None):
    """A cluster that is asked one thing."""
    version = version or instrument("visit", voices=())
    return ask_cluster(cluster, instrument=version, closes_at=in_days(14), people=0, by=by)


def link(round_, voice="teachers"):
    """The token of a voice."""
    return round_.invited.get(voice=voice).token
