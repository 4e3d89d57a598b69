"""Anyone can repeat a draw at a terminal; what cannot be done is said plainly."""

import json

import pytest

from cordata.analysis.selection.lottery import draw
from cordata.analysis.selection.record import make_record
from cordata.cli.main import main

NAMES = ["IT-26-001", "IT-26-002", "IT-26-003"]


@pytest.fixture
def listed(tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("number;school\n" + "".join(f"{name};x\n" for name in NAMES))
    return file


@pytest.fixture
def record():
    return make_record([("Small schools, mentee", 2, NAMES)], seed="seed", public="7 12")


def test_a_list_is_drawn_in_the_order_of_its_lots(listed, capsys):
    assert main(["draw", str(listed), "--seed", "seed", "--places", "1"]) == 0

    lines = capsys.readouterr().out.splitlines()[1:]
    assert [line.split()[1] for line in lines] == draw(NAMES, seed="seed")
    assert [line.split("  ")[-1] for line in lines] == ["gets a place", "waits", "waits"]


def test_a_true_record_is_confirmed(tmp_path, record, capsys):
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record))

    assert main(["draw", "--check", str(file)]) == 0
    assert capsys.readouterr().out == "confirmed: 3 names in 1 draws, in this very order\n"


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"digest": "0" * 64}, "the seed is not the one whose digest was published"),
        ({"public": "8 12"}, "Small schools, mentee: at place"),
    ],
)
def test_a_record_that_was_touched_is_not(tmp_path, record, capsys, change, fault):
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record | change))

    assert main(["draw", "--check", str(file)]) == 1
    assert f"not confirmed: {fault}" in capsys.readouterr().out


def test_a_name_that_is_missing_from_the_order_is_seen(tmp_path, record, capsys):
    record["draws"][0]["order"].pop()
    file = tmp_path / "record.json"
    file.write_text(json.dumps(record))

    assert main(["draw", "--check", str(file)]) == 1
    assert "at place 3 the draw gives" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "there is no column 'number'"),
        (b"school\nA\n", "there is no column 'number'. Found: 'school'"),
        (b"number\n", "there is a header but no name"),
        (b"number,x\nA,1\n,2\n", "line 3, column number: it is empty"),
        (b"number\nA\nA\n", "twice on the list: A"),
        (b"number\n\xff\n", "byte 7 is not UTF-8"),
    ],
)
def test_a_list_that_cannot_be_used_says_what_where_and_what_to_do(
    tmp_path, capsys, content, what
):
    file = tmp_path / "list.csv"
    file.write_bytes(content)

    assert main(["draw", str(file), "--seed", "s"]) == 2
    assert what in capsys.readouterr().out


@pytest.mark.parametrize("given", [[], ["nothing.csv", "--seed", "s"], ["--check", "no.json"]])
def test_what_is_missing_is_named(given, capsys):
    assert main(["draw", *given]) == 2
    assert capsys.readouterr().out.startswith("cordata draw: ")


def test_a_file_that_is_no_record_is_refused(tmp_path, capsys):
    file = tmp_path / "record.json"
    file.write_text('{"seed": 1}')

    assert main(["draw", "--check", str(file)]) == 2
    assert "is not a draw that Cordata wrote" in capsys.readouterr().out
