"""The figures, their codebook, and the records for citing and for walking back."""

import json
import tomllib
from xml.etree import ElementTree as ET

from cordata.analysis.crates.spelling import ask_as_toml
from cordata.analysis.methods import read_ask
from cordata.evidence.queries.leaving.crates import (
    figures_of,
    public_files,
)
from cordata.evidence.queries.leaving.dictionary import FIGURES
from cordata.evidence.queries.tables import frame_of
from cordata.kit.frames import from_parquet


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
