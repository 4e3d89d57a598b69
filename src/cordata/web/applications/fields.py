"""The fields of an application as a page shows them: label, hint, value, choices."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cordata.calls.models import Application
from cordata.calls.queries.form import MOST_TOPICS, Asked, Lack, Missing, answers_of
from cordata.web.templatetags.cordata import named


@dataclass(frozen=True)
class Field:
    """One field. ``kind`` is topic, number, words, check; ``theirs`` clashes with ``value``."""

    name: str
    label: str
    kind: str
    value: str = ""
    hint: list[str] = field(default_factory=list)
    theirs: str | None = None


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    key: str
    title: str
    lead: str
    fields: list[Field]


def priorities() -> list[tuple[str, str]]:
    """How much a topic matters."""
    return [("", "–"), ("3", _("most")), ("2", _("much")), ("1", _("some"))]


def sections_of(
    application: Application,
    asked: Asked,
    typed: dict[str, str] | None = None,
    theirs: dict[str, str] | None = None,
) -> list[Section]:
    """The whole form with what is stored, or what was just typed and clashed."""
    answers, theirs = answers_of(application) | (typed or {}), theirs or {}

    def make(name: str, label: str, kind: str, hint: list[str] | None = None) -> Field:
        return Field(name, label, kind, answers.get(name, ""), hint or [], theirs.get(name))

    lead = _("Up to %(number)d topics are enough. The first ones count most.")
    topics = [make(f"topic:{one.slug}", one.label, "topic") for one in asked.topics]
    places = [
        make("min_places", _("Schools we can accompany, at least"), "number"),
        make("max_places", _("Schools we can accompany, at most"), "number"),
    ]
    evidence = [
        make(
            f"evidence:{one.public_id}",
            named(one.names),
            "words",
            one.rubric.get(application.language) or next(iter(one.rubric.values()), []),
        )
        for one in asked.criteria
        if one.asks_evidence
    ]
    title = _("What we offer") if asked.is_mentor else _("What we need")
    online = make("online", _("We can work online only"), "check")
    return [
        Section("topics", title, lead % {"number": MOST_TOPICS}, topics),
        Section(
            "work",
            _("How we can work"),
            "",
            [*(places if asked.is_mentor else []), online],
        ),
        Section(
            "motivation",
            _("Why we apply"),
            _("In your own language. Nobody counts the words."),
            [make("motivation", _("Motivation"), "words"), *evidence],
        ),
    ]


def missing_in_words(missing: Missing, asked: Asked) -> str:
    """What is missing, as a sentence."""
    names = {one.public_id: named(one.names) for one in asked.criteria}
    names |= {one.public_id: named(one.names) for one in asked.papers}
    return {
        Lack.TOPICS: _("Name at least one topic."),
        Lack.TOO_MANY_TOPICS: _("Name at most %(number)d topics.") % {"number": MOST_TOPICS},
        Lack.PLACES: _("Say how many schools you can accompany: at least and at most."),
        Lack.MOTIVATION: _("Write why you apply."),
        Lack.EVIDENCE: _("Write about: %(name)s.") % {"name": names.get(missing.name, "")},
        Lack.PAPER: _("Attach: %(name)s.") % {"name": names.get(missing.name, "")},
        Lack.HEAD: _("The head has not agreed yet."),
    }[missing.lack]
