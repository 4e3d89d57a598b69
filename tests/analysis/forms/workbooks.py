"""Workbooks for tests, written as they stand in a spreadsheet."""

import io

import xlsxwriter
from openpyxl import load_workbook


def workbook(**sheets):
    """Bytes of a workbook; a sheet is lines of cells parted by |."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name, text in sheets.items():
            page = book.add_worksheet(name)
            for at, line in enumerate(text.strip("\n").split("\n")):
                for column, cell in enumerate(line.split("|")):
                    page.write_string(at, column, cell.strip())
    return data.getvalue()


def cells(data):
    """Every sheet as a list of rows, each {column: text}; empty rows and cells left out."""
    book = load_workbook(io.BytesIO(data), read_only=True)
    found = {}
    for page in book.worksheets:
        lines = [["" if cell is None else str(cell) for cell in row] for row in page.values]
        rows = [dict(zip(lines[0], line, strict=False)) for line in lines[1:]] if lines else []
        filled = [{name: cell for name, cell in row.items() if cell} for row in rows]
        found[page.title] = [row for row in filled if row]
    return found


# A household form as in the XLSForm tutorials: groups in groups, a repeat, old spellings.
HOUSEHOLD = {
    "survey": """
type | name | label::English (en) | label::Français (fr) | hint::English (en) | required | relevant | constraint | constraint_message::English (en) | constraint_message::Français (fr) | appearance | repeat_count | default | calculation | media::image::English (en)
start | start
note | welcome | Welcome | Bienvenue
begin group | house | The house | La maison | | | | | | | field-list
select_one yes_no | has_children | Are there children? | Des enfants ? | Under 18 | yes
integer | children | How many? | Combien ? | | true() | ${has_children} = 'yes' | . > 0 and . <= 30 | From 1 to 30 | De 1 à 30 | | | 1
end group | house
begin_repeat | child | A child | Un enfant | | | ${has_children} = 'yes' | | | | | ${children}
text | first_name | First name | Prénom
select one from sex | sex | Girl or boy? | Fille ou garçon ? | | yes | | | | | horizontal
begin group | health
select_multiple ills | ills | Illnesses | Maladies | | | | | | | | | | | ills.png
end group
end repeat
calculate | twice | | | | | | | | | | | | ${children} * 2
select_one yes_no or_other | happy | Happy? | Content ?
geopoint | where | Where? | Où ?
""",
    "choices": """
list name | name | label::English (en) | label::Français (fr) | media::image | region
yes_no | yes | Yes | Oui
yes_no | no | No | Non
sex | f | Girl | Fille | girl.png | north
sex | m | Boy | Garçon
ills | cold | Cold | Rhume
ills | flu | Flu | Grippe
""",
    "settings": """
form_title | form_id | version | default_language | style
Household | household_1 | 2026042001 | English (en) | pages
""",
}
# A small form of a school, one language that no column names.
PLAIN = {
    "survey": """
type | name | label | hint | relevance | caption note
select_one scale | Q1 | We plan together | Each month
text | Q2 | Say how | | ${Q1} != 'na' | for later
""",
    "choices": """
list_name | name | label
scale | 1 | Not at all
scale | 5 | Fully
scale | na | Does not apply
""",
}
# Seven languages by code alone, our own columns, another sheet.
OURS = {
    "survey": """
type | name | label::en | label::it | label::hr | cordata::area | cordata::voices | cordata::levels | cordata::core | cordata::reversed
begin_group | A | Leadership | Guida | Vodstvo
select_one scale | A1 | We have a plan | Abbiamo un piano | Imamo plan | A | leaders teachers | | yes
select_one scale | A1_students | Your school has a plan | La tua scuola ha un piano | Tvoja škola ima plan | A | students | lower upper | yes | yes
end_group
""",
    "choices": """
list_name | name | label::en | label::it | label::hr
scale | 1 | Not at all | Per niente | Nimalo
scale | 5 | Fully | Del tutto | Potpuno
""",
    "settings": """
form_title | default_language | cordata::title::it | cordata::title::hr | cordata::intro::en
Whole school | English (en) | Tutta la scuola | Cijela škola | Why we ask
""",
    "cordata_areas": """
code | label::English (en) | label::Italiano (it) | label::Hrvatski (hr)
A | Leadership | Guida | Vodstvo
""",
    "notes": """
who | what
Ana | Check A1
""",
}  # fmt: skip
