"""From a workbook to a form; everything that is wrong is said at once."""

from dataclasses import dataclass, field, replace
from typing import Any

from cordata.analysis.forms.definition import Choice, Form, Group, Node
from cordata.analysis.forms.xlsform.accepted import refused_by_converter
from cordata.analysis.forms.xlsform.cells import EMPTY, Row, Sheet, read_workbook
from cordata.analysis.forms.xlsform.columns import Key, default_of, keys_of
from cordata.analysis.forms.xlsform.kept import AREAS, kept_beside
from cordata.analysis.forms.xlsform.mistakes import mistakes, places_in
from cordata.analysis.forms.xlsform.problems import Problem, WrongForm
from cordata.analysis.forms.xlsform.rows import END, beyond, by_header, by_key, cells_of, end_of
from cordata.analysis.forms.xlsform.settings import DEFAULT, read_settings
from cordata.analysis.forms.xlsform.types import Opening, closes, opened_by, question_of, texts


def read_xlsform(data: bytes, fallback: str = "en") -> Form:
    """The form of an XLSForm workbook.

    fallback  the language of columns that name none, if the settings do not tell either
    Raises WrongForm with every problem; what we find in order, the maintained converter of
    XLSForms (pyxform) must accept as well.
    """
    sheets = read_workbook(data)
    survey = sheets.get("survey", EMPTY)
    rows = sheets.get("settings", EMPTY).rows
    settings = rows[0][1] if rows else {}
    default = default_of(survey.header, settings.get(DEFAULT, ""), fallback)
    reader = _Reader(default)
    choices = reader.choices(sheets.get("choices", EMPTY))
    children = reader.survey(survey, set(choices))
    problems = reader.problems
    if all(one.code != "no_such_column" for one in problems):
        problems = [*problems, *mistakes(survey, sheets.get("choices", EMPTY), default)]
    problems = problems or refused_by_converter(data)
    if problems:
        raise WrongForm(*problems)
    said = read_settings(settings, default)
    form = Form(
        titles=said.titles,
        languages=reader.languages(survey, sheets.get("choices", EMPTY)),
        children=children,
        choices=choices,
        intro=said.intro,
        areas=reader.areas(sheets.get(AREAS, EMPTY)),
    )
    return replace(form, settings=kept_beside(form, sheets, settings))


def rows_of(data: bytes) -> dict[str, tuple[str, int]]:
    """Sheet and row of what a workbook names, to say where something is to be mended."""
    return places_in(read_workbook(data), "")


@dataclass
class _Reader:
    """Goes through the sheets and notes what is wrong."""

    default: str
    problems: list[Problem] = field(default_factory=list)

    def languages(self, *sheets: Sheet) -> tuple[str, ...]:
        """The default first, then as the columns name them."""
        keys = [key for sheet in sheets for key in keys_of(sheet.header, self.default)]
        named = [language for _field, language in keys if language]
        return tuple(dict.fromkeys([self.default, *named]))

    def areas(self, sheet: Sheet) -> dict[str, dict[str, str]]:
        """Names of the areas by their code."""
        columns = keys_of(sheet.header, self.default)
        found = [(by_key(row, columns), row) for _number, row in sheet.rows]
        return {cells.get(("code", ""), ""): texts(cells, "label") for cells, _row in found}

    def choices(self, sheet: Sheet) -> dict[str, tuple[Choice, ...]]:
        """The lists of choices in order."""
        columns = keys_of(sheet.header, self.default)
        found: dict[str, list[Choice]] = {}
        for number, row in sheet.rows:
            cells = by_key(row, columns)
            name, of = cells.get(("name", ""), ""), cells.get(("list_name", ""), "")
            if not name or not of:
                self.note("choice_without_name", "choices", number)
                continue
            if name in {one.name for one in found.get(of, ())}:
                self.note("choice_twice", "choices", number, name)
            choice = Choice(name, texts(cells, "label"))
            ours = by_header({**cells_of(choice), ("list_name", ""): of}, columns)
            found.setdefault(of, []).append(replace(choice, extra=beyond(row, ours)))
        return {name: tuple(listed) for name, listed in found.items()}

    def survey(self, sheet: Sheet, lists: set[str]) -> tuple[Node, ...]:
        """Groups and questions as a tree."""
        columns = keys_of(sheet.header, self.default)
        lacking = [needed for needed in ("type", "name") if (needed, "") not in columns]
        for needed in lacking:
            self.note("no_such_column", "survey", 1, needed)
        if lacking:
            return ()
        open_groups: list[Opening] = [Opening(Group("", ()), 0)]
        for number, row in sheet.rows:
            self._line(number, row, columns, open_groups, lists)
        for group in open_groups[1:]:
            self.note("group_not_closed", "survey", group.row, group.group.name)
        if not open_groups[0].children and not self.problems:
            self.note("no_question", "survey")
        return tuple(open_groups[0].children)

    def _line(
        self,
        number: int,
        row: Row,
        columns: dict[Key, str],
        stack: list[Opening],
        lists: set[str],
    ) -> None:
        cells = by_key(row, columns)
        said = cells.get(("type", ""), "")
        repeat = closes(said)
        if repeat is not None:
            self._close(number, row, columns, stack, repeat=repeat)
            return
        if not said:
            self.note("no_type", "survey", number, next(iter(row.values())))
            return
        group = opened_by(said, cells)
        if group is not None:
            ours = by_header(cells_of(group), columns)
            stack.append(Opening(replace(group, extra=beyond(row, ours)), number))
            return
        question = question_of(said, cells)
        if question.choices and question.choices not in lists:
            self.note("unknown_list", "survey", number, question.choices)
        if not question.name:
            self.note("no_name", "survey", number, said)
        ours = by_header(cells_of(question), columns)
        stack[-1].children.append(replace(question, extra=beyond(row, ours)))

    def _close(
        self,
        number: int,
        row: Row,
        columns: dict[Key, str],
        stack: list[Opening],
        *,
        repeat: bool,
    ) -> None:
        if len(stack) == 1 or stack[-1].group.repeat != repeat:
            self.note("nothing_to_close", "survey", number)
            return
        done = stack.pop()
        ours = by_header(
            {(name, ""): cell for name, cell in end_of(done.group).items()}, columns
        )
        end: dict[str, Any] = beyond(row, ours)
        extra = {**done.group.extra, END: end} if end else done.group.extra
        closed = replace(done.group, children=tuple(done.children), extra=extra)
        stack[-1].children.append(closed)

    def note(self, code: str, sheet: str, row: int = 0, found: str = "") -> None:
        """Remember that something is wrong."""
        self.problems.append(Problem(code, sheet, row, found))
