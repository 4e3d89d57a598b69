"""A made-up network: six countries, each with mentors of four schools, and schools beside them."""

import numpy as np

from cordata.analysis.effects.spec import AncovaSpec

NAMES = {
    "school": "school", "country": "country", "mentor": "mentor", "treated": "mentored",
    "before": "y0", "after": "y1",
}  # fmt: skip
KNOWN = {"alpha": 0.85, "invariant": True, "registered": True, "self_rated": False}
EARLIER = {"earlier": ("y_2", "y_1")}  # two rounds before the first, without any trend


def spec(**changed):
    """A spec about which there is nothing to warn."""
    return AncovaSpec(**{**NAMES, **KNOWN, **changed})


def network(mentors=4, alone=16, countries=6, effect=0.5, seed=1, icc=0.3, start=0.0):
    """One row a school: ``mentors`` with four mentees, and ``alone`` schools, in each country."""
    chance = np.random.default_rng(seed)
    mentees = 4 * mentors
    each = mentees + alone
    n = countries * each
    country = np.repeat(np.arange(countries), each)
    mentored = np.tile(np.arange(each) < mentees, countries)
    number = np.tile(np.arange(each) // 4, countries) + 100 * country
    shared = {int(one): chance.normal() for one in np.unique(number)}
    together = np.array([shared[int(one)] for one in number]) * icc**0.5
    before = 0.4 * chance.normal(size=n)
    cell = 2 * country + mentored  # arms start exactly ``start`` apart in every country
    before -= (np.bincount(cell, before) / np.maximum(np.bincount(cell), 1))[cell]
    before += 3 + 0.1 * country + start * mentored
    noise = np.where(
        mentored, together + (1 - icc) ** 0.5 * chance.normal(size=n), chance.normal(size=n)
    )
    after = 1 + 0.7 * before + effect * mentored + 0.3 * noise
    return {
        "school": np.array([f"s{one:04d}" for one in range(n)]),
        "country": np.array(["BE", "CZ", "HR", "HU", "IT", "PT", "XX"])[country],
        "mentor": np.where(mentored, np.array([f"m{one}" for one in number]), ""),
        "mentored": mentored.astype(float),
        "y0": before,
        "y1": after,
        "y_2": before + 0.1 * chance.normal(size=n),
        "y_1": before + 0.1 * chance.normal(size=n),
        "size": chance.normal(size=n),
        "rural": (chance.random(n) < 0.5).astype(float),
        "people": chance.integers(10, 30, n).astype(float),
        "sd": chance.uniform(0.6, 1.0, n),
        "lambda": np.full(n, 0.9),
        "share": np.full(n, 0.8),
    }  # fmt: skip


def codes(result):
    return [one.code for one in result.checks]


def facts(result, code):
    return next(one.facts for one in result.checks if one.code == code)
