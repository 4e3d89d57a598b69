"""The page of references tells what the tests hold, all of it and nothing else."""

import re

import pytest

from tests.analysis.references import METHODS, PAGE, agrees, calls, cells


def told():
    """Row and reference of every line of the page."""
    lines = [cells(line) for line in PAGE.read_text(encoding="utf-8").splitlines()]
    return [(int(one[0]), one[2]) for one in lines if one[0].isdigit()]


def test_every_method_has_a_line_and_every_line_a_test():
    found, _files = calls()

    assert {row for row, _case in told()} == set(METHODS) == {row for row, _case in found}
    stale = [
        (row, case)
        for row, case in told()
        if not any(row == one and re.fullmatch(like, case) for one, like in found)
    ]
    assert stale == []
    assert len(told()) == len(set(told()))


def test_a_number_that_is_another_is_found():
    with pytest.raises(AssertionError, match="is not"):
        agrees(1, "attitude", 0.85, 0.8431428, within=1e-7)


@pytest.mark.parametrize(
    ("case", "number"), [("attitude, R", 0.9), ("nobody's", 0.8431428)], ids=["number", "case"]
)
def test_a_line_that_the_page_does_not_have_is_found(monkeypatch, case, number):
    monkeypatch.delenv("CORDATA_REFERENCES", raising=False)

    with pytest.raises(AssertionError, match="does not say"):
        agrees(1, case, number, number, within=1e-7)
