"""The library of instruments: who sees which, and what keeps a draft from being published."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import is_administrator, places_of
from cordata.analysis.forms.changes import Changes, compare, recoding, texts_of
from cordata.analysis.forms.checking import Lack, Own, lacks
from cordata.analysis.forms.definition import Form, Text
from cordata.analysis.forms.document import from_document
from cordata.analysis.forms.lock import Breach, breaches, prefix_of
from cordata.networks.models import Country
from cordata.surveys.models import Answers, Instrument, InstrumentVersion
from cordata.surveys.rules import countries_researched_by

State = InstrumentVersion.State
# What people answer on our pages; the other kinds are filled in by whoever asks or watches.
ANSWERED = {Instrument.Kind.QUESTIONNAIRE}
NOTHING = Form({}, (), ())  # before the first version: everything is new


@dataclass(frozen=True)
class Shelved:
    """One instrument in the library, in a few words."""

    instrument: Instrument
    titles: dict[str, str]
    languages: list[str]
    number: int
    has_draft: bool


@dataclass(frozen=True)
class Readiness:
    """Whether a draft may be published, and everything that keeps it from that.

    recoded  (question, what, number of the version that was answered with another meaning)
    """

    changes: Changes
    lacks: list[Lack] = field(default_factory=list)
    breaches: list[Breach] = field(default_factory=list)
    recoded: list[tuple[str, str, int]] = field(default_factory=list)
    # What each question says, before and after, for a reader who does not know its name.
    labels: dict[str, Text] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        """Nothing is in the way."""
        return not (self.lacks or self.breaches or self.recoded)


def instruments_seen_by(person: User) -> QuerySet[Instrument]:
    """Everything published, and the first drafts of one's own: the twin of the rule."""
    shown = InstrumentVersion.objects.filter(instrument=OuterRef("pk")).exclude(
        state=State.DRAFT
    )
    return Instrument.objects.filter(Q(Exists(shown)) | _edited_by(person)).order_by(
        "country", "pk"
    )


def countries_written_for(person: User) -> list[str]:
    """Where a person may write instruments: "" is the platform."""
    mine = places_of(person, RoleKind.COORDINATOR, Scope.COUNTRY)
    mine |= countries_researched_by(person)
    return ([""] if is_administrator(person) else []) + sorted(mine)


def library(person: User) -> list[Shelved]:
    """Every instrument a person sees, with the words of its newest published version."""
    seen = list(instruments_seen_by(person))
    heads = InstrumentVersion.objects.filter(instrument__in=seen).values(
        "instrument_id", "number", "state", "document__titles", "document__languages"
    )
    by_instrument: dict[int, list[Mapping[str, Any]]] = {}
    for head in heads.order_by("number"):
        by_instrument.setdefault(head["instrument_id"], []).append(head)
    mine = set(countries_written_for(person))
    return [_shelved(one, by_instrument[one.pk], one.country in mine) for one in seen]


def version_shown(instrument: Instrument, *, draft: bool = False) -> InstrumentVersion | None:
    """The draft if it is asked for; else the published version, else the newest retired one."""
    versions = instrument.versions.select_related("instrument__adapted_from__instrument")
    if draft:
        return versions.filter(state=State.DRAFT).first()
    published = versions.filter(state=State.PUBLISHED).first()
    return published or versions.filter(state=State.RETIRED).order_by("-number").first()


def versions_of(instrument: Instrument, *, drafts: bool) -> QuerySet[InstrumentVersion]:
    """Every version, newest first, without what it asks."""
    versions = instrument.versions.defer("document").select_related("published_by")
    if not drafts:
        versions = versions.exclude(state=State.DRAFT)
    return versions.order_by("-number")


def form_in(version: InstrumentVersion) -> Form:
    """What a version asks."""
    return from_document(version.document)


def core_of(instrument: Instrument) -> Form | None:
    """The form whose locked questions this instrument must keep; None if it is no adaptation."""
    return form_in(instrument.adapted_from) if instrument.adapted_from else None


def newer_core(instrument: Instrument) -> InstrumentVersion | None:
    """The version that an edition could follow instead of the one it follows; None if none."""
    followed = instrument.adapted_from
    if followed is None:
        return None
    newer = InstrumentVersion.objects.filter(
        instrument=followed.instrument_id, state=State.PUBLISHED, number__gt=followed.number
    )
    return newer.select_related("instrument").first()


def lock_broken(instrument: Instrument, form: Form) -> list[Breach]:
    """Every way in which a form breaks the lock of what this instrument is adapted from."""
    core = core_of(instrument)
    return breaches(core, form, instrument.country) if core else []


def own_of(instrument: Instrument) -> Own | None:
    """How an adaptation's own questions are told apart, and in which languages they must be."""
    if not instrument.adapted_from:
        return None
    languages = Country.objects.values_list("languages", flat=True).get(pk=instrument.country)
    return Own(prefix_of(instrument.country), tuple(languages))


def readiness(
    instrument: Instrument, form: Form, *, replaces: InstrumentVersion | None = None
) -> Readiness:
    """What a form would change in an instrument, and what keeps it from being published.

    replaces  the draft whose place it would take: what is in it and not in the form is lost,
              so it is named; None compares with what is published, as publishing does
    """
    before = replaces or instrument.versions.filter(state=State.PUBLISHED).first()
    base = (form_in(before) if before else core_of(instrument)) or NOTHING
    answered_here = instrument.kind in ANSWERED
    return Readiness(
        changes=compare(base, form),
        lacks=lacks(form, answered_here=answered_here, own=own_of(instrument)),
        breaches=lock_broken(instrument, form),
        recoded=_recoded(instrument, form),
        labels=texts_of(base) | texts_of(form),
    )


def _recoded(instrument: Instrument, form: Form) -> list[tuple[str, str, int]]:
    """Questions that somebody has answered and that would now mean something else."""
    answers = Answers.objects.filter(invited__round__instrument=OuterRef("pk"))
    answered = instrument.versions.filter(Exists(answers)).order_by("number")
    questions = {question.name: question for question in form.questions()}
    found: dict[tuple[str, str], int] = {}
    for version in answered:
        before = form_in(version)
        for question in before.questions():
            if question.name in questions:
                for what in recoding(before, question, form, questions[question.name]):
                    found[question.name, what] = version.number
    return [(name, what, number) for (name, what), number in found.items()]


def _edited_by(person: User) -> Q:
    return Q(country__in=countries_written_for(person))


def _shelved(one: Instrument, heads: list[Mapping[str, Any]], mine: bool) -> Shelved:  # noqa: FBT001 - one of its facts
    shown = [head for head in heads if head["state"] != State.DRAFT]
    newest = (shown or heads)[-1]
    return Shelved(
        instrument=one,
        titles=newest["document__titles"] or {},
        languages=newest["document__languages"] or [],
        number=newest["number"] if shown else 0,
        has_draft=mine and any(head["state"] == State.DRAFT for head in heads),
    )
