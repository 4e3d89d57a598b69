"""What researchers made of the first year: findings, and one question to the year that runs."""

import datetime as dt

from cordata.accounts.actions import add_person, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.demo.year.almanac import live, moment
from cordata.demo.year.comparing import comparing
from cordata.demo.year.desk import (
    FIRST_YEAR,
    THIS_YEAR,
    YEAR,
    ZONE,
    Desk,
    Study,
    register,
    view_of_teachers,
)
from cordata.evidence.actions import projects
from cordata.evidence.actions.analyses import freeze_and_run
from cordata.evidence.models import Project
from cordata.evidence.queries.shown import behind, estimates_shown
from cordata.networks.models import Programme

AREA = "D"
REVIEWERS = [
    ("Tomáš Vrba", "tomas@example.org", "cs"),
    ("Inês Reis", "ines@example.org", "pt"),
]
SAY = ["I computed it again, and read the refusals.", "The limits say what I would have asked."]
KIND = "change-of-schools/1"
HEADLINE = (
    "In {schools} mentored schools teachers rate their continuing professional development "
    "{points:.1f} points {way} at the end of the year than at its beginning."
)
LIMITS = (
    "No other schools were asked: what happened in all schools that year is in this number, too.\n\n"
    "Schools that needed help were chosen, and such schools rise a little by chance alone.\n\n"
    "Teachers who knew that their school was accompanied judged it themselves.\n\n"
    "The question was asked after the answers were in."
)
COUNTER = "Nobody has looked yet whether pupils of the same schools see any change."


def research(programme: Programme, paola: User, *, until: dt.datetime) -> None:
    """Everything up to ``until``; without the closed rounds of a first year, nothing."""
    desk = Desk(programme, paola)
    first = Study(desk, SAY)
    live(
        [
            (moment(YEAR, 9, 7, 9, ZONE), lambda: _open(desk)),
            (moment(YEAR, 9, 8, 10, ZONE), lambda: _run(first)),
            (moment(YEAR, 9, 9, 15, ZONE), lambda: _write(first)),
            (moment(YEAR, 9, 10, 9, ZONE), lambda: _look_beside(desk)),
            *first.reviewed_and_released(9, 15),
            (moment(YEAR, 9, 21, 9, ZONE), lambda: _ask_of_this_year(desk)),
            *comparing(desk),
        ],
        until=until,
    )


def _open(desk: Desk) -> None:
    place = desk.programme.public_id
    for name, email, language in REVIEWERS:
        person = add_person(email=email, name=name, language=language, by=None)
        grant_role(
            person, kind=RoleKind.RESEARCHER, scope=Scope.PROGRAMME, place=place, by=None
        )
        desk.reviewers.append(person)
    desk.project = projects.open_project(
        desk.programme,
        title="What a year with a mentor school changes",
        question="Do teachers of mentored schools see their school differently after a year?",
        ethics="Invented for the demo. Answers carry no names; no school is shown by itself.",
        paid_by="A foundation that does not exist, for this invented network",
        by=desk.paola,
    )
    projects.describe_project(
        desk.project,
        consent="anonymous",
        approved_by="An invented committee for ethics",
        approval_number="2026/1",
        approved_on=dt.date(YEAR, 9, 4),
        by=desk.paola,
    )
    _plan(desk.project, desk.paola)


def _plan(project: Project, by: User) -> None:
    """What was meant to be done, and what came otherwise."""
    planned = projects.register_design(
        project, design="D0", unit="A cluster with its mentor school",
        comparison="Nothing: the same schools at the beginning of the year.",
        clusters=30, schools=90, by=by,
    )  # fmt: skip
    projects.note_deviation(
        planned,
        what="Fewer schools than planned have both rounds",
        why="Some schools left, and some joined after the first round.",
        since=dt.date(YEAR, 9, 7),
        by=by,
    )


def _run(first: Study) -> None:
    first.asked(
        register(
            first.desk, "Teachers on their continuing professional development, first year",
            "A rise of a quarter to half a point. We would doubt it if only a few clusters rose.",
            KIND, view_of_teachers(first.desk, FIRST_YEAR, AREA), "change",
        )
    )  # fmt: skip


def _write(first: Study) -> None:
    """One sentence on whatever came out; after a refusal there is none."""
    if first.run is None or first.run.refused:
        return
    shown = estimates_shown(first.run)[0]
    first.write(
        estimate=shown.name,
        headline=HEADLINE.format(
            schools=behind(first.run).schools,
            points=abs(shown.value),
            way="higher" if shown.value >= 0 else "lower",
        ),
        limits=LIMITS,
        counter=COUNTER,
    )


def _look_beside(desk: Desk) -> None:
    """Whether more hours went with more change, and who is not in that number."""
    params = view_of_teachers(desk, FIRST_YEAR, AREA)
    dose = register(
        desk, "Hours with the mentor school, and change in the first year",
        "A little more change where schools met for longer. It would be no effect: schools that "
        "change may also find the time.",
        "schools-with-dose/1", params, "mixed",
    )  # fmt: skip
    lost = register(
        desk, "Who was lost in the first year",
        "Fewer than one school in five, in each country.",
        "drop-out/1", params, "drop-out",
    )  # fmt: skip
    for one in (dose, lost):
        freeze_and_run(one, by=desk.paola)


def _ask_of_this_year(desk: Desk) -> None:
    """Before anybody has answered at the end of this year: it is not run yet."""
    register(
        desk, "Teachers on their continuing professional development, second year",
        "Less than in the first year: schools begin from where the first year has brought them.",
        KIND, view_of_teachers(desk, THIS_YEAR, AREA), "change",
    )  # fmt: skip
