"""A stranger opens it, and a machine computes it again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cordata.analysis.crates.opening import open_crate
from cordata.analysis.thread import differences
from cordata.evidence.queries.leaving.crates import (
    public_crate,
    research_crate,
)
from cordata.evidence.queries.tables import frame_of
from cordata.kit.frames import from_parquet, to_parquet
from tests.evidence.leaving.packing import recomputed, repacked, unpacked


def test_a_stranger_unpacks_it_and_computes_the_same_figures(finding, tmp_path):
    folder = unpacked(research_crate(finding), tmp_path / "crate")
    cordata = shutil.which("cordata", path=str(Path(sys.executable).parent))
    done = subprocess.run(
        [cordata, "analyse", "spec.toml", "--data", "rows.parquet", "--out", "again"],
        cwd=folder, capture_output=True, text=True, check=False, env={"PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr

    again = json.loads((folder / "again/result.json").read_text())
    enclosed = json.loads((folder / "result.json").read_text())
    registered = finding.run.document["result"]["estimates"]
    assert differences(enclosed["result"], again["result"]) == []
    for name, one in registered.items():
        # Draws of the six groups follow the order of codes: the ends lie a little elsewhere.
        for fact, apart in (("value", 1e-9), ("low", 0.02), ("high", 0.02)):
            assert again["result"]["estimates"][name][fact] == pytest.approx(
                one[fact], rel=apart, abs=apart
            )
    moved = differences(finding.run.document["result"], enclosed["result"])
    read = (folder / "README.md").read_text()
    assert read.count("- `estimates/") == len(moved)
    assert all(f"- `{one.where}`: " in read for one in moved)
    assert enclosed["addresses"]["data"] == again["addresses"]["data"]
    assert enclosed["addresses"]["spec"] == finding.run.analysis.address


def test_the_command_says_same_and_reports_one_changed_cell(finding, tmp_path, capsys):
    crate = research_crate(finding)
    code, said = recomputed(tmp_path, crate, capsys)
    assert (code, "Same:" in said) == (0, True)

    rows = from_parquet(open_crate(crate).files["rows.parquet"])
    rows["after"] = rows["after"].copy()
    rows["after"][3] += 1
    code, said = recomputed(tmp_path, repacked(crate, rows=to_parquet(rows)), capsys)
    assert code == 1
    assert "rows.parquet: it is not the file that was packed" in said
    assert "the rows are not those that their address names" in said
    assert "estimates/change/value: 0.666" in said

    spec = open_crate(crate).files["spec.toml"].replace(b"seed = 7", b"seed = 8")
    code, said = recomputed(tmp_path, repacked(crate, spec=spec), capsys)
    assert (code, "spec.toml" in said) == (1, True)


def test_the_public_crate_holds_no_row_no_name_and_no_address_of_the_rows(
    finding, tmp_path, capsys
):
    crate = public_crate(finding)
    inside = open_crate(crate)
    text = b"\n".join(inside.files.values())
    rows = frame_of(finding.run.table)
    assert {"sch_00", "sch_m0"} <= {*rows["school"].tolist(), *rows["mentor"].tolist()}
    assert b"sch_" not in text
    for secret in (
        finding.run.table.address, finding.run.table.nonce,
        finding.run.document["addresses"]["run"], finding.run.document["addresses"]["result"],
    ):  # fmt: skip
        assert secret.encode() not in text
    assert not inside.has_rows
    assert inside.about_rows == finding.run.table.seal

    code, said = recomputed(tmp_path, crate, capsys)
    assert (code, finding.run.table.seal in said) == (2, True)
    code, said = recomputed(tmp_path, repacked(crate, figures=b"changed"), capsys)
    assert (code, "figures.csv" in said) == (1, True)


def test_the_same_finding_gives_the_same_bytes(finding):
    assert public_crate(finding) == public_crate(finding)
    assert research_crate(finding) == research_crate(finding)
