"""Panels that several tests read: counties of the US, states of the US, schools made by lot."""

import numpy as np

from cordata.analysis.staggered.panel import Panel
from tests.analysis.surveys.published import rows


def counties():
    """Columns of mpdta: 500 counties, 2003 to 2007, first rise of a minimum wage."""
    table = rows("mpdta.csv.gz")
    found = {
        name: np.array([float(row[name]) for row in table])
        for name in ("year", "countyreal", "lpop", "lemp", "first.treat")
    }
    found["first"] = np.where(found["first.treat"] > 0, found["first.treat"], np.nan)
    return found


def county_panel(*covariates):
    table = counties()
    x = np.column_stack([table[one] for one in covariates]) if covariates else None
    unit = table["countyreal"].astype(int)
    return Panel.of(unit, table["year"], table["lemp"], table["first"], x=x)


def state_panel():
    """Reforms of mathematics in 26 states, earnings of 20 years' graduates."""
    table = rows("math_reform.csv.gz")
    _names, state = np.unique([row["state"] for row in table], return_inverse=True)
    year, y, first = (
        np.array([float(row[name] or "nan") for row in table])
        for name in ("class", "incearn_ln", "reformyr_math")
    )
    return Panel.of(state, year, y, first)


def invented_panel(*covariates):
    """base_stagg of R fixest: nine cohorts of five, fifty never; the mean effect is -1."""
    table = rows("base_stagg.csv.gz")
    unit, year, first, y, x = (
        np.array([float(row[name]) for row in table])
        for name in ("id", "year", "year_treated", "y", "x1")
    )
    first = np.where(first < 10_000, first, np.nan)
    return Panel.of(unit.astype(int), year, y, first, x=x[:, None] if covariates else None)


def school_panel(draw, starts, *, waves=4, size=1, effect=0.0, covariates=0, strata=None):
    """``size`` schools in each cluster; clusters begin in ``starts`` (``waves``: never)."""
    starts = np.asarray(starts)
    cluster = np.repeat(np.arange(len(starts)), size)
    unit = np.repeat(np.arange(len(cluster)), waves)
    wave = np.tile(np.arange(waves), len(cluster)).astype(float)
    begins = starts[cluster[unit]]
    x = draw.normal(size=(len(cluster), covariates))[unit]
    y = draw.normal(size=len(unit)) + draw.normal(size=len(starts))[cluster[unit]]
    y += x.sum(axis=1) * wave + effect * (wave >= begins)
    first = np.where(begins < waves, begins, np.nan).astype(float)
    stratum = None if strata is None else np.asarray(strata)[cluster[unit]]
    return Panel.of(unit, wave, y, first, cluster=cluster[unit], stratum=stratum, x=x)


def generator(seed):
    return np.random.Generator(np.random.PCG64(seed))
