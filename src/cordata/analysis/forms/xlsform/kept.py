"""What a form does not hold itself: other spellings, other columns, other sheets."""

from typing import Any

from cordata.analysis.forms.definition import Form, Group, Node
from cordata.analysis.forms.xlsform.cells import Row, Sheet
from cordata.analysis.forms.xlsform.columns import header_of, in_order
from cordata.analysis.forms.xlsform.rows import END, cells_of
from cordata.analysis.forms.xlsform.settings import written_settings

AREAS = "cordata_areas"
OURS = {"survey", "choices", "settings", AREAS}


def kept_beside(form: Form, sheets: dict[str, Sheet], settings: Row) -> dict[str, Any]:
    """``Form.settings`` of a workbook; empty if we would write it the same way."""
    kept: dict[str, Any] = {}
    columns = {
        name: list(sheets[name].header)
        for name in ("survey", "choices")
        if name in sheets and sheets[name].header != usual_header(form, name)
    }
    if columns:
        kept["columns"] = columns
    if settings != written_settings(form.titles, form.intro, form.languages, {}):
        kept["sheet"] = settings
    others = {
        name: [
            list(sheet.header),
            *([row.get(one, "") for one in sheet.header] for _at, row in sheet.rows),
        ]
        for name, sheet in sheets.items()
        if name not in OURS and sheet.header
    }
    return kept | ({"sheets": others} if others else {})


def usual_header(form: Form, sheet: str) -> tuple[str, ...]:
    """The columns that we would write for this form."""
    nodes: list[Any] = [*_nodes(form.children)]
    if sheet == "choices":
        nodes = [choice for listed in form.choices.values() for choice in listed]
    keys = {key for node in nodes for key in cells_of(node)}
    keys |= {("list_name", "")} if sheet == "choices" and nodes else set()
    usual = [header_of(key) for key in in_order(keys, form.languages)]
    others = [
        name
        for node in nodes
        for part in (node.extra, node.extra.get(END, {}))
        for name in part
        if name != END
    ]
    return tuple(dict.fromkeys([*usual, *others]))


def _nodes(nodes: tuple[Node, ...]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Group):
            found += _nodes(node.children)
    return found
