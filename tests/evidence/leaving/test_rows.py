"""Rows for researchers: described, coded, and without figures of a few."""

from types import SimpleNamespace

import numpy as np
import pytest

from cordata.analysis.crates.opening import open_crate
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.queries.leaving.crates import (
    NotTheSame,
    research_crate,
)
from cordata.evidence.queries.leaving.dictionary import Undescribed, described
from cordata.evidence.queries.leaving.rows import NoRows, few_behind, rows_for_researchers
from cordata.evidence.queries.tables import KINDS, frame_of
from cordata.kit.frames import to_parquet
from tests.evidence import making


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_table_is_without_a_description(kind):
    told = KINDS[kind]
    rests = {count for one in told.columns.values() for count in one.rests_on}
    assert rests <= told.columns.keys()
    if told.shown and told.columns:  # answers stand behind its rows: how many people is known
        assert told.subject in {"", *told.columns}
        assert all(told.columns[name].rests_on for name in told.shown)


def test_a_column_that_nobody_described_leaves_in_no_format(finding):
    with pytest.raises(Undescribed) as silent:
        described(making.KIND, {"school": np.array(["a"]), "odd": np.array([1.0])}, file="x")
    assert silent.value.names == ["odd"]
    with pytest.raises(Undescribed):
        described("unheard-of/1", {"school": np.array(["a"])}, file="x")


def test_few_people_behind_a_figure_keep_the_crate_without_rows(finding):
    rows = frame_of(finding.run.table)
    rows["after_n"] = rows["after_n"].copy()
    rows["after_n"][0] = 9
    table = finding.run.table
    table.content = to_parquet(rows)
    table.save()
    with pytest.raises(NotTheSame):
        research_crate(finding)


def hidden_in(kind, **columns):
    frame = {name: np.array(values, dtype=float) for name, values in columns.items()}
    found = few_behind(SimpleNamespace(kind=kind), frame)
    return {name: np.flatnonzero(rows).tolist() for name, rows in found.items()}


def test_a_change_is_hidden_wherever_it_would_tell_one_of_its_two_means():
    many = [20.0] * 8
    found = hidden_in(
        "schools-with-dose/1", before=many, after=many, change=many,
        before_n=[6, 40, 11, 40, 12, 13, 14, 40], after_n=many,
    )  # fmt: skip
    assert found == {"before": [0, 2, 4, 5, 6], "after": [], "change": [0, 2, 4, 5, 6]}


def test_at_least_five_are_hidden_of_what_is_published_as_one_mean():
    """One alone would be the mean of all, times how many they are, less the others."""
    many, some = [20.0] * 12, [np.nan] * 4 + [20.0] * 8
    found = hidden_in(
        "change-of-schools/1", before=many, after=some,
        before_n=[6.0] * 5 + [20.0] * 7, after_n=many,
    )  # fmt: skip
    # Five means of the first round, of which one school alone has a change.
    assert found["before"][:5] == [0, 1, 2, 3, 4]
    assert len({*found["before"], *found["after"]} & {*range(4, 12)}) == 5

    none = hidden_in(
        "change-of-schools/1", before=many, after=many, before_n=many, after_n=many
    )
    assert none == {"before": [], "after": []}
    with pytest.raises(NoRows) as refused:
        hidden_in(
            "scores-of-schools/1", mean=[1, 2, 3, 4], variance=[1, 1, 1, 1], n=[9, 10, 11, 12]
        )
    assert refused.value.reason == Reason.COMPLEMENT


def test_codes_tell_nothing_of_the_order_of_ids_and_rows_nothing_of_what_is_hidden(finding):
    run = finding.run
    orders = set()
    for nonce in ("one", "two", "three"):
        run.table.nonce = nonce
        rows = rows_for_researchers(run, file="x").frame
        assert rows["school"].tolist() == sorted(rows["school"].tolist())
        assert all((rows[name] == again).all() for name, again in again_of(run).items())
        orders.add(tuple(rows["before"].tolist() + rows["after"].tolist()))
    assert len(orders) == 3


def again_of(run):
    return rows_for_researchers(run, file="x").frame


def test_every_column_that_a_real_table_has_is_described(cast):
    run = making.ran(cast)
    assert set(frame_of(run.table)) == set(KINDS[making.KIND].columns)
    finding = making.draft(run)
    assert open_crate(research_crate(finding)).has_rows

    run.table.withheld = ["wth_1"]
    run.table.save()
    with pytest.raises(NoRows):
        research_crate(finding)


def test_at_least_five_are_hidden_on_each_side_that_is_told():
    """One school of a side and four of the other: the mean of the first side would tell the one."""
    many, first = [20.0] * 16, np.arange(16) < 8
    found = few_behind(
        SimpleNamespace(kind="change-of-schools/1"),
        {
            "before": np.array(many), "after": np.array(many), "after_n": np.array(many),
            "before_n": np.array([6.0] + [20.0] * 7 + [7.0] * 4 + [20.0] * 4),
        },
        [first, ~first],
    )  # fmt: skip
    gone = found["before"] | found["after"]
    assert (gone[first].sum(), gone[~first].sum()) == (5, 5)


def test_sides_of_any_run_on_the_same_rows_are_told(finding):
    """Rows of a table that a method has read with two sides leave with five hidden on each, or none."""
    run = finding.run
    rows = frame_of(run.table)
    rows |= {
        "treated": np.arange(12) < 6.0,
        "before_n": np.where(np.arange(12) == 0, 9.0, 20.0),
    }
    run.table.content = to_parquet(rows | {"treated": rows["treated"].astype(float)})
    run.table.kind = "schools-with-dose/1"
    run.table.save()
    run.document["ask"]["spec"]["treated"] = "treated"
    run.save()

    left = rows_for_researchers(run, file="x").frame
    empty = np.isnan(left["before"])
    assert empty[left["treated"] == 1].sum() == 5
    assert empty[left["treated"] == 0].sum() == 0
