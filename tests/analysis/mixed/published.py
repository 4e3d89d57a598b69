"""Reference models with what lme4 1.1-31 says of them, see tests/analysis/published."""

import json

import numpy as np

from tests.analysis.surveys.published import FOLDER, rows

LME4 = json.loads((FOLDER / "lme4.json").read_text())


def number(table, name):
    return np.array([float(row[name]) for row in table])


def code(table, *names):
    words = ["|".join(row[name] for name in names) for row in table]
    return np.unique(words, return_inverse=True)[1]


def matrix(table, *columns):
    return np.column_stack([np.ones(len(table)), *columns])


def having(table, name, value):
    return np.array([row[name] == value for row in table], dtype=float)


def hsb82():
    """7,185 pupils of 160 high schools."""
    table = rows("hsb82.csv.gz")
    mean, catholic = number(table, "meanses_given"), number(table, "catholic")
    own = number(table, "ses") - mean
    y, levels = number(table, "mathach"), [code(table, "school")]
    slopes = {"z": matrix(table, own)}
    whole = matrix(table, mean, own, catholic, mean * own, own * catholic)
    yield "null", y, matrix(table), levels, {}
    yield "null_ml", y, matrix(table), levels, {"restricted": False}
    yield "means", y, matrix(table, mean), levels, {}
    yield "rc_given", y, matrix(table, own), levels, slopes
    yield "full_given", y, whole, levels, slopes


def exam_london():
    """4,059 pupils of 65 schools."""
    table = rows("exam_london.csv.gz")
    reading, y = number(table, "standlrt"), number(table, "normexam")
    levels = [code(table, "school")]
    alone, slopes = {"restricted": False}, {"restricted": False, "z": matrix(table, reading)}
    kinds = [having(table, "schgend", one) for one in ("boysch", "girlsch")]
    bands = [having(table, "schav", one) for one in ("mid", "high")]
    girl = having(table, "sex", "girl")
    yield "null", y, matrix(table), levels, alone
    yield "ri", y, matrix(table, reading), levels, alone
    yield "rs", y, matrix(table, reading), levels, slopes
    yield "gender", y, matrix(table, reading, girl, *kinds), levels, slopes
    yield "ctx", y, matrix(table, reading, *bands), levels, slopes


def egsingle():
    """7,230 measurements of 1,721 children in 60 schools: growth differs at both levels."""
    table = rows("egsingle.csv.gz")
    year, y = number(table, "year"), number(table, "math")
    levels = [code(table, "childid"), code(table, "schoolid")]
    more = [number(table, name) for name in ("black", "hispanic", "lowinc")]
    slopes = {"restricted": False, "z": matrix(table, year)}
    crosses = [year * one for one in more]
    yield "growth_ml", y, matrix(table, year), levels, slopes
    yield "cond_ml", y, matrix(table, year, *more, *crosses), levels, slopes


def chem97():
    """31,022 pupils of 2,410 schools in 131 authorities."""
    table = rows("chem97.csv.gz")
    y, levels = number(table, "score"), [code(table, "school"), code(table, "lea")]
    yield "null_reml", y, matrix(table), levels, {}
    yield "gcse_reml", y, matrix(table, number(table, "gcsecnt")), levels, {}


def jsp():
    """953 pupils of 90 classes in 48 primary schools."""
    table = rows("jsp.csv.gz")
    raven = number(table, "raven")
    centred = raven - raven.mean()
    social = [having(table, "social", str(one)) for one in range(2, 10)]
    levels = [code(table, "school", "class"), code(table, "school")]
    crosses = [centred * one for one in social]
    whole = matrix(table, centred, *social, *crosses)
    yield "m1_reml", number(table, "math"), whole, levels, {}
    yield "eng_ri", number(table, "english"), matrix(table, raven), levels[1:], {}


def nlschools():
    """2,287 pupils of 133 classes."""
    table = rows("nlschools.csv.gz")
    iq, y, levels = number(table, "IQ"), number(table, "lang"), [code(table, "class")]
    yield "null_ml", y, matrix(table), levels, {"restricted": False}
    yield "iq_ml", y, matrix(table, iq - iq.mean()), levels, {"restricted": False}


def scotssec():
    """3,435 pupils of 148 primary and 19 secondary schools, which cross."""
    table = rows("scotssec.csv.gz")
    y, verbal = number(table, "attain"), number(table, "verbal")
    both = [code(table, "primary"), code(table, "second")]
    whole = matrix(table, having(table, "sex", "F"), verbal, number(table, "social"))
    yield "null_ml", y, matrix(table), both, {"restricted": False}
    yield "verbal_ml", y, matrix(table, verbal), both, {"restricted": False}
    yield "full_ml", y, whole, both, {"restricted": False}


def cases():
    """(set, model, y, x, levels, options) of all reference models."""
    for made in (hsb82, exam_london, egsingle, chem97, jsp, nlschools, scotssec):
        for name, *inputs in made():
            yield made.__name__, name, *inputs


def expected(name, model):
    """Coefficients, errors, variances in the order of lme4, deviance and groups."""
    found = LME4[name][model]
    fixed = found["fixed"].values()
    return (
        [one["est"] for one in fixed],
        [one["se"] for one in fixed],
        [one["vcov"] for one in found["varcomp"]],
        found["deviance"],
        sorted(found["groups"].values()),
    )
