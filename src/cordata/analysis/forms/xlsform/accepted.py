"""Whether pyxform, the maintained converter of XLSForms, accepts a workbook."""

import re

from cordata.analysis.forms.xlsform.problems import Problem

# What it has not thought of breaks it in other ways: to us that is a refusal too.
ROW = re.compile(r"\[row\s*:\s*(\d+)\]\s*")


def refused_by_converter(data: bytes) -> list[Problem]:
    """What the converter says against it, in its own (English) words; empty if nothing."""
    from pyxform.errors import PyXFormError  # slow to load: few requests read a workbook
    from pyxform.xls2xform import convert

    try:
        convert(xlsform=data, file_type=".xlsx", form_name="data", warnings=[])
    except (PyXFormError, ValueError, KeyError, TypeError, AttributeError) as error:
        said = str(error).strip()
        row = ROW.search(said)
        return [
            Problem("converter", "survey", int(row[1]) if row else 0, ROW.sub("", said)[:400])
        ]
    return []
