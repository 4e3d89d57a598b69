"""What may be shown of one release: the question that every page, file and letter asks.

A mean that is shown with its n tells a sum. Sums can be subtracted from each other: "all" less
two voices is the third; a round that was closed, opened again and closed with one sheet more
tells that sheet; so does a sheet that was changed in between. Here all of it is one ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cordata.analysis.disclosure.ledger import (
    Atom,
    Ledger,
    Secret,
    differs_by_few,
    small_groups,
)
from cordata.analysis.disclosure.rules import OWN_SCREEN, Reason, Thresholds, first_look
from cordata.analysis.disclosure.suppress import suppress

PLAIN = 1e4  # hiding a voice costs so many people more than hiding several voices pooled


@dataclass(frozen=True)
class Cell:
    """A mean with its n that one could show, or showed: who it is about, and what they said.

    key      what the caller calls it, such as ("B", "teachers")
    of       what is measured; figures about different things cannot be subtracted
    scores   sheet -> score on it. A sheet's name is the same in all rounds in which it is
             the same sheet: the row of a frozen answer table, never a person
    answers  at each point of the scale, from 1 up
    schools  sheet -> school, where several schools are pooled
    """

    key: tuple[str, ...]
    of: str
    scores: Mapping[str, float]
    answers: tuple[int, ...]
    schools: Mapping[str, str] | None = None


def clear(
    cells: Sequence[Cell],
    earlier: Sequence[Cell] = (),
    thresholds: Thresholds = OWN_SCREEN,
) -> dict[tuple[str, ...], Reason]:
    """Why each cell is hidden, or ``Reason.SHOWN``: the cells are then safe together.

    cells       of this release, with their keys all different
    earlier     everything that was shown before and shares a sheet with them

    What is hidden beyond the cells' own reasons costs as little as possible: first figures that
    pool several others, then those about the fewest people. What was given away by ``earlier``
    cannot be taken back; it is only made no worse.
    """
    reasons = {cell.key: look_at(cell, thresholds) for cell in cells}
    if len(reasons) < len(cells):
        raise ValueError("two cells have one key")
    for of in sorted({cell.of for cell in cells}):
        mine = [cell for cell in cells if cell.of == of]
        before = [cell for cell in earlier if cell.of == of]
        ledger, rows = _ledger(before, mine)
        for cell, row in zip(mine, rows, strict=True):
            if reasons[cell.key] in (Reason.SHOWN, Reason.ALIKE) and differs_by_few(
                ledger, row, ledger.published, thresholds
            ):
                reasons[cell.key] = Reason.DIFFERENCE
        known = [reasons[cell.key] for cell in mine]
        for cell, hide in zip(mine, _complement(ledger, rows, known, thresholds), strict=True):
            if hide and reasons[cell.key] == Reason.SHOWN:
                reasons[cell.key] = Reason.COMPLEMENT
    return reasons


def look_at(cell: Cell, thresholds: Thresholds = OWN_SCREEN) -> Reason:
    """The reason that a cell has in itself, whatever else is shown."""
    people, answers = np.array(len(cell.scores)), np.array(cell.answers, dtype=np.int64)
    reason = Reason(str(first_look(people, answers, thresholds)))
    schools = len(set(cell.schools.values())) if cell.schools else 1
    enough = schools >= thresholds.schools or reason in (Reason.NOBODY, Reason.FEW)
    return reason if enough else Reason.SCHOOLS


def _ledger(
    before: Sequence[Cell], mine: Sequence[Cell]
) -> tuple[Ledger, list[frozenset[str]]]:
    """The ledger before this release, and this release's rows.

    An atom is made of the sheets, with their scores, that stand in the same cells and are of
    one school. A sheet that was changed is another one, so that the change is seen.
    """
    cells = [*before, *mine]
    points = max((len(cell.answers) for cell in cells), default=1)
    atoms: dict[str, Atom] = {}
    rows: list[set[str]] = [set() for _cell in cells]
    for (where, school), scores in sorted(_together(cells).items()):
        key = f"atom {len(atoms)}"
        total = float(sum(sorted(scores)))
        atoms[key] = Atom.of_scores(key, total, len(scores), points=points, school=school)
        for at in where:
            rows[at].add(key)
    frozen = [frozenset(row) for row in rows]
    return Ledger(atoms, tuple(frozen[: len(before)])), frozen[len(before) :]


def _together(cells: Sequence[Cell]) -> dict[tuple[tuple[int, ...], str], list[float]]:
    """Cells in which they stand, and school -> scores of the sheets that belong together."""
    places: dict[tuple[str, float, str], list[int]] = {}
    for at, cell in enumerate(cells):
        for sheet, score in cell.scores.items():
            school = (cell.schools or {}).get(sheet, "")
            places.setdefault((sheet, score, school), []).append(at)
    groups: dict[tuple[tuple[int, ...], str], list[float]] = {}
    for (_sheet, score, school), where in places.items():
        groups.setdefault((tuple(where), school), []).append(score)
    return groups


def _complement(
    ledger: Ledger,
    rows: Sequence[frozenset[str]],
    why: Sequence[Reason],
    thresholds: Thresholds,
) -> list[bool]:
    """Which rows must be hidden in the end."""
    told = [row for row, reason in zip(rows, why, strict=True) if reason == Reason.SHOWN]
    within = frozenset().union(*told, *ledger.published)
    secrets = small_groups(ledger, thresholds, within=within)
    secrets += [
        Secret(row, max(ledger.atoms[key].high / ledger.atoms[key].people for key in row) - 1)
        for row, reason in zip(rows, why, strict=True)
        if reason == Reason.ALIKE and row <= within
    ]
    hidden = [reason != Reason.SHOWN for reason in why]
    if not secrets or not told:
        return hidden
    pooled = [any(other < row for other in rows) for row in rows]
    costs = [
        ledger.people(row) + (0.0 if many else PLAIN)
        for row, many in zip(rows, pooled, strict=True)
    ]
    tables = ledger.tables(rows, secrets, costs)
    start = len(ledger.atoms)
    first = start + len(ledger.published)
    hide = np.ones(len(tables.numbers), dtype=np.bool_)
    hide[start : first + len(rows)] = [*(False for _row in ledger.published), *hidden]
    shown = np.zeros(len(hide), dtype=np.bool_)
    shown[start:first] = True
    last = len(hide) - len(secrets)
    protect = {last + at: one.width for at, one in enumerate(secrets)}
    found = suppress(tables, protect, hide=hide, shown=shown)
    return [bool(one) for one in found.hidden[first : first + len(rows)]]
