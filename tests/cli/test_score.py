"""``cordata score``: answers in, the table of schools out, or what is wrong with them."""

import csv

import pytest

from cordata.cli.main import main
from cordata.kit.frames import read_table

ANSWERS = """school,voice,person,item,code
s1,teachers,1,a,4
s1,teachers,1,b,2
s1,teachers,2,a,5
s1,teachers,2,b,-9
s2,teachers,1,a,3
s2,teachers,1,b,3
s2,teachers,1,own,9
"""
ITEMS = "item,area,points,reversed\na,A,5,false\nb,A,5,true\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "answers.csv").write_text(ANSWERS)
    (tmp_path / "items.csv").write_text(ITEMS)
    return tmp_path


def score(folder, *, answers="answers.csv", items="items.csv", out="schools.csv"):
    names = [str(folder / answers), "--items", str(folder / items), "--out", str(folder / out)]
    return main(["score", *names, "--memory", "1GB"])


def test_two_schools_by_hand(files, capsys):
    # First teacher of s1: (4 + (6 - 2)) / 2 = 4; the second answered one of two: no score.
    assert score(files) == 0

    with (files / "schools.csv").open(encoding="utf-8") as table:
        rows = list(csv.reader(table))
    assert rows == [
        ["school", "voice", "area", "people", "n", "mean", "variance", "asked", "answered",
         "not_applicable"],
        ["s1", "teachers", "A", "2", "1", "4", "", "4", "3", "1"],
        ["s2", "teachers", "A", "1", "1", "3", "", "2", "2", "0"],
    ]  # fmt: skip
    assert "schools.csv: 2 rows" in capsys.readouterr().out


def test_points_and_direction_may_be_left_out_and_parquet_is_written(files):
    (files / "items.csv").write_text("item,area\na,A\nb,A\n")

    assert score(files, out="schools.parquet") == 0

    assert read_table(files / "schools.parquet")["mean"].tolist() == [3, 3]


@pytest.mark.parametrize(
    ("given", "what"),
    [
        ({"answers": "answers.xlsx"}, "neither .csv nor .parquet"),
        ({"out": "schools.txt"}, "neither .csv nor .parquet"),
        ({"answers": "other.csv"}, "other.csv"),
        ({"items": "answers.csv"}, "no column area"),
        ({"items": "twice.csv"}, "each stand there once"),
        ({"answers": "items.csv"}, "Columns: school, voice, person, item, code"),
    ],
)
def test_what_cannot_be_scored_says_so_and_writes_nothing(files, capsys, given, what):
    (files / "twice.csv").write_text(ITEMS + "a,B,5,false\n")

    assert score(files, **given) == 2

    assert what in capsys.readouterr().out
    assert not list(files.glob("schools.*"))
