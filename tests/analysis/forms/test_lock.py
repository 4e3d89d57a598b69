"""The lock of the core: what an adaptation may do, and every way of breaking it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.forms.definition import Choice, Group
from cordata.analysis.forms.editing import drop_question, put_question
from cordata.analysis.forms.lock import Breach, breaches, locked
from tests.surveys.library import SCALE, small_form, statement, with_own

CORE = small_form()
GROUP, FREE = CORE.children


def translated(form):
    """Into Croatian as well: every text gets one more language."""
    texts = {"hr": "po hrvatski"}
    return replace(
        form,
        languages=(*form.languages, "hr"),
        titles={**form.titles, **texts},
        choices={
            name: tuple(replace(one, labels={**one.labels, **texts}) for one in listed)
            for name, listed in form.choices.items()
        },
        children=tuple(_translated(node, texts) for node in form.children),
    )


def _translated(node, texts):
    changed = replace(node, labels={**node.labels, **texts})
    if isinstance(node, Group):
        return replace(
            changed, children=tuple(_translated(one, texts) for one in node.children)
        )
    return changed


ALLOWED = {
    "nothing": CORE,
    "own question": with_own(CORE),
    "another language": translated(CORE),
    "what is not locked goes": drop_question(CORE, "free"),
    "a further list of choices": replace(
        with_own(CORE, choices="it_list"),
        choices={**CORE.choices, "it_list": (Choice("1", {"it": "uno"}),)},
    ),
    "own question within a group": put_question(CORE, statement("it_2", core=False)),
    "own group": replace(
        CORE, children=(*CORE.children, Group("it_g", (statement("it_3", core=False),)))
    ),
    "what is not locked in other words": put_question(
        CORE, replace(FREE, labels={"en": "Anything?", "it": "Altro?"})
    ),
}


@pytest.mark.parametrize("what", ALLOWED)
def test_an_adaptation_may(what):
    assert breaches(CORE, ALLOWED[what], "IT") == []


def changed(**facts):
    return put_question(CORE, statement("A1", **facts))


TURNED = replace(GROUP, children=GROUP.children[::-1])
BROKEN = {
    "leave out": (drop_question(CORE, "A2"), Breach("left_out", "A2")),
    "reword": (
        changed(labels={"en": "Other", "it": "A1 in italiano"}),
        Breach("reworded", "A1", "en"),
    ),
    "blank a translation": (
        changed(labels={"en": "A1 in English"}),
        Breach("reworded", "A1", "it"),
    ),
    "change the kind": (changed(kind="select_multiple"), Breach("changed", "A1", "kind")),
    "point to another list": (changed(choices="x"), Breach("changed", "A1", "choices")),
    "make it optional": (changed(required=False), Breach("changed", "A1", "required")),
    "never ask it": (changed(relevant="1 = 2"), Breach("changed", "A1", "relevant")),
    "limit it": (changed(constraint=". = '5'"), Breach("changed", "A1", "constraint")),
    "turn it": (changed(reversed=True), Breach("changed", "A1", "reversed")),
    "ask others": (changed(voices=("leaders",)), Breach("changed", "A1", "voices")),
    "ask elsewhere": (changed(levels=("upper",)), Breach("changed", "A1", "levels")),
    "unlock it": (changed(core=False), Breach("changed", "A1", "core")),
    "give it a picture": (changed(extra={"media::image": "x"}), Breach("changed", "A1", "extra")),
    "add a hint": (changed(hints={"en": "Say 5"}), Breach("reworded", "A1", "en")),
    "turn the order": (replace(CORE, children=(TURNED, FREE)), Breach("order", "A2")),
    "take it out of its group": (
        replace(CORE, children=(*GROUP.children, FREE)),
        Breach("moved", "A1"),
    ),
    "hide its group": (
        replace(CORE, children=(replace(GROUP, relevant="1 = 2"), FREE)),
        Breach("moved", "A1"),
    ),
    "wrap it in a hidden group": (
        replace(CORE, children=(Group("it_g", (GROUP,), relevant="1 = 2"), FREE)),
        Breach("moved", "A1"),
    ),
    "reword the group": (
        replace(CORE, children=(replace(GROUP, labels={"en": "X", "it": "Guida"}), FREE)),
        Breach("reworded", "area_A", "en"),
    ),
    "add a choice": (
        replace(CORE, choices={"scale": (*SCALE, Choice("6", {"en": "6", "it": "6"}))}),
        Breach("choices", "A1", "scale"),
    ),
    "drop a choice": (replace(CORE, choices={"scale": SCALE[:2]}), Breach("choices", "A1", "scale")),
    "turn the choices": (
        replace(CORE, choices={"scale": SCALE[::-1]}),
        Breach("choices", "A1", "scale"),
    ),
    "reword a choice": (
        replace(
            CORE,
            choices={"scale": (Choice("1", {"en": "no", "it": "per niente"}), *SCALE[1:])},
        ),
        Breach("reworded", "scale: 1", "en"),
    ),
    "name an own question as it likes": (
        with_own(CORE, "A3"),
        Breach("no_prefix", "A3", "it_"),
    ),
    "take another country's prefix": (
        with_own(CORE, "hr_1"),
        Breach("no_prefix", "hr_1", "it_"),
    ),
    "lock an own question": (with_own(CORE, core=True), Breach("marked_core", "it_1")),
    "drop a language": (replace(CORE, languages=("it",)), Breach("language_lost", "", "en")),
    "rename an area": (
        replace(CORE, areas={"A": {"en": "Power", "it": "Guida"}}),
        Breach("area", "A", "en"),
    ),
    "drop an area": (replace(CORE, areas={}), Breach("area", "A", "en")),
}  # fmt: skip


@pytest.mark.parametrize("how", BROKEN)
def test_the_lock_cannot_be_broken_by(how):
    form, breach = BROKEN[how]

    assert breach in breaches(CORE, form, "IT")


@given(st.permutations(["A1", "A2", "A3", "A4"]), st.sets(st.sampled_from(["A1", "A2", "A3"])))
def test_any_other_order_and_any_gap_is_seen(order, without):
    core = small_form(children=tuple(statement(name) for name in ("A1", "A2", "A3", "A4")))
    names = [name for name in order if name not in without]
    form = replace(core, children=tuple(statement(name) for name in names))

    found = {breach.code for breach in breaches(core, form, "IT")}

    assert ("order" in found) == (names != sorted(names))
    assert ("left_out" in found) == bool(without)
    assert [one.name for one in locked(core)] == ["A1", "A2", "A3", "A4"]
