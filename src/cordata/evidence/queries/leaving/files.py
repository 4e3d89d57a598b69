"""The files in which rows are handed to researchers, each from the same rows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from cordata.analysis.crates.variables import Described, Study, codebook, in_language
from cordata.evidence.models import Run
from cordata.evidence.queries.leaving.crates import as_csv, research_crate
from cordata.evidence.queries.leaving.dictionary import TOO_FEW
from cordata.evidence.queries.leaving.readme import ACCESS
from cordata.evidence.queries.leaving.rows import Handed, rows_for_researchers
from cordata.kit.frames import Column, to_parquet
from cordata.kit.statfiles import Labels, to_spss, to_stata


class NoFinding(Exception):
    """A crate is of a finding, and none is written on the run."""


@dataclass(frozen=True)
class File:
    """One format: how its name ends, its media type, its label, how it is made."""

    ending: str
    kind: str
    label: object
    make: Callable[[Run], bytes]


def _csv(run: Run) -> bytes:
    return as_csv(_marked(rows_for_researchers(run, file="rows.csv")))


def _parquet(run: Run) -> bytes:
    return to_parquet(_marked(rows_for_researchers(run, file="rows.parquet")))


def _spss(run: Run) -> bytes:
    rows = rows_for_researchers(run, file="rows.sav")
    return to_spss(rows.frame, _labels(run, rows))


def _stata(run: Run) -> bytes:
    rows = rows_for_researchers(run, file="rows.dta")
    return to_stata(rows.frame, _labels(run, rows))


def _codebook(run: Run) -> bytes:
    rows = rows_for_researchers(run, file="rows")
    project = run.analysis.project
    study = Study(
        run.analysis.title, run.public_id, (run.ran_by.name,), project.programme.name,
        run.ran_at.date().isoformat(), ACCESS, get_language() or "en",
    )  # fmt: skip
    return codebook(study, [rows.about])


def _crate(run: Run) -> bytes:
    finding = run.findings.order_by("-released_at", "-pk").first()
    if finding is None:
        raise NoFinding
    return research_crate(finding)


FILES: Mapping[str, File] = {
    "sav": File("sav", "application/x-spss-sav", gettext_lazy("SPSS, with labels"), _spss),
    "dta": File("dta", "application/x-stata-dta", gettext_lazy("Stata, with labels"), _stata),
    "csv": File("csv", "text/csv", gettext_lazy("CSV"), _csv),
    "parquet": File("parquet", "application/vnd.apache.parquet", gettext_lazy("Parquet"), _parquet),
    "ddi": File("xml", "application/xml", gettext_lazy("Codebook of the columns (DDI)"), _codebook),
    "crate": File("zip", "application/zip", gettext_lazy("Everything to compute it again (RO-Crate)"), _crate),
}  # fmt: skip


def columns_of(about: Described) -> list[tuple[str, str, list[str]]]:
    """Name, label and codes of each column, in the reader's language."""
    language = get_language() or "en"
    return [
        (
            one.name,
            in_language(one.says, language),
            [
                f"{code}: {in_language(says, language)}"
                for code, says in (*one.codes.items(), *one.missing.items())
            ],
        )
        for one in about.variables
    ]


def _marked(rows: Handed) -> dict[str, Column]:
    """Hidden cells hold the code that the codebook explains; an empty one is missing."""
    return {
        name: np.where(rows.places[name], float(TOO_FEW), column)
        if name in rows.places
        else column
        for name, column in rows.frame.items()
    }


def _labels(run: Run, rows: Handed) -> Labels:
    language = get_language() or "en"
    variables = rows.about.variables
    return Labels(
        title=run.analysis.title,
        columns={one.name: in_language(one.says, language) for one in variables},
        codes={
            one.name: {code: in_language(says, language) for code, says in one.codes.items()}
            for one in variables
            if one.codes
        },
        hidden=rows.places,
        missing=TOO_FEW,
        reason=_("Hidden: fewer than ten people answered, or theirs could be worked out"),
    )
