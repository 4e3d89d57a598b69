"""A small instrument for tests: two locked statements and a free question, in two languages."""

from dataclasses import replace

from cordata.analysis.forms.definition import Choice, Form, Group, Question
from cordata.surveys.actions.instruments import begin_instrument, publish_version

SCALE = (
    Choice("1", {"en": "not at all", "it": "per niente"}),
    Choice("5", {"en": "fully", "it": "pienamente"}),
    Choice("na", {"en": "does not apply", "it": "non si applica"}),
)


def statement(name, **facts):
    """A statement of area A."""
    labels = {"en": f"{name} in English", "it": f"{name} in italiano"}
    standing = {
        "kind": "select_one", "labels": labels, "choices": "scale", "required": True,
        "area": "A", "core": True,
    }  # fmt: skip
    return Question(name, **standing | facts)


def small_form(**facts):
    """Two locked statements in a group, and a question in own words that anyone may drop."""
    free = Question("free", "text", {"en": "What else?", "it": "Che altro?"})
    group = Group("area_A", (statement("A1"), statement("A2")), {"en": "Lead", "it": "Guida"})
    standing = {
        "titles": {"en": "Small", "it": "Piccolo"},
        "languages": ("en", "it"),
        "children": (group, free),
        "choices": {"scale": SCALE},
        "areas": {"A": {"en": "Leadership", "it": "Guida"}},
    }
    return Form(**standing | facts)


def with_own(form, name="it_1", **facts):
    """The form with a question of Italy's own at the end."""
    labels = {"it": "E da noi?"}
    standing = {"kind": "select_one", "labels": labels, "choices": "scale", "required": True}
    own = Question(name, **standing | facts)
    return replace(form, children=(*form.children, own))


def published(slug="small", *, country="", by=None, form=None, kind="questionnaire"):
    """A published instrument: its first version."""
    draft = begin_instrument(slug, kind=kind, country=country, form=form or small_form(), by=by)
    publish_version(draft, revision=None, by=by)
    return draft
