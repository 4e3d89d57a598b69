"""A finding as a Process Run Crate: a folder that says what is in it, and how it was made.

RO-Crate 1.1 with the profile Process Run Crate 0.5, which is written for 1.1. The same content
gives the same bytes: files in order of their names, all with the moment of the release.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from cordata.analysis.crates.citing import LICENCE, LICENCE_NAME, Citable, citation

METADATA = "ro-crate-metadata.json"
SPEC, RESULT, ROWS = "spec.toml", "result.json", "rows.parquet"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = (
    "https://w3id.org/ro/crate/1.1/context",
    "https://w3id.org/ro/terms/workflow-run/context",
)


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file: its media type, and what it is."""

    name: str
    content: bytes
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Made:
    """The run: by which method, version and environment, when, and by whom.

    seal  of the rows, where they are not enclosed; ``data`` their address, where they are
    home  the address of the server that computed it
    """

    method: str
    seed: int
    code: str
    environment: Mapping[str, str]
    moment: str
    by: str
    seal: str
    home: str
    data: str = ""


def packed(of: Citable, made: Made, files: Iterable[Enclosed], *, at: datetime) -> bytes:
    """The crate as a zip file."""
    inside = sorted(files, key=lambda one: one.name)
    text = json.dumps(described(of, made, inside), ensure_ascii=False, indent=2) + "\n"
    out = io.BytesIO()
    moment = (at.year, at.month, at.day, at.hour, at.minute, at.second)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in [
            (METADATA, text.encode()),
            *((f.name, f.content) for f in inside),
        ]:
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            folder.writestr(entry, content)
    return out.getvalue()


def described(of: Citable, made: Made, files: Iterable[Enclosed]) -> dict[str, Any]:
    """The metadata document: one flat list of things that name each other."""
    inside = list(files)
    names = [one.name for one in inside]
    return {
        "@context": list(CONTEXT),
        "@graph": [
            {
                "@id": METADATA,
                "@type": "CreativeWork",
                "about": {"@id": "./"},
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            },
            _root(of, names),
            _creative(PROFILE, "Process Run Crate", version="0.5"),
            _creative(LICENCE, LICENCE_NAME),
            *(_file(one) for one in inside),
            _action(made, names),
            _software(made),
            *_environment(made),
            _seal(made),
            *_people({*of.authors, made.by}),
            {
                "@id": "#publisher",
                "@type": "Organization",
                "name": of.publisher,
                "url": made.home,
            },
        ],
    }


def _root(of: Citable, names: list[str]) -> dict[str, Any]:
    return {
        "@id": "./",
        "@type": "Dataset",
        "identifier": of.identifier,
        "name": of.title,
        "description": of.about,
        "inLanguage": of.language,
        "datePublished": of.day,
        "version": of.version,
        "license": {"@id": LICENCE},
        "author": _one_or_more([{"@id": _person(one)} for one in of.authors]),
        "publisher": {"@id": "#publisher"},
        "creditText": citation(of),
        "conformsTo": {"@id": PROFILE},
        "hasPart": [{"@id": name} for name in names],
        "mentions": {"@id": "#run"},
    }


def _action(made: Made, names: list[str]) -> dict[str, Any]:
    given = [name for name in (SPEC, ROWS) if name in names]
    return {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"{made.method}, seed {made.seed}",
        "description": "The registered analysis, computed on the frozen rows.",
        "endTime": made.moment,
        "actionStatus": "http://schema.org/CompletedActionStatus",
        "agent": {"@id": _person(made.by)},
        "instrument": {"@id": made.home},
        "object": [*({"@id": name} for name in given), {"@id": "#rows"}],
        "result": {"@id": RESULT},
        "environment": [{"@id": f"#{name}"} for name in sorted(made.environment)],
    }


def _software(made: Made) -> dict[str, Any]:
    return {
        "@id": made.home,
        "@type": "SoftwareApplication",
        "name": "Cordata",
        "url": made.home,
        "softwareVersion": made.code,
        "license": "https://spdx.org/licenses/EUPL-1.2",
    }


def _environment(made: Made) -> list[dict[str, Any]]:
    return [
        {"@id": f"#{name}", "@type": "PropertyValue", "name": name, "value": version}
        for name, version in sorted(made.environment.items())
    ]


def _seal(made: Made) -> dict[str, Any]:
    """What stands for the rows: their address if they are enclosed, else their seal."""
    name = "address of the rows" if made.data else "seal of the rows"
    return {
        "@id": "#rows",
        "@type": "PropertyValue",
        "name": name,
        "value": made.data or made.seal,
    }


def _file(one: Enclosed) -> dict[str, Any]:
    return {
        "@id": one.name,
        "@type": "File",
        "name": one.about,
        "encodingFormat": one.kind,
        "contentSize": str(len(one.content)),
        "sha256": sha256(one.content).hexdigest(),
    }


def _creative(key: str, name: str, **more: str) -> dict[str, Any]:
    return {"@id": key, "@type": "CreativeWork", "name": name, **more}


def _people(names: set[str]) -> list[dict[str, Any]]:
    return [{"@id": _person(one), "@type": "Person", "name": one} for one in sorted(names)]


def _one_or_more(things: list[dict[str, str]]) -> Any:
    """A list of one is written as that one."""
    return things[0] if len(things) == 1 else things


def _person(name: str) -> str:
    return "#person-" + sha256(name.encode()).hexdigest()[:12]
