"""Specs as people write them, asked by name, on rows in any order."""

import tomllib
from pathlib import Path

import numpy as np
import pytest

from cordata.analysis.methods import read_ask
from cordata.analysis.specs import plain, read_spec
from tests.analysis.effects.network import network
from tests.analysis.surveys.published import rows

MAIN = """
school = "school"
country = "country"
mentor = "mentor"
treated = "mentored"
before = "y0"
after = "y1"
"""
FRAME = network()
ASKS = {
    "ancova": MAIN + 'covariates = ["size"]\nearlier = ["y_2", "y_1"]\ninterest = 1',
    "sensitivity": MAIN,
    "moderation": MAIN + 'moderators = ["rural", "size"]',
    "change": 'school = "school"\nmentor = "owner"\nbefore = "y0"\nafter = "y1"',
}


def ask(method, text=None):
    fields = tomllib.loads(ASKS[method] if text is None else text)
    return read_ask({"method": method, "seed": 3, "spec": fields})


@pytest.mark.parametrize("method", ASKS)
def test_a_written_question_is_answered_alike_in_any_order(method):
    frame = {
        **FRAME,
        "owner": np.where(FRAME["mentor"] == "", FRAME["school"], FRAME["mentor"]),
    }
    order = np.random.default_rng(1).permutation(192)

    found = ask(method).of(frame)

    assert not found.is_refused
    assert found.method == f"{method}/1"
    assert found == ask(method).of({name: column[order] for name, column in frame.items()})


@pytest.mark.parametrize("method", ASKS)
def test_a_spec_is_plain_values_there_and_back(method):
    spec = ask(method).spec

    assert read_spec(type(spec), plain(spec)) == spec
    assert hash(spec) == hash(ask(method).spec)


def test_the_example_of_the_page_prints_what_it_promises():
    page = (Path(__file__).parents[3] / "docs/methods/effects.md").read_text()
    asked = read_ask(tomllib.loads(page.split("```toml\n")[1].split("```")[0]))
    table = [row for row in rows("anorexia.csv") if row["treat"] != "CBT"]
    frame = {
        "girl": np.arange(1, len(table) + 1), "country": np.array(["all"] * len(table)),
        "before": np.array([float(row["before"]) for row in table]),
        "after": np.array([float(row["after"]) for row in table]),
        "family": np.array([float(row["treat"] == "FT") for row in table]),
    }  # fmt: skip

    one = asked.of(frame).estimates["effect"]

    for number in (f"{one.value:.8f}", f"{one.error:.8f}", f"{one.df:.7f}"):
        assert number in page
