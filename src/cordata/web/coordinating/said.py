"""What clusters say in a report, in words: the same for page, PDF and ODT."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from cordata.cycles.models import TermPage
from cordata.web.reviews.forms import TERM_QUESTIONS

NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class Said:
    """The page of a cluster's term, as it was taken.

    title     which cluster, which term, and in which language it speaks
    cluster   its public id
    language  that it is written in; "" if nobody knows
    answers   each question in the language of the page, with what the cluster says
    """

    title: str
    cluster: str
    term: int
    language: str
    answers: list[tuple[str, str]]


def said_of(pages: Iterable[Mapping[str, Any]]) -> list[Said]:
    """Cluster by cluster; nothing is translated or shortened."""
    return [
        Said(
            _title(page),
            page["cluster"],
            page["term"],
            page["language"],
            [(str(TERM_QUESTIONS[name]), said) for name, said in _in_order(page["answers"])],
        )
        for page in pages
    ]


def _title(page: Mapping[str, Any]) -> str:
    term = str(TermPage.Term(page["term"]).label)
    language = NAMES.get(page["language"], "")
    return f"{page['letter']}: {page['name']}, {term}{f' ({language})' if language else ''}"


def _in_order(answers: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(name, answers[name]) for name in TermPage.QUESTIONS]
