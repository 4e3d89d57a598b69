"""The maintained validator accepts a crate, and the other library reads it."""

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from cordata.evidence.queries.leaving.crates import (
    public_crate,
    research_crate,
)
from tests.evidence.leaving.packing import unpacked


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
