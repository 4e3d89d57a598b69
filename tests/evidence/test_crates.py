"""What leaves the house: a stranger opens it, a validator accepts it, a machine computes it again."""

import io
import json
import shutil
import subprocess
import sys
import tomllib
import tracemalloc
import zipfile
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from cordata.analysis.crates.opening import NotACrate, check, open_crate
from cordata.analysis.crates.spelling import ask_as_toml
from cordata.analysis.disclosure.rules import Reason
from cordata.analysis.methods import read_ask
from cordata.analysis.thread import differences
from cordata.cli.main import main
from cordata.evidence.actions import findings as actions
from cordata.evidence.queries.leaving.crates import (
    NotTheSame,
    figures_of,
    public_crate,
    public_files,
    research_crate,
)
from cordata.evidence.queries.leaving.dictionary import FIGURES, Undescribed, described
from cordata.evidence.queries.leaving.rows import NoRows, few_behind, rows_for_researchers
from cordata.evidence.queries.tables import KINDS, frame_of
from cordata.kit.frames import from_parquet, to_parquet
from tests import cast as casting
from tests.evidence import making
from tests.web.access.evidence import another


@pytest.fixture
def cast(db):
    return casting.gather()


@pytest.fixture
def finding(cast):
    made = making.draft(making.quick(cast))
    actions.ask_review(made, by=made.written_by)
    for one in (another(cast), another(cast)):
        actions.review_finding(made, says="approve", words="", by=one)
    actions.release_finding(made, by=made.written_by)
    made.refresh_from_db()
    return made


def unpacked(content, folder):
    with zipfile.ZipFile(io.BytesIO(content)) as crate:
        crate.extractall(folder)
    return folder


def repacked(content, **changed):
    """The same crate with other bytes in some of its files."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, changed.get(name.partition(".")[0], old.read(name)))
    return out.getvalue()


def recomputed(tmp_path, content, capsys):
    file = tmp_path / "crate.zip"
    file.write_bytes(content)
    code = main(["recompute", str(file)])
    return code, capsys.readouterr().out


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


def test_what_is_no_crate_is_said(tmp_path, capsys):
    for content in (b"", b"PK", repacked_empty()):
        code, said = recomputed(tmp_path, content, capsys)
        assert (code, "it is no crate of a finding" in said) == (2, True)
    assert main(["recompute", str(tmp_path / "none.zip")]) == 2
    with pytest.raises(NotACrate):
        open_crate(b"nothing")


def zipped(*files, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as folder:
        for name, content in files:
            folder.writestr(name, content)
    return bytearray(out.getvalue())


def declared(content, size):
    """What it holds is larger than the directory says."""
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return content


def locked():
    content = zipped(("a", b"b"))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return content


def broken():
    content = zipped(("a", b"b" * 100))
    content[31:34] = b"\xff\xff\xff"
    return content


META = "ro-crate-metadata.json"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    ("made", "what"),
    [
        (lambda: declared(zipped(("a", bytes(10_000))), 10), "Bad CRC-32"),
        (lambda: declared(zipped(("a", b"b")), 200_000_001), "larger than any crate"),
        (lambda: zipped(*((str(n), b"") for n in range(101))), "larger than any crate"),
        (lambda: zipped(("a", b"b"), method=zipfile.ZIP_LZMA), "compressed in another way"),
        (lambda: zipped(("a", b"b"), method=zipfile.ZIP_BZIP2), "compressed in another way"),
        (lambda: zipped(("a", b"b"), ("a", b"c")), "'a' twice"),
        (locked, "encrypted"),
        (broken, "it is no crate of a finding"),
        (lambda: zipped((META, b"[" * 200_000)), "it is no crate of a finding"),
        (lambda: zipped((META, b"\xff")), "it is no crate of a finding"),
        (lambda: zipped((META, b"[]")), "it is no crate of a finding"),
        (lambda: zipped((META, b'{"@graph": [1]}')), "it is no crate of a finding"),
    ],
)  # fmt: skip
def test_what_a_stranger_may_have_made_is_refused_with_what_is_wrong(made, what):
    with pytest.raises(NotACrate, match=what):
        open_crate(bytes(made()))


def test_a_file_that_says_it_is_small_takes_no_more_memory_than_it_says():
    bomb = bytes(declared(zipped(("a", bytes(50_000_000))), 10))
    tracemalloc.start()
    with pytest.raises(NotACrate):
        open_crate(bomb)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def crate_of(title="A", **files):
    graph = [{"@id": "./", "name": title}, {"@id": "#rows", "value": "x"}]
    held = {"spec.toml": b"", "result.json": b"{}", "rows.parquet": b""} | files
    return bytes(zipped((META, json.dumps({"@graph": graph})), *held.items()))


@pytest.mark.parametrize(
    "files",
    [
        {"spec.toml": b"= 1"},
        {"spec.toml": b"a = " + b"[" * 100_000},
        {"spec.toml": b"\xff"},
    ],
)
def test_a_spec_that_cannot_be_read_is_said(files, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("cordata.cli.crates.from_parquet", lambda _content: {})
    code, said = recomputed(tmp_path, crate_of(**files), capsys)
    assert (code, "it is no crate of a finding" in said) == (2, True)


@pytest.mark.parametrize("result", [b"{", b"[]", b"{}", b"[" * 200_000])
def test_a_result_that_cannot_be_read_is_said(result, monkeypatch):
    monkeypatch.setattr("cordata.analysis.crates.opening.read_ask", lambda _table: None)
    monkeypatch.setattr("cordata.analysis.crates.opening.computed", lambda *_a, **_b: {})
    crate = open_crate(crate_of(**{"result.json": result}))
    with pytest.raises(NotACrate):
        check(crate, lambda _content: {}, code="", environment={})


def test_a_title_does_not_rule_the_terminal(tmp_path, capsys):
    _code, said = recomputed(tmp_path, crate_of("\x1b]0;owned\x07\u202eA"), capsys)
    assert said.startswith("\ufffd]0;owned\ufffd\ufffdA\n")


def repacked_empty():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("ro-crate-metadata.json", "{}")
    return out.getvalue()


@pytest.fixture
def offline(monkeypatch):
    """The validator's contexts, from the package of the other maintained library."""
    import rocrate
    from rocrate_validator.utils.http import HttpRequester

    known = json.loads((Path(rocrate.__file__).parent / "data/ro-crate.jsonld").read_text())
    known["@context"]["environment"] = "https://w3id.org/ro/terms/workflow-run#environment"
    answer = SimpleNamespace(
        status_code=200,
        json=lambda: known,
        text=json.dumps(known),
        headers={"Content-Type": "application/ld+json"},
    )
    for verb in ("get", "head"):
        monkeypatch.setattr(HttpRequester, verb, lambda *_a, **_b: answer, raising=False)


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("make", [public_crate, research_crate])
def test_the_maintained_validator_accepts_it_to_the_last_recommendation(
    finding, make, tmp_path, offline
):
    from rocrate_validator import models, services

    folder = unpacked(make(finding), tmp_path / "crate")
    found = services.validate(
        services.ValidationSettings(
            rocrate_uri=str(folder),
            profile_identifier="process-run-crate",
            requirement_severity=models.Severity.RECOMMENDED,
            offline=True,
        )
    )
    said = {one.message for one in found.get_issues()}
    # Where a person is employed is not known here, and so not said.
    assert {one for one in said if "affiliation" not in one} == set()


