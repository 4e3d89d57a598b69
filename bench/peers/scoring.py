"""The table of schools from single answers in Parquet: ours, polars', data.table's."""

import os
from pathlib import Path

from bench.peers.inputs import AREA, answers, statements

MEMORY = "3GB"  # that our engine may hold; the process has the rest


def file(many):
    """Where the answers are: a job in a process of its own is told the folder."""
    return Path(os.environ["CORDATA_BENCH_FOLDER"]) / f"{many}.parquet"


def make(many):
    """Write them."""
    import duckdb

    with duckdb.connect() as engine:
        answers(engine, many, file(many))


def ours_schools(_kind, many):
    import numpy as np

    from cordata.analysis.surveys.scales import Item
    from cordata.surveys.queries.school_table import scores_from

    items = [Item(key, area, reversed=turned) for key, area, turned in statements()]
    found = file(many)
    return lambda: float(np.nansum(scores_from([found], items, memory=MEMORY)["mean"]))


def polars_schools(_kind, many):
    import polars as pl

    rows = [(key, area, 6 if turned else 0, -1 if turned else 1)
            for key, area, turned in statements()]  # fmt: skip
    items = pl.LazyFrame(
        rows, schema={"item": pl.String, "area": pl.String, "base": pl.Int8, "way": pl.Int8},
        orient="row",
    )  # fmt: skip
    found, code = file(many), pl.col("code")
    whose = ("school", "voice", "area")
    asked, answered = pl.col("asked"), pl.col("answered")
    score = pl.col("total") / answered

    def run():
        sheets = (
            pl.scan_parquet(found)
            .join(items, on="item")
            .group_by("school", "voice", "person", "area")
            .agg(
                total=pl.when(code > 0)
                .then(pl.col("base") + pl.col("way") * code)
                .cast(pl.Int64)
                .sum(),
                answered=(code > 0).sum().cast(pl.Int64),
                asked=(code != -1).sum().cast(pl.Int64),
                not_applicable=(code == -9).sum().cast(pl.Int64),
            )
        )
        scored = (3 * answered >= 2 * asked) & ((answered >= 2) | (asked == 1))
        table = (
            sheets.filter(asked > 0)
            .with_columns(score=pl.when(scored & (answered > 0)).then(score))
            .group_by(whose)
            .agg(
                people=pl.len(),
                n=pl.col("score").count(),
                mean=pl.col("score").mean(),
                variance=pl.col("score").var(),
                asked=asked.sum(),
                answered=answered.sum(),
                not_applicable=pl.col("not_applicable").sum(),
            )
            .sort(whose)
            .collect(engine="streaming")
        )
        return float(table["mean"].sum())

    return run


def r_inputs(_kind, many):
    """data.table reads no Parquet: it gets whole numbers, in columns, and reads those."""
    import duckdb

    with duckdb.connect() as engine:
        found = engine.execute(
            "select cast(right(school, 6) as integer) as s, cast(voice = 'teachers' as integer)"
            " + 2 * cast(voice = 'students' as integer) as v, person as p,"
            " cast(right(item, 2) as integer) as i, cast(code as integer) as c"
            " from read_parquet(?)", [str(file(many))],
        ).fetchnumpy()  # fmt: skip
    return [found[name] for name in "svpic"]


# Reading those columns from a file is in its time, unpacking Parquet is not.
DATA_TABLE = f"""
suppressMessages(library(data.table)); setDTthreads(threads)
run <- function() {{
  d <- list(s = ri(), v = ri(), p = ri(), i = ri(), c = ri()); setDT(d)
  turned <- (0:39) %% 7 == 3; area <- (0:39) %/% {AREA}
  d[, a := area[i + 1L]]
  d[, ok := as.integer(c > 0L)]
  d[, t := ok * fifelse(turned[i + 1L], 6L - c, c)]
  d[, `:=`(k = as.integer(c != -1L), na = as.integer(c == -9L))]
  sheets <- d[, .(t = sum(t), ok = sum(ok), k = sum(k), na = sum(na)), by = .(s, v, p, a)][k > 0L]
  sheets[, score := fifelse(3L * ok >= 2L * k & (ok >= 2L | k == 1L) & ok > 0L, t / ok, NA_real_)]
  table <- sheets[, .(people = .N, n = sum(!is.na(score)), mean = mean(score, na.rm = TRUE),
    variance = var(score, na.rm = TRUE), k = sum(k), ok = sum(ok), na = sum(na)), keyby = .(s, v, a)]
  sum(table$mean, na.rm = TRUE)
}}
"""
