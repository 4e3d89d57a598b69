"""The paper version of a voice's questions, and slips to cut."""

from itertools import groupby
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from cordata.analysis.forms.definition import Question, in_language
from cordata.analysis.forms.relevance import conditional
from cordata.kit.pdf import make_pdf
from cordata.surveys.models import Invited
from cordata.surveys.queries.forms import form_of
from cordata.surveys.queries.letters import last_day, link_of
from cordata.web.answering.readers import who_reads, who_sees
from cordata.web.answering.showing import only_if
from cordata.web.surveys.forms.sheets import on_paper
from cordata.web.surveys.qr import picture_of

HERE = Path(__file__).parent


def sheet_pdf(invited: Invited, language: str) -> bytes:
    """The questions in the order of the screen, with the numbers that the entry screen wants."""
    form, questions = on_paper(invited)
    numbered, depends = list(enumerate(questions, 1)), conditional(form)
    blocks = [
        _block(
            [in_language(one.labels, language) for one in form.choices.get(choices, ())],
            list(group),
            language,
            depends,
        )
        for (choices, _kind), group in groupby(numbered, key=lambda one: _alike(one[1]))
    ]
    data = _head(invited, language) | {
        "intro": [
            _(
                "You tell your school what works and what should change: it sets its next goals by it."
            )
            if invited.round.participation_id
            else _("You tell your cluster what was good and what should change."),
            *who_sees(invited.round, questions),
            _("Tick one box in each row, fold the sheet, and put it into the box."),
        ],
        "blocks": blocks,
        "who_reads": who_reads(invited.round),
        "on_screen": _("Or answer on a screen:"),
    }
    return make_pdf(HERE / "sheet.typ", data)


def slips_pdf(invited: Invited, codes: list[str]) -> bytes:
    """Ten slips to a page, each with its own code and picture."""
    data = _head(invited, get_language() or "en") | {
        "say": _("Scan the picture, or open the address and type the code. It works once, and "
                 "nobody knows whose it was."),
        "address": link_of(invited),
        "slips": [
            {"code": f"{code[:4]} {code[4:]}", "qr": picture_of(f"{link_of(invited)}slip/{code}/")}
            for code in codes
        ],
    }  # fmt: skip
    return make_pdf(HERE / "slips.typ", data)


def _head(invited: Invited, language: str) -> dict[str, Any]:
    form = form_of(invited.round.instrument_id)
    return {
        "lang": language,
        "title": in_language(form.titles, language),
        "who": invited.round.of_whom,
        "voice": str(invited.get_voice_display()),
        "until": _("Until %(day)s") % {"day": last_day(invited.round)},
        "qr": picture_of(link_of(invited)),
        "address": link_of(invited),
    }


def _alike(question: Question) -> tuple[str, bool]:
    """Rows of one table: the same choices, one of them each."""
    return question.choices, question.kind == "select_one"


def _block(
    choices: list[str],
    rows: list[tuple[int, Question]],
    language: str,
    depends: frozenset[str],
) -> dict[str, Any]:
    return {
        "choices": choices,
        "several": any(one.kind == "select_multiple" for _number, one in rows),
        "rows": [
            {
                "number": number,
                "label": in_language(one.labels, language),
                "notes": [
                    *([only_if()] if one.name in depends else []),
                    *filter(None, [in_language(one.hints, language)]),
                ],
                "is_open": one.kind == "text",
            }
            for number, one in rows
        ],
    }