@pytest.mark.filterwarnings("ignore")
def test_the_other_library_reads_it(finding, tmp_path):
    from rocrate.rocrate import ROCrate

    crate = ROCrate(unpacked(public_crate(finding), tmp_path / "crate"))
    assert crate.name == finding.headline
    [action] = [one for one in crate.get_entities() if one.type == "CreateAction"]
    assert action["instrument"]["softwareVersion"] == finding.run.document["code"]


def test_every_ask_comes_back_from_toml_as_it_was(finding):
    ask = finding.run.document["ask"]
    again = read_ask(tomllib.loads(ask_as_toml(ask)))
    assert again == read_ask(ask)
    odd = {
        "method": "synthesis",
        "seed": 1,
        "spec": {"effect": 'a "b"\n', "error": "ü\\", "study": "s"},
    }
    assert read_ask(tomllib.loads(ask_as_toml(odd))) == read_ask(odd)


DDI = "{ddi:codebook:2_5}"


def test_every_column_has_one_record_and_every_code_one_label(finding):
    files = public_files(finding)
    book = ET.fromstring(files["codebook.xml"].content)
    tables = {one.get("ID"): one for one in book.iter(f"{DDI}fileDscr")}
    variables = list(book.iter(f"{DDI}var"))
    figures = figures_of(finding.run)
    rows = frame_of(finding.run.table)
    for key, frame in zip(tables, (figures, rows), strict=True):
        names = [one.get("name") for one in variables if one.get("files") == key]
        assert names == list(frame)
        assert tables[key].find(f".//{DDI}varQnty").text == str(len(frame))
    for one in variables:
        for part in (one, *one.iter(f"{DDI}catgry")):
            labels = part.findall(f"{DDI}labl")
            languages = [
                each.get("{http://www.w3.org/XML/1998/namespace}lang") for each in labels
            ]
            assert languages == ["en", "it", "nl", "hr", "cs", "hu", "pt"]
            assert all(each.text for each in labels)
    assert list(figures) == list(FIGURES)


def test_csv_parquet_schema_and_page_carry_the_same_figures(finding):
    files = public_files(finding)
    header, *lines = files["figures.csv"].content.decode().splitlines()
    parquet = from_parquet(files["figures.parquet"].content)
    schema = json.loads(files["figures.schema.json"].content)
    result = json.loads(files["result.json"].content)["estimates"]

    assert header.split(",") == list(parquet) == list(schema["properties"])
    assert [one.split(",")[0] for one in lines] == parquet["estimate"].tolist()
    for at, line in enumerate(lines):
        name, value, *_rest = line.split(",")
        assert float(value) == parquet["value"][at] == result[name]["value"]
        assert len(value.partition(".")[2]) <= 2  # no more digits than the page shows


def test_the_record_for_citing_has_the_mandatory_six(finding):
    record = json.loads(public_files(finding)["datacite.json"].content)
    for name in ("identifiers", "creators", "titles", "publisher", "publicationYear", "types"):
        assert record[name]
    assert record["identifiers"][0]["identifier"].endswith(f"/en/findings/{finding.public_id}/")
    assert record["publicationYear"] == str(finding.released_at.year)


def test_where_it_comes_from_can_be_walked_from_finding_to_rounds(finding):
    graph = json.loads(public_files(finding)["prov.json"].content)
    steps = {
        one["prov:generatedEntity"]: one["prov:usedEntity"]
        for one in graph["wasDerivedFrom"].values()
    }
    at, walked = f"cordata:{finding.public_id}", []
    while at in steps:
        at = steps[at]
        walked.append(at)
    assert walked == ["cordata:result", "cordata:table", "cordata:rounds"]
    assert {*steps, *steps.values()} <= {*graph["entity"]}


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
