"""Every query of the program runs on DuckDB and on Apache Spark, and no cell differs.

A country that outgrows one machine moves its files and these queries, and changes nothing.
"""

import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from cordata.analysis.surveys.engine import items_table
from cordata.kit import frames
from cordata.kit.frames import query, to_parquet
from tests.analysis.surveys.answers import long
from tests.analysis.surveys.test_engine import ITEMS, drawn

SOURCE = Path(frames.__file__).parents[1]
QUERIES = sorted(SOURCE.rglob("*.sql"))
OLDEST_JAVA = 17
LOCAL = {
    "spark.ui.enabled": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.memory": "1g",
    "spark.sql.shuffle.partitions": "3",
}


def answers():
    """What people may have said, empty cells and statements of their own among it."""
    random = np.random.default_rng(11)
    codes = random.choice([1, 2, 3, 4, -9, -8, -7, -1], (2000, len(ITEMS)))
    rows = long(codes.astype(np.int8), *drawn(codes, 12), ITEMS)
    rows["school"] = np.array([f"sch_{one}" for one in rows["school"].tolist()])
    gone = random.random(codes.size) < 0.05
    return rows | {"code": np.where(gone, np.nan, rows["code"].astype(float))}


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables")
    made = {"answers": answers(), "items": items_table(ITEMS)}
    for name, frame in made.items():
        (folder / f"{name}.parquet").write_bytes(to_parquet(frame))
    return {name: [folder / f"{name}.parquet"] for name in made}


def java():
    """Its version; 0 if it is not here."""
    if shutil.which("java") is None:
        return 0
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False)
    found = re.search(r'version "(\d+)', told.stderr)
    return int(found[1]) if found else 0


@pytest.fixture(scope="module")
def spark(tables, tmp_path_factory):
    if java() < OLDEST_JAVA:
        pytest.skip(f"Java {OLDEST_JAVA} or later is not here: Apache Spark runs on it")
    sql = pytest.importorskip(
        "pyspark.sql", reason="pyspark is not here: uv sync --group spark, or run.py test"
    )
    made = sql.SparkSession.builder.master("local[2]")
    for name, value in LOCAL.items():
        made = made.config(name, value)
    folder = str(tmp_path_factory.mktemp("warehouse"))
    session = made.config("spark.sql.warehouse.dir", folder).getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    for name, (file,) in tables.items():
        session.read.parquet(str(file)).createOrReplaceTempView(name)
    yield session
    session.stop()


def plain(cell):
    """A cell as both engines have it: nothing is nothing, a number a number."""
    if isinstance(cell, str):
        return cell
    return None if cell is None or cell != cell else float(cell)  # noqa: PLR0124 - NaN


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.parametrize("file", QUERIES, ids=lambda file: file.stem)
def test_both_engines_give_the_same_cells_in_the_same_order(spark, tables, file):
    sql = file.read_text(encoding="utf-8")

    ours = query(sql, tables)
    theirs = spark.sql(sql)

    rows = [[plain(cell) for cell in row] for row in theirs.collect()]
    assert theirs.columns == list(ours)
    assert len(rows) > 4
    assert rows == [
        [plain(cell) for cell in row]
        for row in zip(*(column.tolist() for column in ours.values()), strict=True)
    ]


def test_the_queries_are_found():
    assert {file.stem for file in QUERIES} >= {"scores_of_schools", "codes_of_answers"}
