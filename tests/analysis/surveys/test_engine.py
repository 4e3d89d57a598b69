"""The scoring rules as a query: the same numbers as in Python, on any answers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cordata.analysis.surveys.codes import NOT_APPLICABLE, NOT_ASKED
from cordata.analysis.surveys.engine import MOST, items_table
from cordata.analysis.surveys.scales import Item, scales_of
from cordata.analysis.surveys.scoring import score_schools
from cordata.kit.frames import to_parquet
from cordata.surveys.queries.school_table import BadAnswers, scores_from
from tests.analysis.surveys.answers import long, people

ITEMS = (
    *(Item(f"l{n}", "lead", reversed=n == 2) for n in range(3)),
    Item("own", "lead", core=False),
    Item("alone", "mood", points=7),
    *(Item(f"w{n}", "work", points=4, reversed=n == 0) for n in range(5)),
)
CODES = st.sampled_from([1, 2, 3, 4, -9, -8, -7, -1])


def drawn(answers, seed):
    """Schools and voices of these people, by chance."""
    random = np.random.default_rng(seed)
    return random.integers(0, 4, len(answers)), random.integers(0, 2, len(answers))


def compared(tmp_path, answers, school, voice):
    """Both ways; nothing differs."""
    file = tmp_path / "answers.parquet"
    file.write_bytes(to_parquet(long(answers, school, voice, ITEMS)))
    found = scores_from([file], ITEMS)

    expected = score_schools(scales_of(ITEMS), answers, school, voice, schools=4, voices=2)

    areas = [scale.key for scale in expected.scales]
    seen = 0
    for at, area in enumerate(found["area"].tolist()):
        cell = int(found["school"][at]), int(found["voice"][at]), areas.index(area)
        assert found["n"][at] == expected.n[cell]
        for name in ("mean", "variance"):
            want = getattr(expected, name)[cell]
            assert found[name][at] == pytest.approx(want, rel=1e-12, abs=0, nan_ok=True)
        columns = list(expected.scales[cell[2]].columns)
        own = answers[(school == cell[0]) & (voice == cell[1])][:, columns]
        asked = own != NOT_ASKED
        assert found["people"][at] == asked.any(axis=1).sum()
        assert found["asked"][at] == asked.sum()
        assert found["answered"][at] == (own > 0).sum()
        assert found["not_applicable"][at] == (own == NOT_APPLICABLE).sum()
        seen += found["n"][at]
    assert seen == expected.n.sum()


@settings(max_examples=15)
@given(people(len(ITEMS), elements=CODES), st.integers(0, 99))
def test_the_same_scores_as_in_python(tmp_path_factory, answers, seed):
    compared(tmp_path_factory.mktemp("answers"), answers, *drawn(answers, seed))


def test_the_same_scores_of_thousands(tmp_path):
    random = np.random.default_rng(3)
    answers = random.choice([1, 2, 3, 4, -9, -8, -7, -1], (3000, len(ITEMS))).astype(np.int8)

    compared(tmp_path, answers, *drawn(answers, 5))


def written(tmp_path, **columns):
    frame = {
        "school": np.array(["s1"] * 3),
        "voice": np.array(["teachers"] * 3),
        "person": np.array([1, 1, 1]),
        "item": np.array(["l0", "l1", "l2"]),
        "code": np.array([1, 2, 3]),
    }
    file = tmp_path / "answers.parquet"
    file.write_bytes(to_parquet(frame | columns))
    return [file]


def test_one_teacher_by_hand(tmp_path):
    # (1 + 2 + (6 - 3)) / 3 = 2, of three that were asked and answered.
    found = scores_from(written(tmp_path), ITEMS)

    row = {name: column.tolist() for name, column in found.items()}
    assert row.pop("variance") != row["mean"]
    assert row == {
        "school": ["s1"], "voice": ["teachers"], "area": ["lead"], "people": [1], "n": [1],
        "mean": [2], "asked": [3], "answered": [3], "not_applicable": [0],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "what"),
    [
        ({"code": np.array([1, 2, 6])}, r"mean nothing: 6"),
        ({"code": np.array([1, 2, 0])}, r"mean nothing: 0"),
        ({"code": np.array([1, 2, -2])}, r"mean nothing: -2"),
        ({"code": np.array([1, 2, 2.5])}, "mean nothing: 2.5"),
        ({"code": np.array(["yes", "no", "no"])}, "Columns: school, voice"),
    ],
)
def test_files_that_are_no_answers_say_why(tmp_path, columns, what):
    with pytest.raises(BadAnswers, match=what):
        scores_from(written(tmp_path, **columns), ITEMS)


def test_a_number_that_two_people_have_is_found(tmp_path):
    with pytest.raises(BadAnswers, match="twice in lead"):
        scores_from(written(tmp_path) * 2, ITEMS)


def test_a_column_that_is_missing_is_named(tmp_path):
    file = tmp_path / "answers.csv"
    file.write_text("school,voice,item,code\ns1,all,l0,3\n")

    with pytest.raises(BadAnswers, match="person"):
        scores_from([file], ITEMS)


@pytest.mark.parametrize(
    ("items", "what"),
    [
        ([], "some"),
        ([Item("a", "A"), Item("a", "B")], "once"),
        ([Item("a", "A"), Item("b", "A", points=4)], "same points"),
        ([Item(f"a{n}", "A") for n in range(MOST + 1)], "at most"),
    ],
)
def test_statements_that_cannot_be_scored(items, what):
    with pytest.raises(ValueError, match=what):
        items_table(items)
