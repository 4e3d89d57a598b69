"""Columns of a table that leaves the house: one record for each, in every language."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from xml.etree import ElementTree as ET

type Text = Mapping[str, str]  # language -> words

DDI = "ddi:codebook:2_5"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True)
class Variable:
    """One column: what it says, and what each of its codes means.

    codes    what the cells may hold, where that is a short list
    missing  codes that stand for "no value", with the reason
    """

    name: str
    kind: Literal["number", "word"]
    says: Text
    codes: Mapping[str, Text] = field(default_factory=dict)
    missing: Mapping[int, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Described:
    """One table: its file, how many rows, and its columns in their order."""

    file: str
    rows: int
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Study:
    """What a codebook says of all its tables together."""

    title: str
    identifier: str
    authors: tuple[str, ...]
    publisher: str
    day: str
    access: str
    language: str = "en"


def codebook(study: Study, tables: Sequence[Described]) -> bytes:
    """DDI-Codebook 2.5: files and variables, with labels in every language."""
    ET.register_namespace("", DDI)
    book = ET.Element(_name("codeBook"), {"version": "2.5"})
    _study(book, study)
    for number, table in enumerate(tables, 1):
        described = ET.SubElement(book, _name("fileDscr"), {"ID": f"F{number}"})
        text = ET.SubElement(described, _name("fileTxt"))
        _add(text, "fileName", table.file)
        sizes = ET.SubElement(text, _name("dimensns"))
        _add(sizes, "caseQnty", str(table.rows))
        _add(sizes, "varQnty", str(len(table.variables)))
    records = ET.SubElement(book, _name("dataDscr"))
    for number, table in enumerate(tables, 1):
        for place, one in enumerate(table.variables, 1):
            _variable(records, one, f"F{number}", f"F{number}V{place}")
    ET.indent(book)
    written: bytes = ET.tostring(book, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def schema(table: Described, language: str = "en") -> bytes:
    """The columns as a JSON schema of one row: what a program checks a file against."""
    rows = {one.name: _column(one, language) for one in table.variables}
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": table.file,
        "type": "object",
        "properties": rows,
        "required": sorted(rows),
        "additionalProperties": False,
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def in_language(text: Text, language: str) -> str:
    """The words in a language, in English where it has none."""
    return text.get(language) or text["en"]


def _column(one: Variable, language: str) -> dict[str, object]:
    kind = "string" if one.kind == "word" else ["number", "null"]
    found: dict[str, object] = {"type": kind, "description": in_language(one.says, language)}
    if one.codes:
        found["enum"] = [*one.codes, ""]  # "" is missing
    return found


def _study(book: ET.Element, study: Study) -> None:
    described = ET.SubElement(book, _name("stdyDscr"))
    citation = ET.SubElement(described, _name("citation"))
    titles = ET.SubElement(citation, _name("titlStmt"))
    _add(titles, "titl", study.title).set(XML_LANG, study.language)
    _add(titles, "IDNo", study.identifier)
    people = ET.SubElement(citation, _name("rspStmt"))
    for author in study.authors:
        _add(people, "AuthEnty", author)
    _add(ET.SubElement(citation, _name("prodStmt")), "producer", study.publisher)
    _add(ET.SubElement(citation, _name("distStmt")), "distDate", study.day).set(
        "date", study.day
    )
    use = ET.SubElement(ET.SubElement(described, _name("dataAccs")), _name("useStmt"))
    _add(use, "conditions", study.access)


def _variable(records: ET.Element, one: Variable, file: str, key: str) -> None:
    facts = {"ID": key, "name": one.name, "files": file}
    if one.kind == "number":
        facts["intrvl"] = "contin"
    found = ET.SubElement(records, _name("var"), facts)
    _labels(found, one.says)
    for code, says in one.codes.items():
        _category(found, code, says)
    for number, says in one.missing.items():
        _category(found, str(number), says).set("missing", "Y")
    kind = "numeric" if one.kind == "number" else "character"
    ET.SubElement(found, _name("varFormat"), {"type": kind})


def _category(variable: ET.Element, code: str, says: Text) -> ET.Element:
    found = ET.SubElement(variable, _name("catgry"))
    _add(found, "catValu", code)
    _labels(found, says)
    return found


def _labels(of: ET.Element, says: Text) -> None:
    for language, words in says.items():
        _add(of, "labl", words).set(XML_LANG, language)


def _add(to: ET.Element, name: str, text: str) -> ET.Element:
    found = ET.SubElement(to, _name(name))
    found.text = text
    return found


def _name(name: str) -> str:
    return f"{{{DDI}}}{name}"
