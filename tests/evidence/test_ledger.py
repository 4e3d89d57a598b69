"""Whoever collects everything that was ever released cannot work out what one school said.

In every language, in every format, and over time: what the house lets out is put together here by
somebody who knows all schools but the one, and asks a linear programme what that one can have said.
"""

import csv
import io
import json
from contextlib import suppress

import numpy as np
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from scipy.optimize import linprog

from cordata.analysis.datasets import commitment, dataset_address, in_order
from cordata.analysis.disclosure.rules import Reason
from cordata.evidence.actions import findings as actions
from cordata.evidence.actions.analyses import freeze_table, register_analysis, run_analysis
from cordata.evidence.actions.withholding import withhold_from_research
from cordata.evidence.models import Finding, FrozenTable
from cordata.evidence.queries.leaving.crates import public_crate, public_files
from cordata.evidence.queries.releasing import size_of, why_no_rows, why_not_released
from cordata.evidence.queries.tables import frame_of
from cordata.kit.frames import from_parquet, to_parquet
from tests import cast as casting
from tests.evidence import making

LOW, HIGH = -4.0, 4.0  # everybody knows that a change lies between these
OPEN = 4.0  # half of it must stay open


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def first(cast):
    """Twelve schools, released."""
    return let_out(making.quick(cast))


def let_out(run, language="en"):
    """Released as the house would, if it lets it out; else None."""
    if why_not_released(run) != Reason.SHOWN:
        return None
    return forced_out(run, language)


def forced_out(run, language="en"):
    """Released past the ledger."""
    finding = making.draft(run, headline="Teachers agree more than before.")
    Finding.objects.filter(pk=finding.pk).update(
        state="released", released_at=timezone.now(), language=language
    )
    finding.refresh_from_db()
    return finding


def on(run, schools):
    """The same question on some of the twelve schools."""
    rows = frame_of(run.table)
    kept = np.isin(rows["school"], [f"sch_{one:02}" for one in schools])
    some = in_order({name: column[kept] for name, column in rows.items()})
    table = run.table
    address = dataset_address(some)
    seal, nonce = commitment(address)
    made = FrozenTable.objects.create(
        project=table.project, kind=table.kind, params=table.params, content=to_parquet(some),
        address=address, seal=seal, nonce=nonce, rows=len(schools), sources=[],
        frozen_by=table.frozen_by, data_known_at=table.data_known_at,
    )  # fmt: skip
    return run_analysis(run.analysis, made, by=run.ran_by)


def told_by(finding, client):
    """(mean, n) as each format tells it: page, CSV, Parquet, crate."""
    files = public_files(finding)
    crated = json.loads(files["result.json"].content)
    yield crated["estimates"]["change"]["value"], crated["schools"]
    frame = from_parquet(files["figures.parquet"].content)
    yield float(frame["value"][0]), float(frame["schools"][0])
    line = files["figures.csv"].content.decode().splitlines()[1].split(",")
    yield float(line[1]), float(line[7])
    page = client.get(reverse("evidence:csv", args=[finding.public_id])).content.decode()
    row = list(csv.reader(io.StringIO(page)))[1]
    yield float(row[2]), float(row[8])


def narrowest(findings, client):
    """The least that stays open of any school, with all formats of all findings put together."""
    left, right = [], []
    for finding in findings:
        inside = [int(one[4:]) for one in frame_of(finding.run.table)["school"].tolist()]
        for mean, n in told_by(finding, client):
            assert n == len(inside)
            sums = np.isin(np.arange(12), inside).astype(float)
            left += [sums, -sums]  # rounded to two decimals: within half of the last one
            right += [n * (mean + 0.005), -n * (mean - 0.005)]
    widths = []
    for school in range(12):
        aim = np.eye(12)[school]
        ends = [
            linprog(sign * aim, A_ub=left, b_ub=right, bounds=(LOW, HIGH)) for sign in (1, -1)
        ]
        widths.append(-ends[1].fun - ends[0].fun)
    return min(widths)


def test_of_many_questions_only_those_are_released_that_leave_every_school_open(client, first):
    asked = [
        range(11), range(1, 12), range(6), range(6, 12), range(5), range(7), range(2, 12),
        [0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9, 11], range(4), range(12),
    ]  # fmt: skip
    languages = ["it", "hr", "nl", "cs", "hu", "pt"]
    released, refused = [first], 0
    for number, schools in enumerate(asked):
        finding = let_out(on(first.run, list(schools)), languages[number % 6])
        released += [finding] if finding else []
        refused += finding is None

    assert refused >= 4
    assert len(released) >= 3
    assert narrowest(released, client) >= OPEN


def test_had_the_eleven_been_released_the_twelfth_would_be_known(client, first):
    """The attack works: without the ledger it finds the school to a fifth of a point."""
    eleven = on(first.run, list(range(11)))
    assert why_not_released(eleven) == Reason.DIFFERENCE
    assert narrowest([first, forced_out(eleven)], client) < 0.3


