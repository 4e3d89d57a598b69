"""What an import would change, school by school, as it was shown and is kept."""

import json
import zlib
from dataclasses import dataclass

from cordata.schools.models import RegisterImport
from cordata.schools.queries.imports import Changes

# Made from other facts, so they change with them.
DERIVED = frozenset({"search_text", "level_text"})


@dataclass(frozen=True)
class Told:
    """One school that is ``new``, ``changed`` or ``gone``; facts with before and after."""

    kind: str
    code: str
    name: str
    facts: tuple[tuple[str, str, str], ...] = ()


def told_of(changes: Changes) -> list[Told]:
    """All that changes: changed schools first, then those that go, then new ones."""
    changed = [
        Told(
            "changed",
            school.national_code,
            school.name,
            tuple(fact for fact in facts if fact[0] not in DERIVED),
        )
        for school, _want, facts in changes.changed
    ]
    gone = [Told("gone", school.national_code, school.name) for school in changes.gone]
    new = [Told("new", want.code, str(want.facts["name"])) for want in changes.new]
    return [one for part in (changed, gone, new) for one in sorted(part, key=_by_code)]


def _by_code(told: Told) -> str:
    return told.code


def pack(told: list[Told]) -> bytes:
    """Small enough to keep for every import."""
    plain = [[one.kind, one.code, one.name, one.facts] for one in told]
    return zlib.compress(json.dumps(plain, ensure_ascii=False).encode())


def told_in(taken: RegisterImport) -> list[Told]:
    """What the check of an import told."""
    if not taken.told:
        return []
    plain = json.loads(zlib.decompress(bytes(taken.told)))
    return [
        Told(kind, code, name, tuple((fact, before, after) for fact, before, after in facts))
        for kind, code, name, facts in plain
    ]
