"""Answers leave through one door: no page, file or command reads them past the gate."""

import ast
from pathlib import Path

from cordata.kit import catalogues

SOURCE = Path(catalogues.__file__).parents[1]
# What knows single answers or figures that nobody has looked at yet.
BEHIND = {
    "cordata.surveys.queries.figures",
    "cordata.surveys.queries.frozen_answers",
    "cordata.surveys.queries.scores",
    "cordata.surveys.queries.table",
    "cordata.surveys.models.answers",
    "cordata.analysis.surveys.scoring",
}
NAMES = {"Answers", "Snapshot"}
# A person's own sheet while it is being filled in, on screen or from paper; the demo's answers.
OWN_SHEET = ("web/answering/", "web/surveys/views/paper.py", "demo/year/rounds.py")
# Frozen for research; what is released of it asks evidence/queries/releasing.py.
FROZEN = ("evidence/queries/kinds/", "evidence/queries/recompute.py")
INSIDE = {
    "frozen_answers.py", "gate.py", "pooled.py", "recompute.py", "scores.py", "similar.py",
    "trust.py",
}  # fmt: skip


def imports(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, {one.name for one in node.names}


def test_the_top_floor_and_the_other_apps_do_not_reach_behind_the_gate():
    reaching = [
        path
        for file in SOURCE.rglob("*.py")
        if (path := file.relative_to(SOURCE).as_posix())
        and not path.startswith(("surveys/", "analysis/", *OWN_SHEET, *FROZEN))
        for module, names in imports(file)
        if module in BEHIND or (module == "cordata.surveys.models" and names & NAMES)
    ]

    assert reaching == []


def test_within_the_app_figures_are_read_by_the_gate_alone():
    readers = {
        file.name
        for file in (SOURCE / "surveys" / "queries").rglob("*.py")
        for module, names in imports(file)
        if module == "cordata.surveys.queries.figures" and names - {"METHOD"}
    }

    assert readers == INSIDE


def test_whatever_of_research_reads_answers_leaves_out_what_schools_took_back():
    door = "cordata.surveys.queries.withholding"
    readers = {
        path: {module for module, _names in imports(file)}
        for file in (SOURCE / "evidence" / "queries").rglob("*.py")
        if (path := file.relative_to(SOURCE).as_posix()) != "evidence/queries/recompute.py"
    }
    # Scores are read through a query that does it itself.
    past = {
        path
        for path, modules in readers.items()
        if modules & (BEHIND - {"cordata.surveys.queries.scores"}) and door not in modules
    }

    assert past == set()
    assert any(modules & BEHIND for modules in readers.values())


def test_open_answers_and_counts_are_read_from_what_is_frozen_in_one_place_alone():
    readers = {
        file.name
        for file in SOURCE.rglob("*.py")
        for kept in ("texts", "counts")
        if f'manifest["{kept}"]' in file.read_text(encoding="utf-8")
    }

    assert readers == {"besides.py"}
