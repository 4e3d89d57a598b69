"""What is taken along: by everybody what is released, by researchers rows with a purpose."""

import io
import json
import zipfile

import numpy as np
import pytest
from django.urls import reverse

from cordata.cli.main import main
from cordata.evidence.queries.leaving.rows import rows_for_researchers
from cordata.evidence.queries.tables import frame_of
from cordata.history.models import Entry
from cordata.kit.frames import from_parquet, to_parquet
from cordata.kit.statfiles import NotInstalled


def asked(client, run, kind, **more):
    address = reverse("evidence:rows", args=[run.public_id])
    said = {"format": kind, "purpose": "Check the curve.", "promise": "on"} | more
    return client.post(address, said)


def read(tmp_path, content, ending, reader, **more):
    import pyreadstat

    file = tmp_path / f"rows.{ending}"
    file.write_bytes(content)
    return getattr(pyreadstat, reader)(str(file), **more)


@pytest.fixture
def few(run):
    """In one school nine people answered the later round: hidden with the four next."""
    rows = frame_of(run.table)
    rows["after_n"] = rows["after_n"].copy()
    rows["after_n"][2] = 9
    run.table.content = to_parquet(rows)
    run.table.save()
    return run


def test_everybody_takes_a_released_finding_along(client, released):
    answer = client.get(reverse("evidence:crate", args=[released.public_id]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as crate:
        names = crate.namelist()
        for name in names[1:]:
            alone = client.get(reverse("evidence:file", args=[released.public_id, name]))
            assert alone.content == crate.read(name)
    assert "rows.parquet" not in names
    gone = reverse("evidence:file", args=[released.public_id, "rows.parquet"])
    assert client.get(gone).status_code == 404


def test_a_draft_leaves_in_no_format(paola, finding):
    for name, more in (("crate", []), ("file", ["figures.csv"])):
        address = reverse(f"evidence:{name}", args=[finding.public_id, *more])
        assert paola.get(address).status_code == 404


def test_page_csv_parquet_and_crate_tell_the_same_numbers_and_no_more(client, released):
    """One path: whoever puts all formats together knows what the page says."""
    page = client.get(reverse("evidence:csv", args=[released.public_id])).content.decode()
    parquet = client.get(reverse("evidence:file", args=[released.public_id, "figures.parquet"]))
    result = client.get(reverse("evidence:file", args=[released.public_id, "result.json"]))
    frame = from_parquet(parquet.content)
    estimates = json.loads(result.content)["estimates"]
    lines = [line.split(",") for line in page.splitlines()[1:]]
    for at, line in enumerate(lines):
        one = estimates[frame["estimate"][at]]
        assert float(line[2]) == frame["value"][at] == one["value"]
        assert float(line[3]) == frame["low"][at] == one["low"]
        assert float(line[6]) == frame["likely_low"][at] == one["likely"][0]
        assert int(line[8]) == frame["schools"][at] == 12
    assert len(lines) == len(estimates) == len(frame["value"])


def test_spss_comes_back_with_labels_and_missing_codes(paola, few, tmp_path):
    answer = asked(paola, few, "sav")
    assert answer["Content-Disposition"].endswith('.sav"')
    frame, meta = read(tmp_path, answer.content, "sav", "read_sav", user_missing=True)

    expected = rows_for_researchers(few, file="x")
    assert list(frame.columns) == list(expected.frame)
    for name, column in expected.frame.items():
        if column.dtype.kind == "U":
            assert frame[name].tolist() == column.tolist()
        elif name != "after":
            assert np.allclose(frame[name], column, equal_nan=True)
    assert (frame["after"] == -9).sum() == 5
    assert meta.column_names_to_labels["after"] == "mean at the later moment, 1 to 5"
    assert meta.variable_value_labels["after"] == {
        -9: "Hidden: fewer than ten people answered, or theirs could be worked out"
    }
    assert meta.missing_ranges["after"] == [{"lo": -9, "hi": -9}]
    assert "before" not in meta.missing_ranges
    seen, _meta = read(tmp_path, answer.content, "sav", "read_sav")
    assert seen["after"].isna().sum() == 5


def test_stata_comes_back_with_labels_and_missing_codes(paola, few, tmp_path):
    answer = asked(paola, few, "dta")
    frame, meta = read(tmp_path, answer.content, "dta", "read_dta", user_missing=True)
    assert (frame["after"] == "a").sum() == 5
    assert meta.variable_value_labels["after"] == {
        "a": "Hidden: fewer than ten people answered, or theirs could be worked out"
    }
    assert (
        meta.column_names_to_labels["mentor"] == "its mentor school; itself where it has none"
    )
    seen, _meta = read(tmp_path, answer.content, "dta", "read_dta")
    assert seen["after"].isna().sum() == 5
    expected = rows_for_researchers(few, file="x").frame["before"]
    assert np.allclose(seen["before"], expected)


def test_no_file_names_a_school_or_tells_a_figure_of_few_people(paola, few):
    rows = frame_of(few.table)
    hidden = rows["after"][2]
    assert rows["school"][2].startswith("sch_")
    assert np.isfinite(hidden)
    for kind in ("csv", "parquet", "sav", "dta", "ddi"):
        assert b"sch_" not in asked(paola, few, kind).content
    table = from_parquet(asked(paola, few, "parquet").content)
    assert (table["after"] == -9).sum() == 5
    assert b"-9" in asked(paola, few, "ddi").content


def test_of_fewer_than_five_rows_none_can_be_hidden_and_that_is_said(paola, cast):
    from tests.evidence import making

    few = making.quick(cast, schools=4)
    rows = frame_of(few.table)
    few.table.content = to_parquet(rows | {"after_n": np.array([9.0, 10.0, 10.0, 10.0])})
    few.table.save()
    answer = asked(paola, few, "csv")
    assert answer.status_code == 422
    assert "what is published of all would tell it" in answer.content.decode()


def test_each_time_is_a_line_in_the_trail_with_its_purpose(cast, paola, run):
    for kind in ("sav", "dta", "csv", "parquet", "ddi"):
        assert asked(paola, run, kind).status_code == 200
    lines = Entry.objects.filter(verb="rows.handed_out").order_by("pk")
    assert [one.facts["format"] for one in lines] == ["sav", "dta", "csv", "parquet", "ddi"]
    assert {one.by for one in lines} == {cast.people["researcher"].public_id}
    assert {one.facts["purpose"] for one in lines} == {"Check the curve."}
    html = paola.get(reverse("evidence:rows", args=[run.public_id])).content.decode()
    assert html.count("Check the curve.") == 5


def test_without_a_purpose_or_the_promise_nothing_is_handed_out(paola, run):
    for missing in ({"purpose": ""}, {"promise": ""}, {"format": "xls"}):
        answer = asked(paola, run, "sav", **missing)
        assert answer.status_code == 422
    assert "Check the curve." in asked(paola, run, "sav", promise="").content.decode()
    assert not Entry.objects.filter(verb="rows.handed_out").exists()


def test_the_crate_with_rows_is_recomputed_and_refused_where_cells_are_hidden(
    paola, released, few, tmp_path, capsys
):
    answer = asked(paola, few, "crate")
    assert answer.status_code == 422
    assert "fewer than ten people answered" in answer.content.decode()
    assert not Entry.objects.filter(verb="rows.handed_out").exists()

    rows = frame_of(few.table)
    rows["after_n"] = np.full(12, 10.0)
    few.table.content = to_parquet(rows)
    few.table.save()
    file = tmp_path / "crate.zip"
    file.write_bytes(asked(paola, few, "crate").content)
    assert main(["recompute", str(file)]) == 0
    assert "Same" in capsys.readouterr().out


def test_without_a_finding_no_crate_is_offered(paola, run):
    assert asked(paola, run, "crate").status_code == 422


def test_a_server_without_the_extra_says_so(paola, run, monkeypatch):
    from cordata.evidence.queries.leaving import files

    def missing(_run):
        raise NotInstalled

    odd = files.File("sav", "application/x-spss-sav", "SPSS", missing)
    monkeypatch.setattr(files, "FILES", files.FILES | {"sav": odd})
    monkeypatch.setattr("cordata.evidence.actions.handing.FILES", files.FILES)
    answer = asked(paola, run, "sav")
    assert answer.status_code == 422
    assert "does not write files for SPSS" in answer.content.decode()


def test_the_page_walks_up_and_down(paola, released, run):
    html = paola.get(reverse("evidence:rows", args=[run.public_id])).content.decode()
    assert released.headline in html
    assert "Declared coordination model" not in html  # a column that this table has not
    assert "mean at the later moment, 1 to 5" in html
