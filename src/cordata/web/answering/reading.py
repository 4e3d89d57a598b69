"""What a page sent, by the name of the question; what was taken back is an empty list."""

from django.http import QueryDict

from cordata.analysis.forms.definition import Question
from cordata.analysis.forms.kinds import SAID


def read(posted: QueryDict) -> dict[str, list[str]]:
    """What was answered to everything that the page says it asked."""
    asked = [name for name in posted.get("asked", "").split(",") if name]
    return {name: posted.getlist(name) for name in asked}


def asked_on(questions: list[Question]) -> list[str]:
    """The names of what can be answered on a page."""
    return [one.name for one in questions if one.kind not in SAID]
