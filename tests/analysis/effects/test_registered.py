"""Specs as people write them, asked by name, on rows in any order."""

import tomllib

import numpy as np
import pytest

from cordata.analysis.methods import read_ask
from cordata.analysis.specs import plain, read_spec
from tests.analysis.effects.network import network

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
