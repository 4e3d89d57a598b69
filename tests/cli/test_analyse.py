"""Any registered method on files of one's own: numbers, refusals, and faults that say where."""

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from django.conf import LazySettings

from cordata.cli.main import main

PUBLISHED = Path(__file__).parents[1] / "analysis" / "published"
MPDTA = """method = "staggered"
seed = 20261128

[spec]
outcome = "lemp"
school = "countyreal"
wave = "year"
begins = "first_treat"
group = "countyreal"
others = "never"
"""
MDES = """method = "mdes"
seed = 1

[spec]
treated = 6
comparison = 6
schools = 4
size = 20
icc_group = 0.05
icc_school = 0.10
"""


@pytest.fixture
def mpdta(tmp_path):
    """The published table, empty where a county never began."""
    text = gzip.decompress((PUBLISHED / "mpdta.csv.gz").read_bytes()).decode()
    header, *rows = text.splitlines()
    names = [name.strip('"').replace(".", "_") for name in header.split(",")]
    at = names.index("first_treat")
    cells = [row.split(",") for row in rows]
    for row in cells:
        row[at] = "" if row[at] == "0" else row[at]
    file = tmp_path / "mpdta.csv"
    file.write_text("\n".join([",".join(names), *[",".join(row) for row in cells]]))
    return file


def analyse(tmp_path, spec, *data, out="out"):
    file = tmp_path / "spec.toml"
    file.write_text(spec, encoding="utf-8")
    more = ["--data", *map(str, data)] if data else []
    return main(["analyse", str(file), *more, "--out", str(tmp_path / out)])


def result(tmp_path, out="out"):
    return json.loads((tmp_path / out / "result.json").read_text())


def test_a_published_number_comes_out_with_its_interval_and_its_address(
    tmp_path, mpdta, capsys
):
    assert analyse(tmp_path, MPDTA, mpdta) == 0
    found = result(tmp_path)
    assert found["result"]["estimates"]["overall"]["value"] == pytest.approx(-0.0310, abs=5e-5)
    assert found["result"]["more"]["pre_p"] == pytest.approx(0.16812, abs=5e-6)
    assert all(one.startswith("sha256:") for one in found["addresses"].values())
    shown = capsys.readouterr().out
    assert shown.strip() == (tmp_path / "out" / "report.md").read_text().strip()
    assert "| overall | -0.0310183 |" in shown


def test_rows_columns_and_kind_of_file_change_no_bit(tmp_path, mpdta):
    analyse(tmp_path, MPDTA, mpdta)
    parquet = tmp_path / "turned.parquet"
    columns = "lemp, countyreal, first_treat, year, treat, lpop"
    duckdb.sql(f"copy (select {columns} from '{mpdta}' order by lemp desc) to '{parquet}'")
    analyse(tmp_path, MPDTA, parquet, out="turned")
    assert result(tmp_path, "turned") == result(tmp_path)


def test_rows_in_two_files_are_one_table(tmp_path, mpdta):
    analyse(tmp_path, MPDTA, mpdta)
    header, *rows = mpdta.read_text().splitlines()
    halves = [tmp_path / "one.csv", tmp_path / "two.csv"]
    for half, part in zip(halves, (rows[:900], rows[900:]), strict=True):
        half.write_text("\n".join([header, *part]))
    analyse(tmp_path, MPDTA, *halves, out="halves")
    assert result(tmp_path, "halves") == result(tmp_path)


def test_a_refusal_shows_no_number_and_says_why(tmp_path, mpdta, capsys):
    everybody = mpdta.read_text().replace(",,0", ",2004,0")
    mpdta.write_text(everybody)
    assert analyse(tmp_path, MPDTA, mpdta) == 1
    found = result(tmp_path)["result"]
    assert (found["refused"], found["estimates"], found["more"]) == (True, {}, {})
    shown = capsys.readouterr().out
    assert "No number is shown" in shown
    assert "- refuse: No comparison group: this is change, not effect. Add schools" in shown


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("lemp", "lempp"), "outcome: no column is called 'lempp'. Choose one of: countyreal"),
        (('"never"', '"nobody"'), "spec.others: 'nobody' is none of the choices"),
        (("staggered", "magic"), "method: 'magic' is unknown. Choose one of: ancova"),
        (("outcome", "outcom"), "spec.outcom: there is no such field. Use: outcome"),
        (("seed = 20261128", "seed = -1"), "seed: -1 is no seed"),
        (("[spec]", "[spcc]"), "spcc: there is no such field"),
        (('"lemp"', "lemp"), "Write it as TOML"),
    ],
)
def test_a_wrong_spec_says_where_what_and_what_to_do(tmp_path, mpdta, capsys, change, said):
    assert analyse(tmp_path, MPDTA.replace(*change), mpdta) == 2
    assert said in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("gone.csv", None, "there is no such file"),
        ("table.xlsx", "x", "neither .csv nor .parquet"),
        ("empty.csv", "a,b\n", "it has no rows"),
        ("other.csv", "a,b\n1,2\n", "its columns differ from the first file's"),
        ("broken.parquet", "PAR1", "broken.parquet:"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path, mpdta, capsys, name, text, said):
    file = tmp_path / name
    if text is not None:
        file.write_text(text)
    assert analyse(tmp_path, MPDTA, mpdta, file) == 2
    told = capsys.readouterr().out
    assert said in told
    assert name in told


def test_a_plan_needs_no_data(tmp_path, capsys):
    assert analyse(tmp_path, MDES) == 0
    assert result(tmp_path)["result"]["estimates"]["mdes"]["value"] == pytest.approx(
        0.52, abs=0.005
    )
    said = "- warn: Only 6 independent clusters. More clusters lift it, not more people in"
    assert said in capsys.readouterr().out


def test_no_settings_of_a_server_are_needed(tmp_path):
    spec = tmp_path / "spec.toml"
    spec.write_text(MDES)
    bare = {name: value for name, value in os.environ.items() if "CORDATA" not in name}
    bare.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "cordata.cli.main", "analyse", str(spec), "--out", "out"]
    found = subprocess.run(
        command, check=False, cwd=tmp_path, env=bare, capture_output=True, text=True
    )
    assert found.returncode == 0, found.stderr
    assert "`few_groups`" in found.stdout


def test_nobody_is_configured_twice(tmp_path, monkeypatch):
    fresh = LazySettings()
    monkeypatch.setattr("cordata.cli.analyse.settings", fresh)

    assert analyse(tmp_path, MDES) == analyse(tmp_path, MDES) == 0
    assert fresh.USE_I18N is False


def test_a_spec_that_is_not_there_is_named(tmp_path, capsys):
    gone = str(tmp_path / "gone.toml")

    assert main(["analyse", gone, "--out", str(tmp_path / "out")]) == 2
    assert f"{gone}: there is no such file. Check the path." in capsys.readouterr().out
