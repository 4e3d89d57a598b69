"""From frozen rounds to a number, and back: one record changed by hand is found."""

import datetime as dt
from statistics import mean

import pytest

from cordata.analysis.contract import SpecError
from cordata.clusters.models import Membership
from cordata.evidence.actions import analyses as actions
from cordata.evidence.models import Analysis, FrozenTable, Run
from cordata.evidence.queries.recompute import recompute
from cordata.evidence.queries.tables import frame_of
from cordata.history.models import Entry
from cordata.surveys.models import Judged, Round, Snapshot, Wave
from tests import cast as casting
from tests.evidence import making


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def run(cast):
    return making.ran(cast)


def test_the_number_is_the_mean_change_of_schools_by_hand(run):
    result = run.document["result"]
    assert result["estimates"]["change"]["value"] == pytest.approx(mean(making.GAINS))
    assert result["sizes"]["all"] == {"rows": 12, "schools": 12, "groups": 6}
    assert "change_not_effect" in [one["code"] for one in result["checks"]]
    assert Entry.objects.filter(verb="analysis.run").count() == 1


def test_the_table_keeps_its_rows_its_sources_and_a_seal(run):
    table = run.table
    rows = frame_of(table)
    assert sorted(rows["before"].tolist()) == sorted(map(float, making.BEFORE))
    assert set(rows["response"].tolist()) == {10 / 14}
    assert len(set(rows["mentor"].tolist())) == 6
    assert (table.rows, len(table.sources)) == (12, 24)
    assert {one["address"] for one in table.sources} == set(
        Snapshot.objects.values_list("address", flat=True)
    )
    assert table.seal != table.address


def test_computed_again_it_is_the_same(run):
    again = recompute(run)
    assert again.same
    assert again.environment == ()


def test_one_changed_answer_is_found(run):
    one = Snapshot.objects.order_by("pk").first()
    content = bytearray(one.content)
    whole = bytes(content)
    import zlib

    rows = bytearray(zlib.decompress(whole))
    rows[1] = 5 if rows[1] != 5 else 4  # the first answer of the first person
    Snapshot.objects.filter(pk=one.pk).update(content=zlib.compress(bytes(rows)))

    again = recompute(run)

    assert not again.same
    assert again.broken_rounds == (one.public_id,)
    assert again.numbers == ()  # the frozen table still stands


def test_one_changed_figure_is_found_and_says_which_column_moves(run):
    one = Snapshot.objects.order_by("pk").first()
    figures = one.figures
    figures["voices"]["teachers"]["mean"][0] += 0.5
    Snapshot.objects.filter(pk=one.pk).update(figures=figures)

    again = recompute(run)

    assert again.broken_rounds == (one.public_id,)
    assert again.changed_cells == {"before": 1}


def test_a_changed_record_beside_the_answers_is_found(run):
    tie = Membership.objects.filter(side="mentee").order_by("pk").first()
    other = Membership.objects.exclude(cluster=tie.cluster).order_by("pk").first()
    Membership.objects.filter(pk=tie.pk).update(cluster=other.cluster)

    again = recompute(run)

    assert (again.same, again.changed_cells) == (False, {"mentor": 1})


def test_changed_rows_and_a_changed_result_are_found(run):
    from cordata.kit.frames import to_parquet

    rows = frame_of(run.table)
    rows["after"] = rows["after"].copy()
    rows["after"][3] += 1
    FrozenTable.objects.filter(pk=run.table_id).update(content=to_parquet(rows))
    run.table.refresh_from_db()
    again = recompute(run)
    assert (again.table_intact, again.same) == (False, False)
    assert "estimates/change/value" in [one.where for one in again.numbers]

    run.document["result"]["estimates"]["change"]["value"] += 1e-6
    assert "estimates/change/value" in [one.where for one in recompute(run).numbers]


def test_a_round_that_is_gone_is_named(run):
    FrozenTable.objects.filter(pk=run.table_id).update(
        sources=[*run.table.sources, {"id": "snp_gone", "address": "sha256:0"}]
    )
    run.table.refresh_from_db()
    assert recompute(run).gone_rounds == ("snp_gone",)


def test_another_version_of_what_computes_is_told_and_is_no_difference(run):
    run.document["environment"]["numpy"] = "1.0"
    again = recompute(run)
    assert again.same
    assert [name for name, _then, _now in again.environment] == ["numpy"]


def test_what_is_asked_after_the_rounds_closed_is_exploratory(cast, run):
    assert not run.was_registered_before
    Analysis.objects.filter(pk=run.analysis_id).update(
        registered_at=run.table.data_known_at - dt.timedelta(days=30)
    )
    assert Run.objects.get().was_registered_before


