"""Expressions: cases by hand, an oracle in Python, and that nothing fails while answering."""

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cordata.analysis.forms.evaluate import Facts, evaluate, text, truth
from cordata.analysis.forms.expression import (
    Answer,
    Call,
    Constant,
    NotUnderstood,
    names_in,
    parse,
)

ANSWERS = {
    "A1": "4", "A2": "na", "age": "17", "tools": ["tablet", "robot"], "one": "tablet",
    "name": "Ana", "day": "2026-05-01", "none": "", "n": 3,
}  # fmt: skip
BY_HAND = [
    # expression, own answer, what comes out
    ("${A1} >= 4", "", True),
    ("${A2} >= 1", "", False),  # "does not apply" is no number
    ("${A2} = 'na'", "", True),
    ("${A2} != 'na' and ${A1} != ''", "", False),
    ("${none} = ''", "", True),
    ("${unknown} = ''", "", True),
    ("selected(${tools}, 'robot')", "", True),
    ("selected(${one}, 'robot')", "", False),
    ("count-selected(${tools}) = 2", "", True),
    ("not(selected(${tools}, 'none')) or false()", "", True),
    (". > 0 and . <= 30", "17", True),
    (". > 0 and . <= 30", "31", False),
    ("2 + 3 * 4", "", 14.0),
    ("(2 + 3) * 4", "", 20.0),
    ("10 - 2 - 3", "", 5.0),
    ("7 mod 3 + 9 div 2", "", 5.5),
    ("-2 + 5", "", 3.0),
    ("1 div 0 > 1000", "", True),
    ("if(${age} < 18, 'young', 'grown')", "", "young"),
    ("coalesce(${none}, ${name})", "", "Ana"),
    ("string-length(${name})", "", 3.0),
    ("regex(., '[0-9]{5}')", "10010", True),
    ("regex(., '[0-9]{5}')", "10010x", False),  # the whole text must match
    ("${day} <= today()", "", True),
    (". > today()", "2026-06-01", True),
    ("${n} = 3", "", True),
    ("round(2.345, 1)", "", 2.3),
    ("concat(${name}, '-', 2)", "", "Ana-2"),
    ("number('x') = number('x')", "", False),  # NaN equals nothing
    ("1 = 1 = true()", "", True),
    ("3 > 2 > 1", "", False),  # (3 > 2) is 1, and 1 > 1 is not so
    ("'a' = \"a\"", "", True),
]
REFUSED = [
    ("${A1} >=", "ends_early", 9),
    ("(${A1} = 1", "ends_early", 11),
    ("${A1} = 1)", "unexpected", 10),
    ("position(..) = 2", "unknown_function", 1),
    ("${A1} = 1 ; drop", "unknown_sign", 11),
    ("${A 1} = 1", "unknown_sign", 1),
    ("selected(${A1})", "wrong_arguments", 1),
    ("regex(., ${A1})", "pattern_not_fixed", 1),
    ("regex(., '[0-9')", "bad_pattern", 1),
    ("regex(., '(a+)+b')", "slow_pattern", 1),
    ("/data/A1 = 1", "unknown_sign", 1),
    ("", "ends_early", 1),
    ("'open", "unknown_sign", 1),
    ("(" * 30 + "1" + ")" * 30, "too_deep", 21),
    ("1" + "+1" * 900, "too_long", 301),
    (" " * 2001 + "1", "too_long", 2000),
    ("today(1)", "wrong_arguments", 1),
    ("if 1", "unexpected", 4),
    ("selected(${A1} 'x')", "unexpected", 16),
]


@pytest.mark.parametrize(("expression", "own", "expected"), BY_HAND)
def test_by_hand(expression, own, expected):
    facts = Facts(ANSWERS, own, dt.date(2026, 5, 2))

    assert evaluate(parse(expression), facts) == expected


@pytest.mark.parametrize(("expression", "code", "position"), REFUSED)
def test_what_is_outside_the_subset_is_refused_with_its_position(expression, code, position):
    with pytest.raises(NotUnderstood) as refused:
        parse(expression)

    assert (refused.value.code, refused.value.position) == (code, position)


def test_an_expression_names_the_questions_it_needs():
    assert names_in(parse("if(${a} = 1, ${b}, . + ${c})")) == {"a", "b", "c"}


def _said(node):
    """An expression of ours, with every bracket written out."""
    if isinstance(node, Answer):
        return f"${{{node.name}}}"
    if isinstance(node, Constant):
        return f"'{node.value}'" if isinstance(node.value, str) else text(node.value)
    return "(" + f" {node.name} ".join(_said(part) for part in node.parts) + ")"


constants = st.builds(Constant, st.integers(0, 99).map(float)) | st.builds(
    Constant, st.sampled_from(["", "na", "tablet", "7"])
)
leaves = constants | st.builds(Answer, st.sampled_from(sorted(ANSWERS)))
signs = ["or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod"]
trees = st.recursive(
    leaves, lambda inner: st.builds(Call, st.sampled_from(signs), st.tuples(inner, inner)),
    max_leaves=8,
)  # fmt: skip


@given(trees)
def test_what_is_written_is_what_is_read(tree):
    assert parse(_said(tree)) == tree


@given(trees)
def test_no_expression_that_was_read_fails_while_somebody_answers(tree):
    value = evaluate(tree, Facts(ANSWERS, "5"))

    assert truth(value) in {True, False}
    assert isinstance(text(value), str)


@given(st.text(alphabet="${}()A1.=<>'\"+-*, andorivselctregxtoy", max_size=40))
def test_any_text_is_read_or_refused_with_a_position(given_text):
    position = 1
    try:
        evaluate(parse(given_text), Facts(ANSWERS))
    except NotUnderstood as refused:
        position = refused.position

    assert 1 <= position <= len(given_text) + 1


@given(st.lists(st.sampled_from(["+", "-", "*"]), min_size=1, max_size=6), st.data())
def test_sums_without_brackets_come_out_as_in_python(operators, data):
    numbers = [data.draw(st.integers(0, 20)) for _ in range(len(operators) + 1)]
    said = str(numbers[0])
    for sign, figure in zip(operators, numbers[1:], strict=True):
        said += f" {sign} {figure}"

    assert evaluate(parse(said), Facts()) == eval(said)


def test_no_number_is_neither_smaller_nor_larger():
    for sign in ("<", "<=", ">", ">=", "="):
        assert evaluate(parse(f"${{A2}} {sign} 3"), Facts(ANSWERS)) is False
    assert math.isnan(evaluate(parse("${A2} + 1"), Facts(ANSWERS)))
