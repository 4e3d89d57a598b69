"""What is released of a finding as files, each made from the one path of its figures."""

import csv
import io
import json
from typing import Any

import numpy as np
from django.utils import translation

from cordata.analysis.columns import Frame
from cordata.analysis.crates.citing import Citable, datacite
from cordata.analysis.crates.packing import RESULT, ROWS, SPEC, Enclosed, Made, packed
from cordata.analysis.crates.provenance import Thread, prov
from cordata.analysis.crates.spelling import ask_as_toml
from cordata.analysis.crates.variables import Described, Study, codebook, schema
from cordata.analysis.methods import read_ask
from cordata.analysis.runs import computed
from cordata.analysis.thread import differences
from cordata.cycles.queries.addresses import page_of
from cordata.evidence.models import Finding, Run
from cordata.evidence.queries.leaving.dictionary import (
    Undescribed,
    described,
    figures_described,
)
from cordata.evidence.queries.leaving.readme import ACCESS, notice_of, readme
from cordata.evidence.queries.leaving.rows import Handed, rows_for_researchers
from cordata.evidence.queries.shown import behind, estimates_shown
from cordata.evidence.queries.tables import frame_of
from cordata.kit.frames import to_parquet

JSON, CSV, XML = "application/json", "text/csv", "application/xml"
PARQUET, TOML, MARKDOWN = "application/vnd.apache.parquet", "application/toml", "text/markdown"
FORMATS = (CSV, PARQUET, JSON, XML)


class NotTheSame(Exception):
    """On the rows as they would be handed out the run gives other numbers: nothing is packed."""


def figures_of(run: Run) -> Frame:
    """What is public of a run: its estimates as pages show them, and how many stand behind."""
    shown, size = estimates_shown(run), behind(run)
    numbers = {
        name: [getattr(one, name) for one in shown]
        for name in ("value", "low", "high", "level")
    }
    for at, name in enumerate(("likely_low", "likely_high")):
        numbers[name] = [one.likely[at] if one.likely else None for one in shown]
    return {
        "estimate": np.array([one.name for one in shown], dtype=np.str_),
        **{name: np.array(values, dtype=np.float64) for name, values in numbers.items()},
        "schools": np.full(len(shown), float(size.schools)),
        "clusters": np.full(len(shown), float(size.clusters)),
    }


def public_files(finding: Finding) -> dict[str, Enclosed]:
    """Every file of a released finding by its name, without its rows."""
    run, cited = finding.run, citable(finding)
    figures = figures_of(run)
    tables = [figures_described(figures, file="figures.parquet"), *_sealed(run)]
    return {
        one.name: one
        for one in (
            Enclosed("README.md", readme(finding, cited).encode(), MARKDOWN, "Read this first"),
            Enclosed("figures.csv", as_csv(figures), CSV, "The released figures"),
            Enclosed("figures.parquet", to_parquet(figures), PARQUET, "The released figures"),
            Enclosed("figures.schema.json", schema(tables[0]), JSON, "Columns of the figures"),
            *_beside(finding, cited, tables),
            Enclosed(RESULT, _json(_public_result(run)), JSON, "What came out, as released"),
        )
    }


def public_crate(finding: Finding) -> bytes:
    """The crate that everybody may have."""
    return _crate(finding.run, citable(finding), public_files(finding), finding)


def research_crate(finding: Finding) -> bytes:
    """The crate with its rows, for researchers: it can be computed again from itself alone.

    Raises NoRows, NotTheSame where some cells had to be hidden.
    """
    run, cited = finding.run, citable(finding)
    rows = rows_for_researchers(run, file=ROWS)
    document = _again(run, rows)
    moved = differences(run.document["result"], document["result"])
    figures = figures_of(run)
    tables = [figures_described(figures, file="figures.parquet"), rows.about]
    files = {
        one.name: one
        for one in (
            Enclosed(
                "README.md",
                readme(finding, cited, rows=True, moved=moved).encode(), MARKDOWN, "Read this first",
            ),
            Enclosed("figures.csv", as_csv(figures), CSV, "The released figures"),
            Enclosed(ROWS, to_parquet(rows.frame), PARQUET, "The frozen rows, with codes for ids"),
            *_beside(finding, cited, tables),
            Enclosed(RESULT, _json(document), JSON, "What came out"),
        )
    }  # fmt: skip
    return _crate(run, cited, files, finding, data=document["addresses"]["data"])


