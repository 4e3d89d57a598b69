"""Reference data that others published; sources and licences in tests/analysis/published."""

import csv
import gzip
from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[1] / "published"


def rows(name):
    """Rows of a table, packed or not."""
    data = (FOLDER / name).read_bytes()
    text = (gzip.decompress(data) if name.endswith(".gz") else data).decode()
    return list(csv.DictReader(text.splitlines()))


def columns(name, *wanted):
    """Columns as numbers, NaN where empty: (rows, columns)."""
    table = rows(name)
    return np.array([[float(row[one] or "nan") for one in wanted] for row in table])
