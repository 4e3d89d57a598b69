"""Where a finding comes from, as PROV-JSON: what was used, what was done, and who did it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thread:
    """The steps from frozen rounds to a sentence; no school, no single answer is named.

    rounds    how many frozen rounds the table was built from
    table     seal of its rows; ``kind`` the declared query that built it
    times     ISO 8601, of "frozen", "registered", "ran", "written", "released"
    """

    finding: str
    run: str
    analysis: str
    spec: str
    table: str
    kind: str
    rounds: int
    code: str
    times: Mapping[str, str]
    author: str
    runner: str


def prov(of: Thread) -> bytes:
    """PROV-JSON (W3C, 2013): entities, activities and agents, and what ties them."""
    q = "cordata:{}".format
    finding, table, rounds = q(of.finding), q("table"), q("rounds")
    analysis, result = q(of.analysis), q("result")
    freeze, run, write = q("freeze"), q(of.run), q("write")
    found = {
        "prefix": {"cordata": "urn:cordata:", "prov": "http://www.w3.org/ns/prov#"},
        "entity": {
            rounds: {"prov:label": "Frozen rounds", "cordata:count": of.rounds},
            table: {
                "prov:label": "Frozen table",
                "cordata:seal": of.table,
                "cordata:kind": of.kind,
            },
            analysis: {"prov:label": "What was asked", "cordata:address": of.spec},
            result: {"prov:label": "What came out"},
            finding: {"prov:label": "Finding"},
        },
        "activity": {
            freeze: {"prov:endTime": of.times["frozen"]},
            run: {"prov:endTime": of.times["ran"]},
            write: {"prov:endTime": of.times["written"]},
        },
        "agent": {
            q("code"): {"prov:type": "prov:SoftwareAgent", "cordata:version": of.code},
            q("runner"): {"prov:type": "prov:Person", "prov:label": of.runner},
            q("author"): {"prov:type": "prov:Person", "prov:label": of.author},
        },
        "used": _pairs(
            "prov:activity", "prov:entity",
            [(freeze, rounds), (run, table), (run, analysis), (write, result)],
        ),
        "wasGeneratedBy": _pairs(
            "prov:entity", "prov:activity",
            [(table, freeze), (result, run), (finding, write)],
        ),
        "wasDerivedFrom": _pairs(
            "prov:generatedEntity", "prov:usedEntity",
            [(table, rounds), (result, table), (finding, result)],
        ),
        "wasAssociatedWith": _pairs(
            "prov:activity", "prov:agent",
            [(run, q("code")), (run, q("runner")), (write, q("author"))],
        ),
        "wasAttributedTo": _pairs("prov:entity", "prov:agent", [(finding, q("author"))]),
    }  # fmt: skip
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _pairs(one: str, other: str, ties: list[tuple[str, str]]) -> dict[str, dict[str, str]]:
    return {f"_:{first}--{second}".replace("cordata:", ""): {one: first, other: second}
            for first, second in ties}  # fmt: skip
