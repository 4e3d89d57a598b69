"""XLSForm: the spreadsheet in which much of the world writes questionnaires. In and out.

Nothing is lost on the way: what we do not read is kept where it stood (``extra`` of a
question, ``settings`` of the form) and written again.
"""

from cordata.analysis.forms.xlsform.columns import intro_column, title_column
from cordata.analysis.forms.xlsform.problems import Problem, WrongForm
from cordata.analysis.forms.xlsform.reading import read_xlsform, rows_of
from cordata.analysis.forms.xlsform.writing import write_xlsform

__all__ = [
    "Problem",
    "WrongForm",
    "intro_column",
    "read_xlsform",
    "rows_of",
    "title_column",
    "write_xlsform",
]
