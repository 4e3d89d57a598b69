"""Any method on any table that fits it: a form made of its spec, and nothing typed is lost."""

from dataclasses import MISSING, fields, replace
from typing import get_type_hints

import pytest
from django.urls import reverse

from cordata.analysis.methods import METHODS, read_ask
from cordata.evidence.models import Analysis
from cordata.evidence.queries.offered import instruments_offered
from cordata.evidence.queries.tables import KINDS
from cordata.web.evidence.field_words import LABELS
from cordata.web.evidence.forms.register import RegisterForm
from cordata.web.evidence.forms.spec_fields import fields_of, value_of, written
from cordata.web.evidence.method_words import METHODS as WORDS
from tests.evidence import making
from tests.surveys import asking

FITS = [(kind, method) for kind, one in KINDS.items() for method in one.fits]
NEEDED = {
    "nodes": "3", "asked": "3", "answered": "3", "mentors": "4", "waiting": "9", "capacity": "2",
    "cycles": "3", "goal": "5", "until": "2026-11-28", "moderators": "priority",
    "scales": "A; A1, A2, A3", "by": "clusters", "reference": "top_down", "worths": "1000",
    "identified": "no", "axis": "label", "compared": "top_down", "seen": "declared",
    "view": "societal", "prices": "standard",
}  # fmt: skip


@pytest.fixture
def project(cast):
    form = asking.form()
    asked = tuple(replace(one, voices=("teachers", "students")) for one in form.children)
    asking.version(replace(form, children=asked))
    return making.project(cast)


@pytest.fixture
def filled(cast, project):
    """What a person fills in who takes everything else as it is."""

    def of(kind, method):
        given = {
            "title": "Leadership", "expects": "A gain.", "comparisons": "2",
            "cohorts": [cast.cohort.public_id], "area": "whole-school|A",
            "instrument": "whole-school", "voice": "teachers", **NEEDED,
        }  # fmt: skip
        # "mentors" is a number where something is planned, and a list where costs are counted.
        if method == "costs":
            given.pop("mentors")
        form = RegisterForm(
            cohorts=[], offers=instruments_offered(project), kind=kind, method=method
        )
        usual = {
            name: field.initial
            for name, field in form.fields.items()
            if field.initial is not None
        }
        return (
            usual
            | {name: given[name] for name in form.fields if name in given and name not in usual}
            | {"comparisons": "2"}
        )

    return of


def page_of(project, kind, method):
    page = reverse("evidence:register", args=[project.public_id])
    return f"{page}?kind={kind}&method={method}"


@pytest.mark.parametrize(("kind", "method"), FITS, ids=["-".join(one) for one in FITS])
def test_each_question_is_written_down_with_what_stands_there(
    paola, project, filled, kind, method
):
    page = page_of(project, kind, method)
    html = paola.get(page).content.decode()
    answer = paola.post(page, filled(kind, method))

    assert str(WORDS[method][0]) in html
    assert answer.status_code == 302, answer.context["form"].errors
    made = Analysis.objects.get()
    assert (made.kind, made.ask["method"], made.comparisons) == (kind, method, 2)
    assert made.is_confirmatory  # no record tells of an outcome yet
    read_ask(made.ask)
    shown = paola.get(answer.url).content.decode()
    assert str(WORDS[method][0]) in shown
    assert "one of 2 that are looked at together" in shown


def test_columns_are_choices_with_their_words(paola, project):
    html = paola.get(page_of(project, "schools-with-dose/1", "mixed")).content.decode()

    assert '<option value="change" selected>change: later mean less first mean</option>' in html
    assert 'value="hours, before"' in html
    assert "hours of these activities" in html


def test_a_method_that_does_not_fit_gives_way_to_one_that_does(paola, project):
    for kind, method in (("drop-out/1", "network"), ("nothing/9", "change")):
        answer = paola.get(page_of(project, kind, method))
        assert answer.status_code == 200
        assert (answer.context["form"].kind, answer.context["form"].method) in FITS


@pytest.mark.parametrize(
    ("kind", "method", "changed", "field", "says"),
    [
        ("ties-of-schools/1", "network", {"nodes": ""}, "nodes", "required"),
        ("ties-of-schools/1", "network", {"source": "pupils"}, "source", "not one of"),
        ("pairs-after-support/1", "continuation", {"at": "soon"}, "at", "cannot be read"),
        ("pairs-after-support/1", "continuation", {"until": "soon"}, "until", "valid date"),
        ("answers-of-people/1", "invariance", {"scales": "A1, A2"}, "scales", "cannot be read"),
        ("schools-with-dose/1", "ancova", {"interest": "-1"}, "interest", "cannot be computed"),
        ("schools-with-dose/1", "moderation", {"moderators": "a, a"}, "moderators", "twice"),
        (
            "costs-and-change/1",
            "cost-effectiveness",
            {"worths": "nan"},
            "worths",
            "nan is not a",
        ),
        ("schools-with-dose/1", "ancova", {"comparisons": "0"}, "comparisons", "At least one"),
        ("schools-with-dose/1", "ancova", {"comparisons": "1001"}, "comparisons", "1000"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field(
    paola, project, filled, kind, method, changed, field, says
):
    answer = paola.post(page_of(project, kind, method), filled(kind, method) | changed)

    assert answer.status_code == 422
    assert says in " ".join(answer.context["form"].errors[field])
    html = answer.content.decode()
    assert "A gain." in html
    assert next(iter(changed.values())) in html
    assert not Analysis.objects.exists()


def test_what_is_folded_opens_where_something_is_wrong():
    form = RegisterForm(
        {"source": "pupils"}, cohorts=[], offers=[], kind="ties-of-schools/1", method="network"
    )
    form.is_valid()
    assert form.is_wrong_behind


@pytest.mark.parametrize("method", sorted(METHODS.keys() - {"mdes"}))
def test_every_field_of_a_spec_has_words_and_comes_back_as_it_was(method):
    spec = METHODS[method].spec
    hints = get_type_hints(spec)
    made = fields_of(spec, {}, (), but=set())

    assert made.keys() - {"registered"} <= LABELS.keys()
    for one in fields(spec):
        if one.default not in (MISSING, None):
            back = value_of(hints[one.name], written(one.default))
            assert back == (
                list(one.default) if isinstance(one.default, tuple) else one.default
            )


def test_lists_of_parts_are_written_one_a_line():
    anchors = [["hours", 1.0, 5.0, 9.0], ["online", 0.0, 0.5, 1.0]]
    hint = get_type_hints(METHODS["qca"].spec)["anchors"]
    assert written(anchors) == "hours; 1.0; 5.0; 9.0\nonline; 0.0; 0.5; 1.0"
    assert value_of(hint, written(anchors)) == anchors
    scales = get_type_hints(METHODS["invariance"].spec)["scales"]
    assert value_of(scales, "A; A1, A2") == [["A", ["A1", "A2"]]]
    with pytest.raises(ValueError, match="A; A1; A2"):
        value_of(scales, "A; A1; A2")