def test_another_language_is_no_way_around(first):
    assert let_out(on(first.run, list(range(11))), "hr") is None
    again = let_out(first.run, "hr")
    assert (again.language, again.run) == ("hr", first.run)  # the same numbers: nothing new


def test_what_was_withdrawn_stays_told(first):
    actions.withdraw_finding(first, why="It was wrong.", by=first.written_by)
    assert let_out(on(first.run, list(range(11)))) is None


def test_crate_and_files_hold_no_number_that_the_figures_do_not(first):
    """Every number of the result, as a file would carry it, with more digits than are released."""
    text = b"\n".join(one.content for one in public_files(first).values()) + public_crate(first)
    exact = [
        one[fact]
        for one in first.run.document["result"]["estimates"].values()
        for fact in ("value", "low", "high", "error", "p")
        if one[fact] is not None and round(one[fact], 2) != one[fact]
    ]
    assert len(exact) > 3
    for number in exact:
        assert f"{number:.5f}".encode() not in text
        assert repr(number).encode() not in text


def with_column(run, name, values, field="fixed"):
    """The run as if its method had been told of one more column."""
    run.table.content = to_parquet(frame_of(run.table) | {name: np.array(values, dtype=float)})
    run.document["ask"]["spec"][field] = [name]
    return run


@pytest.mark.parametrize("field", ["fixed", "moderators", "covariates"])
def test_a_coefficient_of_one_school_is_its_answer_less_a_mean(cast, field):
    """Constant and slope of "left": where one school left, their sum is what it said."""
    run = making.quick(cast)
    assert why_not_released(with_column(run, "left", [1] + [0] * 11, field)) == Reason.FEW
    assert why_not_released(with_column(run, "left", [1, 0] * 6, field)) == Reason.SHOWN
    assert why_not_released(with_column(run, "hours", range(12), field)) == Reason.SHOWN


def test_rows_of_the_others_stay_in_where_a_draft_told_a_mean_with_the_one(cast):
    """Nothing is released: whoever asks for the rows of eleven has read the mean of twelve."""
    twelve = making.quick(cast)
    eleven, elsewhere = on(twelve, range(11)), on(twelve, range(6))
    FrozenTable.objects.exclude(pk=elsewhere.table_id).update(sources=[{"id": "snp_1"}])
    eleven.table.refresh_from_db()
    assert why_no_rows(eleven) == Reason.SHOWN
    FrozenTable.objects.filter(pk=twelve.table_id).update(withheld=["wth_1"])
    assert why_no_rows(eleven) == Reason.DIFFERENCE
    assert why_no_rows(elsewhere) == Reason.SHOWN  # shares no round with it


def billed(cast, *hours):
    return making.billed(cast, {f"clu_{at}": each for at, each in enumerate(hours)})


def let_out_bill(run):
    finding = making.draft(run, estimate="societal", headline="It costs little.")
    Finding.objects.filter(pk=finding.pk).update(state="released", released_at=timezone.now())


def test_two_sums_do_not_tell_the_bill_of_the_cluster_between_them(cast):
    six = billed(cast, *[10] * 6)
    assert why_not_released(six) == Reason.SHOWN
    let_out_bill(six)
    assert why_not_released(billed(cast, *[10] * 7)) == Reason.DIFFERENCE
    assert why_not_released(billed(cast, *[10] * 5)) == Reason.DIFFERENCE
    assert why_not_released(billed(cast, *[12] * 6)) == Reason.SHOWN  # the same six, later
    assert why_not_released(billed(cast, *[10] * 11)) == Reason.SHOWN


@pytest.mark.parametrize("hours", [(90, 10, 10, 10, 10, 10), (100, 100, 9, 9, 9, 3)])
def test_a_sum_that_is_nearly_one_or_two_clusters_is_theirs(cast, hours):
    assert why_not_released(billed(cast, *hours)) == Reason.FEW


def test_freezing_releasing_and_taking_back_hold_the_programmes_first(cast, first):
    """On PostgreSQL two of them at once wait for each other; here the order is what can be seen."""
    school, paola = cast.theirs.school, cast.people["researcher"]
    project = first.run.table.project
    for verb in (
        lambda: actions.release_finding(first, by=paola),
        lambda: freeze_table(project, making.KIND, {}, by=paola),
        lambda: withhold_from_research(school, by=None),
    ):
        with CaptureQueriesContext(connection) as asked, suppress(Exception):
            verb()
        read = [one["sql"] for one in asked if one["sql"].startswith("SELECT")]
        assert 'FROM "networks_programme"' in read[0]


