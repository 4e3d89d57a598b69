"""What keeps a form from being used, in words; and the words for voices, levels and answers."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cordata.analysis.forms.checking import Lack
from cordata.analysis.forms.definition import Form, Question, in_language
from cordata.analysis.forms.lock import Breach
from cordata.analysis.forms.xlsform import Problem, intro_column, title_column

VOICES = {
    "leaders": gettext_lazy("School leaders"),
    "teachers": gettext_lazy("Teachers"),
    "students": gettext_lazy("Pupils"),
}
LEVELS = {
    "primary": gettext_lazy("Primary school"),
    "lower": gettext_lazy("Lower secondary school"),
    "upper": gettext_lazy("Upper secondary school"),
    "vocational": gettext_lazy("Vocational school"),
}
FIELDS = {
    "relevant": gettext_lazy("condition"),
    "constraint": gettext_lazy("limit"),
    "calculation": gettext_lazy("calculation"),
}
LACKS = {
    "no_question": gettext_lazy("It asks nothing yet."),
    "bad_name": gettext_lazy("“%(where)s” is no usable name: letters, digits, _ and - only."),
    "name_twice": gettext_lazy("The name “%(where)s” is used twice."),
    "title_missing": gettext_lazy(
        "The title is missing (%(language)s). In a spreadsheet it stands in the sheet “settings”, "
        "in the column “%(column)s”."
    ),
    "intro_missing": gettext_lazy(
        "The purpose is missing (%(language)s). In a spreadsheet it stands in the sheet “settings”, "
        "in the column “%(column)s”."
    ),
    "text_missing": gettext_lazy("%(where)s: the text is missing (%(language)s)."),
    "no_choices": gettext_lazy("%(where)s: the list of choices “%(found)s” is empty."),
    "choice_twice": gettext_lazy("The list %(where)s has “%(found)s” twice."),
    "unknown_question": gettext_lazy("%(where)s, %(field)s: there is no question “%(found)s”."),
    "unknown_area": gettext_lazy("%(where)s: there is no area “%(found)s”."),
    "unknown_voice": gettext_lazy("%(where)s: there is no voice “%(found)s”."),
    "unknown_level": gettext_lazy("%(where)s: there is no school level “%(found)s”."),
    "unread_column": gettext_lazy(
        "%(where)s: our pages do not do what the column “%(column)s” asks for: %(found)s"
    ),
    "text_to_fill_in": gettext_lazy(
        "%(where)s: “%(found)s” would not be filled in: texts are shown as they stand."
    ),
    "no_scale": gettext_lazy(
        "%(where)s counts for an area: the choices of “%(found)s” must be numbered from 1 to 5, "
        "besides na and pns."
    ),
    "repeat": gettext_lazy("%(where)s: a part that repeats cannot be asked on our pages."),
    "unknown_kind": gettext_lazy(
        "%(where)s: a question of the kind “%(found)s” cannot be asked on our pages."
    ),
}
# Other programs know one title in one language: nobody could guess ours.
COLUMNS = {"title_missing": title_column, "intro_missing": intro_column}
WHY = {
    "ends_early": gettext_lazy("it ends too early"),
    "unexpected": gettext_lazy("“%(found)s” is not expected here"),
    "unknown_function": gettext_lazy("the function “%(found)s” is not known here"),
    "unknown_sign": gettext_lazy("“%(found)s” cannot be read"),
    "wrong_arguments": gettext_lazy("“%(found)s” has too few or too many arguments"),
    "pattern_not_fixed": gettext_lazy("the pattern must be written out"),
    "bad_pattern": gettext_lazy("the pattern “%(found)s” cannot be read"),
    "slow_pattern": gettext_lazy(
        "the pattern “%(found)s” repeats a group, which can take for ever"
    ),
    "too_deep": gettext_lazy("it has too many brackets within brackets"),
    "too_long": gettext_lazy("it is too long"),
}
BREACHES = {
    "left_out": gettext_lazy("%(where)s is locked and cannot be left out."),
    "changed": gettext_lazy("%(where)s is locked: how it is asked cannot change."),
    "reworded": gettext_lazy("%(where)s is locked: its words (%(language)s) cannot change."),
    "choices": gettext_lazy("%(where)s is locked: its choices cannot change."),
    "order": gettext_lazy("%(where)s is locked: its place among the others cannot change."),
    "moved": gettext_lazy("%(where)s is locked: it cannot stand in another group."),
    "no_prefix": gettext_lazy(
        "%(where)s: names of your country's own questions begin with “%(found)s”."
    ),
    "marked_core": gettext_lazy("%(where)s: only the platform's own questions can be locked."),
    "area": gettext_lazy("The name of area %(where)s (%(language)s) cannot change."),
    "language_lost": gettext_lazy("%(language)s cannot be left out."),
}
PROBLEMS = {
    "no_such_column": gettext_lazy("The column “%(found)s” is missing."),
    "column_twice": gettext_lazy("The column “%(found)s” stands there twice."),
    "no_type": gettext_lazy("The type is missing beside “%(found)s”."),
    "no_name": gettext_lazy("The name is missing beside “%(found)s”."),
    "name_twice": gettext_lazy("The name “%(found)s” is used twice: give one of them another."),
    "unknown_list": gettext_lazy("The sheet “choices” has no list “%(found)s”: add it there."),
    "choice_without_name": gettext_lazy("A choice needs its list and a name."),
    "choice_twice": gettext_lazy("The choice “%(found)s” stands in its list twice."),
    "group_not_closed": gettext_lazy("The group “%(found)s” begins here and never ends."),
    "nothing_to_close": gettext_lazy("Something ends here that has not begun."),
    "no_question": gettext_lazy("There is no question in it."),
    "too_large": gettext_lazy("The file is too large: at most 5 MB and 5,000 rows a sheet."),
    "not_a_workbook": gettext_lazy("This is no XLSX workbook. Save it as XLSX and try again."),
    "bad_name": LACKS["bad_name"],
    "unknown_type": gettext_lazy("“%(found)s” is no type of question."),
    "no_list": gettext_lazy("After “%(found)s” comes the name of its list of choices."),
    "no_label": gettext_lazy("The label is missing beside “%(found)s”."),
    "unknown_question": gettext_lazy("There is no question “%(name)s”."),
    "converter": gettext_lazy("The XLSForm converter refuses it and says: %(found)s"),
}


def language_name(code: str) -> str:
    """A language by its own name."""
    return dict(settings.LANGUAGES).get(code, code)


def lack_in_words(lack: Lack) -> str:
    """What is missing, and where."""
    facts = {
        "where": lack.where,
        "language": language_name(lack.language),
        "field": str(FIELDS.get(lack.field, "")),
        "column": COLUMNS[lack.code](lack.language) if lack.code in COLUMNS else lack.field,
        "found": lack.found,
    }
    if lack.code in LACKS:
        return str(LACKS[lack.code]) % facts
    return _("%(where)s, %(field)s, at character %(position)d: %(why)s.") % {
        **facts,
        "position": lack.position,
        "why": why_in_words(lack.code, lack.found),
    }


def why_in_words(code: str, found: str) -> str:
    """What is wrong with an expression."""
    return str(WHY[code]) % {"found": found}


def breach_in_words(breach: Breach) -> str:
    """Where a lock would be broken."""
    return str(BREACHES[breach.code]) % {
        "where": breach.where,
        "found": breach.found,
        "language": language_name(breach.found),
    }


def recoded_in_words(name: str, number: int) -> str:
    """Why a question may not change its meaning."""
    return _(
        "%(name)s was answered in version %(number)d and would now mean something else. "
        "Give the new question a new name."
    ) % {"name": name, "number": number}


def problem_in_words(problem: Problem) -> str:
    """What is wrong in a workbook, and where to look."""
    facts = dict.fromkeys(["found", "where", "name"], problem.found)
    return in_sheet(str(PROBLEMS[problem.code]) % facts, problem.sheet, problem.row)


def in_sheet(what: str, sheet: str, row: int) -> str:
    """Something to mend, with the sheet and row where it stands, if they are known."""
    if row:
        facts = {"sheet": sheet, "row": row, "what": what}
        return _("Sheet %(sheet)s, row %(row)d: %(what)s") % facts
    return _("Sheet %(sheet)s: %(what)s") % {"sheet": sheet, "what": what} if sheet else what


def answer_in_words(form: Form, question: Question, language: str) -> str:
    """How a question is answered."""
    listed = form.choices.get(question.choices, ())
    if listed:
        return " · ".join(in_language(choice.labels, language) for choice in listed)
    return {
        "integer": _("a whole number"),
        "decimal": _("a number"),
        "date": _("a day"),
        "note": _("only read"),
        "calculate": _("computed"),
    }.get(question.kind, _("in own words"))