def test_an_analysis_runs_once_on_a_table_and_on_its_own_kind_only(cast, run):
    paola = cast.people["researcher"]
    with pytest.raises(actions.RunAlready):
        actions.run_analysis(run.analysis, run.table, by=paola)
    params = making.params(cast.cohort) | {"area": "B"}
    other = actions.freeze_table(run.table.project, making.KIND, params, by=paola)
    with pytest.raises(actions.AnotherTable):
        actions.run_analysis(run.analysis, other, by=paola)


def test_a_refusal_is_kept_without_a_number(cast, run):
    paola = cast.people["researcher"]
    asked = making.registered(run.table.project, cast.cohort, paola, alpha=0.5)
    refused = actions.run_analysis(asked, run.table, by=paola)
    assert refused.refused
    assert refused.document["result"]["estimates"] == {}


def judged(**said):
    """What is kept of one voice on one area of a wave."""
    return {
        "area": "A", "voice": "teachers", "levels": [""], "language": "en", "items": 3,
        "people": 60, "schools": 6, "alpha": {"estimate": 0.8, "low": 0.7, "high": 0.9},
        "omega": None, "verdict": "schools", "icc1": 0.1, "median": 0.8, "skewed": None,
        "shared": "shared", "no_use": {},
    } | said  # fmt: skip


@pytest.mark.parametrize(("alpha", "refused"), [(0.599, True), (0.65, False)])
def test_a_scale_that_its_wave_found_unreliable_is_no_outcome(cast, run, alpha, refused):
    """Judged after the table was frozen: it is looked up when an analysis runs."""
    which = Round.objects.filter(occasion="end").order_by("pk").first()
    wave = Wave.objects.create(
        cohort=cast.cohort, instrument=which.instrument, occasion="end",
        opens_at=which.opens_at, closes_at=which.closes_at,
    )  # fmt: skip
    Round.objects.filter(occasion="end").update(wave=wave)
    scales = [
        judged(area=area, voice=voice, alpha={"estimate": value, "low": None, "high": None})
        for area, voice, value in [
            ("A", "teachers", 0.9), ("A", "teachers", alpha), ("A", "teachers", None),
            ("A", "students", 0.1), ("B", "teachers", 0.1),
        ]
    ]  # fmt: skip
    Judged.objects.create(wave=wave, found={"scales": scales, "lost": []}, method="quality 1")
    paola = cast.people["researcher"]
    asked = making.registered(run.table.project, cast.cohort, paola, alpha=0.95)

    again = actions.run_analysis(asked, run.table, by=paola)

    assert again.refused is refused
    assert bool(again.document["result"]["estimates"]) is not refused
    codes = {one["code"] for one in again.document["result"]["checks"]}
    assert "unreliable_scale" in codes
    assert again.document["ask"]["reliability"] == (0.59 if refused else 0.65)
    assert recompute(again).same
    assert recompute(run).same


def test_statements_that_no_longer_apply_are_warned_of_beside_the_change(cast, run):
    for occasion, share in (("baseline", 0.05), ("end", 0.2)):
        rounds = Round.objects.filter(occasion=occasion)
        which = rounds.order_by("pk").first()
        wave = Wave.objects.create(
            cohort=cast.cohort, instrument=which.instrument, occasion=occasion,
            opens_at=which.opens_at, closes_at=which.closes_at,
        )  # fmt: skip
        rounds.update(wave=wave)
        found = judged(no_use={"A1": share, "A2": 0.05, "A3": None})
        Judged.objects.create(
            wave=wave, found={"scales": [found], "lost": []}, method="quality 1"
        )
    paola = cast.people["researcher"]
    asked = making.registered(run.table.project, cast.cohort, paola, self_rated=False)

    again = actions.run_analysis(asked, run.table, by=paola)

    said = {one["code"]: one["facts"] for one in again.document["result"]["checks"]}
    assert said["not_applicable_moved"] == {"statements": ["A1"]}
    assert recompute(again).same


@pytest.mark.parametrize(
    ("changed", "where"),
    [
        ({"cohorts": ["coh_gone"]}, "cohorts"),
        ({"voice": "parents"}, "voice"),
        ({"after": "baseline"}, "after"),
        ({"are": "A"}, "are"),
    ],
)
def test_a_table_that_cannot_be_built_says_where(cast, changed, where):
    with pytest.raises(SpecError) as wrong:
        actions.freeze_table(
            making.project(cast), making.KIND, making.params(cast.cohort) | changed,
            by=cast.people["researcher"],
        )  # fmt: skip
    assert wrong.value.where == where


def test_without_a_round_there_is_nothing_to_freeze(cast):
    with pytest.raises(actions.NothingToFreeze):
        actions.freeze_table(
            making.project(cast), making.KIND, making.params(cast.cohort),
            by=cast.people["researcher"],
        )  # fmt: skip