def citable(finding: Finding) -> Citable:
    """How it is cited; what became of it since stands first."""
    moment = finding.released_at or finding.written_at
    analysis = finding.run.analysis
    page = page_of(finding.language, f"findings/{finding.public_id}/")
    return Citable(
        identifier=page,
        title=finding.headline,
        language=finding.language,
        authors=(finding.written_by.name,),
        publisher=analysis.project.programme.name,
        day=moment.date().isoformat(),
        version=str(finding.version),
        about="\n\n".join(filter(None, (_notice(finding), finding.limits))),
        related=(("IsDocumentedBy", page),),
    )


def _notice(finding: Finding) -> str:
    with translation.override(finding.language):
        return notice_of(finding)


def as_csv(frame: Frame) -> bytes:
    """Columns as CSV with a point and all digits; an empty cell is missing."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(frame)
    columns = [column.tolist() for column in frame.values()]
    for row in zip(*columns, strict=True):
        writer.writerow(["" if one != one else one for one in row])  # noqa: PLR0124 - NaN
    return out.getvalue().encode()


def _beside(finding: Finding, cited: Citable, tables: list[Described]) -> list[Enclosed]:
    study = Study(
        cited.title, cited.identifier, cited.authors, cited.publisher, cited.day, ACCESS,
        cited.language,
    )  # fmt: skip
    return [
        Enclosed(
            SPEC, ask_as_toml(finding.run.document["ask"]).encode(), TOML, "What was asked"
        ),
        Enclosed("codebook.xml", codebook(study, tables), XML, "DDI codebook of all columns"),
        Enclosed("datacite.json", datacite(cited, FORMATS), JSON, "How to cite it"),
        Enclosed("prov.json", prov(_thread(finding)), JSON, "Where it comes from (PROV-JSON)"),
    ]


def _again(run: Run, rows: Handed) -> dict[str, Any]:
    """The run on the rows that are handed out.

    What is drawn by chance is drawn in the order of the codes, and comes out a little otherwise.
    Raises NotTheSame where something else is missing: hidden cells.
    """
    then = run.document
    now = computed(
        read_ask(then["ask"]), rows.frame, code=then["code"], environment=then["environment"]
    )
    if rows.hidden and differences(then["result"], now["result"]):
        raise NotTheSame
    return now


def _public_result(run: Run) -> dict[str, Any]:
    """No more digits than the page shows, and of each check only what was looked at."""
    found, size = run.document["result"], behind(run)
    return {
        "method": found["method"],
        "estimand": found["estimand"],
        "seed": found["seed"],
        "estimates": {
            one.name: {
                "value": one.value,
                "low": one.low,
                "high": one.high,
                "level": one.level,
                "likely": list(one.likely) if one.likely else None,
            }
            for one in estimates_shown(run)
        },
        "schools": size.schools,
        "clusters": size.clusters,
        "checks": [{"code": one["code"], "level": one["level"]} for one in found["checks"]],
    }


def _crate(
    run: Run, cited: Citable, files: dict[str, Enclosed], finding: Finding, data: str = ""
) -> bytes:
    made = Made(
        method=run.document["result"]["method"],
        seed=run.document["ask"]["seed"],
        code=run.document["code"],
        environment=run.document["environment"],
        moment=run.ran_at.isoformat(timespec="milliseconds"),
        by=run.ran_by.name,
        seal=run.table.seal,
        home=page_of("en", ""),
        data=data,
    )
    return packed(cited, made, files.values(), at=finding.released_at or finding.written_at)


def _thread(finding: Finding) -> Thread:
    run, table = finding.run, finding.run.table
    times = {
        "frozen": table.frozen_at,
        "registered": run.analysis.registered_at,
        "ran": run.ran_at,
        "written": finding.written_at,
    }
    return Thread(
        finding=finding.public_id,
        run=run.public_id,
        analysis=run.analysis.public_id,
        spec=run.analysis.address,
        table=table.seal,
        kind=table.kind,
        rounds=len(table.sources),
        code=run.document["code"],
        times={name: moment.isoformat() for name, moment in times.items()},
        author=finding.written_by.name,
        runner=run.ran_by.name,
    )


def _sealed(run: Run) -> list[Described]:
    """What the sealed rows say is no secret; how many they are stands in the figures.

    Statements of a questionnaire stand in its own codebook.
    """
    try:
        table = described(run.table.kind, frame_of(run.table), file="not enclosed")
    except Undescribed:
        return []
    return [Described(table.file, 0, table.variables)]


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()
