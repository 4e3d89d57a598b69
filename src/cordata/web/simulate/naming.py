"""Parts, drivers, payers, kinds of schools and faults of a file in words."""

from django.utils.translation import gettext as _

from cordata.analysis.advice.places import Problem
from cordata.web.instruments.words import language_name
from cordata.web.templatetags.cordata import level


def part_name(part: str) -> str:
    """What the money is spent on."""
    return {
        "mentors": _("Hours of mentor schools"),
        "mentees": _("Hours of mentee schools"),
        "travel": _("Hours on the road"),
        "driving": _("Kilometres driven"),
        "support": _("Support by the authority"),
        "training": _("Training of mentor teams"),
    }[part]


def driver_name(driver: str) -> str:
    """What is not known exactly."""
    return {
        "mentee": _("hours of mentee schools"),
        "travel": _("travel: how often, and how many people"),
        "support": _("support by the authority"),
        "training": _("training of mentor teams"),
        "pay": _("pay: whose hours they are"),
        "growth": _("how many finish, become mentors and stay"),
    }[driver]


def dimension_name(dimension: str) -> str:
    """In which respect schools are alike."""
    return {
        "level": _("School level"),
        "size": _("Size"),
        "rurality": _("Where they lie"),
        "language": _("Language of teaching"),
    }[dimension]


def value_name(dimension: str, value: str) -> str:
    """A kind of school, as a phrase that stands alone."""
    if dimension == "level":
        return level(value)
    if dimension == "language":
        return language_name(value)
    return {
        "small": _("up to 200 pupils"),
        "middle": _("201 to 599 pupils"),
        "large": _("600 pupils or more"),
        "remote": _("rural, mountain or island"),
        "other": _("town, city or near one"),
    }[value]


def problem_in_words(one: Problem) -> str:
    """What is wrong with a line, and what would be right."""
    said = {
        "header": _("The first line must be: dimension,value,schools"),
        "dimension": _("Line %(line)d: “%(found)s” is no dimension. Use level, size, rurality or "
                       "language."),
        "value": _("Line %(line)d: “%(found)s” is not known here. See the template."),
        "number": _("Line %(line)d: “%(found)s” is no whole number of schools."),
        "twice": _("Line %(line)d: “%(found)s” stands there twice."),
        "long": _("The file has %(line)d lines. It can have 200 at most."),
        "empty": _("There is no school in the file."),
    }[one.code]  # fmt: skip
    return said % {"line": one.line, "found": one.found}
