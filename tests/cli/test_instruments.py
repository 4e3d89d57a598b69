"""Instruments at a terminal: load what ships, check a spreadsheet."""

import pytest

from cordata.cli.main import main
from tests.analysis.forms import workbooks


@pytest.mark.django_db
def test_what_ships_is_loaded_and_named(capsys):
    assert main(["instruments", "load"]) == 0
    assert "whole-school-digital 1 sha256:" in capsys.readouterr().out

    assert main(["instruments", "load"]) == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("sheets", "code", "said"),
    [
        (workbooks.OURS, 1, "intro_missing"),
        ({"survey": "type|name|label::en\ntext||A"}, 1, "survey 2: no_name text"),
        (
            {"survey": "type|name|label::en\ntext|a|A", "settings": "form_title\nForm"},
            0,
            "0 faults",
        ),
    ],
)
def test_a_spreadsheet_is_checked(tmp_path, capsys, sheets, code, said):
    file = tmp_path / "form.xlsx"
    file.write_bytes(workbooks.workbook(**sheets))

    assert main(["instruments", "check", str(file)]) == code
    assert said in capsys.readouterr().out


def test_a_check_needs_a_file():
    assert main(["instruments", "check"]) == 2
