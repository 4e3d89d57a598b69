"""What every register becomes: rows and problems."""

from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why a cell or a line was not taken as it stands."""

    MISSING_CODE = "missing_code"
    MISSING_NAME = "missing_name"
    DUPLICATE_CODE = "duplicate_code"
    BAD_NUMBER = "bad_number"
    BAD_COORDINATE = "bad_coordinate"
    SHORT_ROW = "short_row"
    NOT_A_SCHOOL = "not_a_school"


# These lose the line; the others lose only the cell.
LOSES_LINE = frozenset(
    {Reason.MISSING_CODE, Reason.MISSING_NAME, Reason.DUPLICATE_CODE, Reason.SHORT_ROW}
)


@dataclass(frozen=True)
class Problem:
    """One thing wrong, where it stands and what stood there."""

    line: int
    column: str
    value: str
    reason: Reason


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """One site of one school, as a register tells it. Unknown text is empty."""

    line: int
    school_code: str
    site_code: str
    school_name: str
    site_name: str
    is_main: bool = False
    owner_code: str = ""
    owner_name: str = ""
    kind: str = ""
    levels: tuple[str, ...] = ()
    language: str = ""
    sector: str = ""
    address: str = ""
    postcode: str = ""
    municipality: str = ""
    municipality_code: str = ""
    province: str = ""
    region: str = ""
    lat: float | None = None
    lon: float | None = None
    precision: str = "none"
    pupils: int | None = None
    mountain: bool = False
    island: bool = False


@dataclass(frozen=True)
class Reading:
    """What one file gave: good rows, and every bad one with its reason."""

    rows: tuple[RegisterRow, ...]
    problems: tuple[Problem, ...]
    lines: int
    skipped: int = 0  # lines that are no schools: canteens, closed ones
    notes: dict[str, str] = field(default_factory=dict)


class WrongFile(Exception):
    """The whole file cannot be used. ``code`` says why; ``facts`` what was found."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(f"{code}: {facts}")
        self.code, self.facts = code, facts
