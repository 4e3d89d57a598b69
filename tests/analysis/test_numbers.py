"""A sentence may not carry a number that no run shows."""

import pytest

from cordata.analysis.numbers import shown_in, untied

RESULT = {
    "estimates": {
        "change": {
            "value": -0.3127, "error": 0.1, "low": -0.51, "high": -0.115, "level": 0.95,
            "df": 14.2, "p": 0.0042,
        },
        "pomp": {
            "value": 7.8, "error": None, "low": None, "high": None, "level": None, "df": None,
            "p": None,
        },
    },
    "sizes": {"all": {"rows": 1240, "schools": 96, "groups": 24}},
}  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Fell by 0.3 in 96 schools.",
        "Fell by 0,31 points (−0,51 to −0.12).",
        "1,240 rows; 1.240 rows; 24 clusters, 95 %.",
        "8 of a hundred, p 0.00.",
        "Nothing was counted.",
    ],
)
def test_numbers_of_the_run_may_be_written_in_every_way(sentence):
    assert untied(sentence, shown_in(RESULT)) == []


@pytest.mark.parametrize(
    ("sentence", "loose"),
    [
        ("Fell by 0.32.", ["0.32"]),
        ("In 97 schools, by 0.3.", ["97"]),
        ("From 2025 on.", ["2025"]),
        ("1,241 rows.", ["1,241"]),
        # Tied, each digit more would tell the next one of what is rounded on the page.
        ("Fell by 0.313 or 0,3127.", ["0.313", "0,3127"]),
        ("96 schools, 7.8000000000 of a hundred.", ["7.8000000000"]),
    ],
)
def test_other_numbers_are_named(sentence, loose):
    assert untied(sentence, shown_in(RESULT)) == loose


def test_a_number_has_the_decimals_with_which_it_is_shown():
    known = shown_in(RESULT, finer={"change": 4})
    assert untied("Fell by 0.3127 (0.3); of a hundred 7.80.", known) == []
    assert untied("Fell by 0.31270; of a hundred 7.8000.", known) == ["0.31270", "7.8000"]
