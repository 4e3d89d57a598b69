"""A small ledger for tests: hours of teachers, tablets, a journey."""

from decimal import Decimal

import numpy as np

from cordata.analysis.costs.ledger import Basis, Bearer, Category, Line, Mode, Payer, Phase
from cordata.analysis.costs.money import Parity
from cordata.analysis.costs.totals import Prices

D = Decimal

PRICES = Prices(
    2024,
    labour={("HU", 2022): D(100), ("HU", 2024): D(118)},
    general={("HU", 2022): D(100), ("HU", 2024): D(110)},
    parities={("HU", 2024): Parity("HUF", D("0.80"))},
)


def line(name="hours", **other):
    facts = {
        "country": "HU",
        "category": Category.PERSONNEL,
        "phase": Phase.RUNNING,
        "basis": Basis.MEASURED,
        "quantity": D(10),
        "price": D(100),
        "currency": "HUF",
        "price_year": 2022,
        "start": 2024,
        "end": 2024,
        "bearers": (Bearer(Payer.MENTOR_SCHOOL, D(1), Mode.IN_KIND),),
    }
    return Line(name, **facts | other)


def table(lines):
    """The same as columns, one row per line and bearer; money as text, so that it is exact."""
    rows = [(one, bearer) for one in lines for bearer in one.bearers]

    def column(read):
        return np.array([str(read(one, bearer)) for one, bearer in rows])

    plain = (
        "country", "category", "phase", "basis", "quantity", "share_used", "price", "currency",
        "price_year", "life_years", "start", "end", "group",
    )  # fmt: skip
    if all(one.low is not None for one in lines):
        plain += ("low", "high")
    found = {name: column(lambda one, _, name=name: getattr(one, name)) for name in plain}
    found |= {
        name: column(lambda _, b, name=name: getattr(b, name))
        for name in ("payer", "share", "mode")
    }
    return found | {"line": column(lambda one, _: one.id)}
