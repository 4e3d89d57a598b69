"""Two guidelines of the demo network: facts carry their sources, numbers come by recommendation."""

import datetime as dt
import re
from functools import partial
from pathlib import Path

from cordata.accounts.actions import add_person, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import person_with_email
from cordata.demo.year.almanac import live, moment
from cordata.documents.actions import write_revision
from cordata.guidance.actions.guidelines import (
    approve_edition,
    ask_for_review,
    open_guideline,
)
from cordata.guidance.models import Guideline
from cordata.guidance.queries.guidelines import on_its_way
from cordata.guidance.queries.recommendations import published
from cordata.networks.models import Programme

FOLDER = Path(__file__).parents[1] / "data" / "guidelines"
ZONE, YEAR, NOVEMBER = "Europe/Rome", 2026, 11
ORIGINAL, OTHER = "en", "tomas@example.org"
AUDIENCES = {"first-year": ["authority", "coordinator"], "mentor-school": ["school"]}
RECOMMENDED = re.compile(r"^\{\{recommendation (\d+)\}\}\n\n", re.MULTILINE)


def guiding(programme: Programme, paola: User, *, until: dt.datetime | None) -> None:
    """Everything up to ``until``: written, translated, looked at by Tomáš, published.

    Without a year to live through (None), at once.
    """
    deeds = [
        (moment(YEAR, NOVEMBER, 23 + at, 10, ZONE), partial(_begin, programme, slug, paola))
        for at, slug in enumerate(sorted(AUDIENCES))
    ]
    if until is not None:
        live(deeds, until=until)
        return
    for _when, deed in deeds:
        deed()


def _begin(programme: Programme, slug: str, paola: User) -> None:
    title, body = _text(slug, ORIGINAL)
    guideline = open_guideline(
        programme, slug=slug, title=title, body=body, language=ORIGINAL,
        audience=AUDIENCES[slug], by=paola,
    )  # fmt: skip
    newest = guideline.text.revisions.get()
    ask_for_review(guideline, newest, large=False, changed="", by=paola)
    for file in sorted(FOLDER.glob(f"{slug}.*.md")):
        language = file.name.split(".")[1]
        if language != ORIGINAL:
            title, body = _text(slug, language)
            write_revision(
                guideline.text, language=language, title=title, body=body, source=newest,
                by=paola,
            )  # fmt: skip
    _publish(guideline, _other(programme))


def _other(programme: Programme) -> User:
    """Tomáš; where no research has called him in, he is called in for this."""
    found = person_with_email(OTHER)
    if found is None:
        found = add_person(email=OTHER, name="Tomáš Vrba", language="cs", by=None)
        place = programme.public_id
        grant_role(found, kind=RoleKind.RESEARCHER, scope=Scope.PROGRAMME, place=place, by=None)
    return found


def _publish(guideline: Guideline, by: User) -> None:
    edition = on_its_way(guideline)
    if edition is not None:
        approve_edition(edition, remark="I tried both sheets with a school.", by=by)


def _text(slug: str, language: str) -> tuple[str, str]:
    """Title and text, without recommendations that this demo has not come to."""
    first, _line, body = (FOLDER / f"{slug}.{language}.md").read_text("utf-8").partition("\n")
    there = set(published().values_list("number", flat=True))
    body = RECOMMENDED.sub(lambda one: one[0] if int(one[1]) in there else "", body)
    return first.removeprefix("# ").strip(), body.strip()