def of_clusters(run, members):
    """The same answers, a row for each cluster, {cluster: numbers of its schools}."""
    made = on(run, range(12))
    rows = frame_of(made.table)
    change = rows["after"] - rows["before"]
    means = dict(zip(rows["school"].tolist(), change.tolist(), strict=True))
    named = {key: [f"sch_{one:02}" for one in some] for key, some in members.items()}
    effects = [float(np.mean([means[one] for one in some])) for some in named.values()]
    made.table.kind, made.table.members = "changes-of-clusters/1", named
    made.table.content = to_parquet(
        {"study": np.array(list(named)), "effect": np.array(effects)}
    )
    made.table.save()
    return made


def test_clusters_are_the_schools_in_them(first):
    """Twelve schools, then clusters that hold eleven of them: the twelfth would be known."""
    pairs = {f"sch_m{at}": [2 * at, 2 * at + 1] for at in range(6)}
    assert why_not_released(of_clusters(first.run, pairs)) == Reason.SHOWN
    assert size_of(of_clusters(first.run, pairs)) == 12

    eleven = of_clusters(first.run, pairs | {"sch_m5": [10]})
    assert why_not_released(eleven) == Reason.DIFFERENCE

    forced_out(eleven)
    five = of_clusters(first.run, {key: pairs[key] for key in ("sch_m0", "sch_m1")})
    assert why_not_released(five) == Reason.FEW


def test_two_means_that_weigh_the_same_schools_otherwise_tell_clusters_of_a_size(first):
    """Four clusters of two and one of four: mean over schools and mean over clusters, two unknowns."""
    uneven = {f"sch_m{at}": [2 * at, 2 * at + 1] for at in range(4)} | {
        "sch_m4": [8, 9, 10, 11]
    }
    run = first.run
    assert why_not_released(of_clusters(run, uneven)) == Reason.DIFFERENCE

    first.delete()  # a mean over clusters alone tells none of them
    assert why_not_released(of_clusters(run, uneven)) not in {Reason.DIFFERENCE, Reason.FEW}


def test_a_school_that_took_its_answers_back_stays_in_what_was_told_of_its_cluster(cast, first):
    pairs = {f"sch_m{at}": [2 * at, 2 * at + 1] for at in range(6)}
    run = first.run
    first.delete()
    told = forced_out(of_clusters(run, pairs)).run
    told.table.members["sch_m5"] = ["sch_10", "wth_1"]
    told.table.content = to_parquet(
        {name: column[:5] for name, column in frame_of(told.table).items()}
    )
    told.table.save()

    assert why_not_released(on(run, range(11))) == Reason.DIFFERENCE


def coloured(run, values):
    """The same schools, as a method that was told of one more column would have left it."""
    again = with_column(on(run, range(12)), "colour", values)
    again.table.save()
    again.save()
    return again


def test_many_sums_of_one_table_are_added_up(first):
    """All and the even ones: two sums of twelve schools. A third would leave four for each."""
    even, half = [1, 0] * 6, [1] * 6 + [0] * 6
    assert why_not_released(coloured(first.run, even)) == Reason.SHOWN
    forced_out(coloured(first.run, even))

    assert why_not_released(coloured(first.run, half)) == Reason.DIFFERENCE
    assert why_not_released(coloured(first.run, even)) == Reason.SHOWN  # tells nothing new
    assert why_not_released(coloured(first.run, [at * at for at in range(12)])) != Reason.SHOWN


def test_many_sums_of_bills_are_added_up(cast):
    for some in (range(12), range(6)):
        let_out_bill(making.billed(cast, {f"clu_{at}": 10 for at in some}))
    six = {f"clu_{at}": 10 for at in (0, 1, 2, 6, 7, 8)}
    assert why_not_released(making.billed(cast, six)) != Reason.SHOWN


@pytest.mark.parametrize(("moved", "reason"), [(2, Reason.DIFFERENCE), (6, Reason.SHOWN)])
def test_a_rerun_is_let_out_beside_the_first_only_if_it_moves_no_few_schools(
    first, moved, reason
):
    """ "Does not apply" as the lowest point: of the others both numbers rest on the same answers."""
    table, by = first.run.table, first.run.ran_by
    rows = {name: column.copy() for name, column in frame_of(table).items()}
    rows["after"][:moved] -= 0.25
    address = dataset_address(rows)
    seal, nonce = commitment(address)
    params = table.params | {"not_applicable": "lowest"}
    again = FrozenTable.objects.create(
        project=table.project, kind=table.kind, params=params, content=to_parquet(rows),
        address=address, seal=seal, nonce=nonce, rows=table.rows, sources=[],
        frozen_by=by, data_known_at=table.data_known_at,
    )  # fmt: skip
    asked = register_analysis(
        table.project, title="The same once more", expects="Less.", kind=table.kind,
        params=params, ask=making.asked(), by=by,
    )  # fmt: skip

    assert why_not_released(run_analysis(asked, again, by=by)) == reason
