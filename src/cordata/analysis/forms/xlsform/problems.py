"""What is wrong with a workbook, by sheet and row, so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing to mend.

    code   a short word; the pages say it in the person's language
    sheet  "survey", "choices", ...; "" for the whole file
    row    as a spreadsheet counts, 0 for none
    found  what stands there, or what the converter said
    """

    code: str
    sheet: str = ""
    row: int = 0
    found: str = ""


class WrongForm(Exception):
    """The workbook is no form that can be used; every problem at once."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{one.sheet} {one.row} {one.code}" for one in problems))
        self.problems = problems
