"""How far a wave can be trusted: against the functions of analysis on the same rows."""

import numpy as np
import pytest

from cordata.analysis.surveys.codes import NOT_APPLICABLE
from cordata.analysis.surveys.reliability import alpha, complete, covariance, feldt, omega
from cordata.analysis.surveys.scales import Item, scales_of
from cordata.surveys.queries.quality import quality_of
from cordata.surveys.queries.table import VOICES, Table, language_code, language_number

TEACHERS = VOICES.index("teachers")
EN, HR = language_number("en"), language_number("hr")


def table(rows, schools, languages=EN):
    codes = np.array(rows, dtype=np.int8)
    items = tuple(Item(f"A{n}", "A") for n in range(codes.shape[1]))
    people = len(rows)
    return Table(
        items,
        codes,
        np.array(schools),
        np.full(people, TEACHERS, dtype=np.int64),
        np.broadcast_to(languages, people).astype(np.int64),
    )


def found_in(made, levels=()):
    return quality_of(made, scales_of(made.items), levels)


def drawn(people, items, seed=3):
    """Answers that measure one thing, more or less."""
    chance = np.random.default_rng(seed)
    person = chance.normal(3, 1, (people, 1))
    return np.clip(np.round(person + chance.normal(0, 0.8, (people, items))), 1, 5).astype(int)


def test_five_schools_that_agree_within_and_differ_between():
    # Every person gives one answer to all three items: they measure one thing.
    rows = [[answer] * 3 for school in range(5) for answer in [school + 1] * 10]
    (one,) = found_in(table(rows, np.repeat(range(5), 10)))

    assert (one.area, one.voice, one.language, one.items) == ("A", "teachers", "en", 3)
    assert (one.people, one.schools) == (50, 5)
    assert one.alpha.estimate == pytest.approx(1.0)
    assert one.icc1 > 0.9
    assert one.median == one.skewed == 1.0  # nobody differs from a colleague
    assert one.shared == "shared"


def test_the_interval_is_that_of_schools_drawn_again_not_of_people():
    # People of a school answer as one: eight independent looks, not eighty.
    made = table(np.repeat(drawn(8, 4), 10, axis=0), np.repeat(range(8), 10))
    (scale,) = scales_of(made.items)
    whole = complete(scale, made.codes)

    (one,) = found_in(made)

    assert one.alpha.estimate == alpha(covariance(whole))
    assert one.alpha.high - one.alpha.low > 2 * (feldt(whole).high - feldt(whole).low)


def test_omega_stands_beside_alpha():
    made = table(drawn(60, 4), [n % 6 for n in range(60)])
    (scale,) = scales_of(made.items)

    (one,) = found_in(made)

    assert one.omega == omega(covariance(complete(scale, made.codes)))
    assert one.omega == pytest.approx(one.alpha.estimate, abs=0.05)


def test_schools_of_other_statements_are_judged_apart():
    # Primary schools are asked A0 and A1, the others A2 and A3; nobody is asked all four.
    answers = drawn(80, 2)
    nothing = np.full_like(answers, -1)
    rows = np.vstack([np.hstack([answers, nothing]), np.hstack([nothing, answers])])
    schools = np.repeat(range(10), 16)
    levels = ["primary"] * 5 + ["lower", "upper", "lower", "upper", "lower"]

    first, second = found_in(table(rows, schools, EN), levels)

    assert (first.levels, second.levels) == (("lower", "upper"), ("primary",))
    assert first.people == second.people == 80
    assert first.alpha.estimate == second.alpha.estimate > 0.6
    assert first.median == second.median > 0


def test_languages_are_never_put_together():
    rows = np.vstack([drawn(40, 3, seed=1), drawn(40, 3, seed=2), drawn(5, 3)])
    languages = np.repeat([EN, HR, language_number("it")], [40, 40, 5])
    made = table(rows, [n % 5 for n in range(85)], languages)

    assert [(one.language, one.people) for one in found_in(made)] == [("en", 40), ("hr", 40)]


def test_items_of_another_voice_are_left_out_of_a_scale():
    rows = [[n % 5 + 1, n % 4 + 1, -1] for n in range(40)]

    (one,) = found_in(table(rows, [n % 5 for n in range(40)]))

    assert one.items == 2
    assert np.isnan(one.omega)  # any factor fits two statements
    assert list(one.no_use) == ["A0", "A1"]


def test_where_hardly_anybody_answered_all_statements_reliability_is_not_known():
    rows = drawn(40, 3)
    rows[:20, 0] = -9

    (one,) = found_in(table(rows, [n % 5 for n in range(40)]))

    assert np.isnan(one.alpha.estimate)
    assert one.verdict == "unknown"
    assert one.no_use == {"A0": 0.5, "A1": 0, "A2": 0}


def test_of_one_head_in_each_school_no_view_is_shared_and_the_rest_is_told():
    (one,) = found_in(table(drawn(40, 3), range(40)))

    assert (one.people, one.schools) == (40, 40)
    assert one.alpha.estimate > 0.6
    assert np.isnan([one.icc1, one.median]).all()
    assert one.shared == "not-shared"


def test_of_statements_that_fit_nobody_the_share_is_told():
    (one,) = found_in(table([[NOT_APPLICABLE] * 3] * 40, [n % 5 for n in range(40)]))

    assert one.no_use == {"A0": 1, "A1": 1, "A2": 1}
    assert (one.verdict, np.isnan(one.icc1)) == ("unknown", True)


def test_too_few_people_or_schools_tell_nothing():
    assert found_in(table([[1, 2, 3]] * 29, [n % 5 for n in range(29)])) == []
    assert found_in(table([[1, 2, 3]] * 40, [n % 4 for n in range(40)])) == []


def test_a_language_is_two_letters_in_one_number():
    assert [language_code(language_number(one)) for one in ("en", "hr", "")] == ["en", "hr", ""]
