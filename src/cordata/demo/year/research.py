"""What researchers made of the first year: one finding, and one question to the year that runs."""

import datetime as dt
from dataclasses import dataclass, field

from cordata.accounts.actions import add_person, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.demo.year.almanac import live, moment
from cordata.demo.year.rounds import SLUG
from cordata.evidence.actions import findings, projects
from cordata.evidence.actions.analyses import freeze_and_run, register_analysis
from cordata.evidence.models import Analysis, Finding, Project, Run
from cordata.evidence.queries.shown import behind, estimates_shown
from cordata.evidence.queries.tables import KINDS
from cordata.networks.models import Programme

ZONE, YEAR, SEED = "Europe/Rome", 2026, 2026
FIRST_YEAR, THIS_YEAR = "2025/26", "2026/27"
AREA = "D"
REVIEWERS = [
    ("Tomáš Vrba", "tomas@example.org", "cs", "I computed it again, and read the refusals."),
    ("Inês Reis", "ines@example.org", "pt", "The limits say what I would have asked."),
]
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


@dataclass
class Desk:
    """What lies on the researchers' desk, as it grows."""

    programme: Programme
    paola: User
    reviewers: list[User] = field(default_factory=list)
    project: Project | None = None
    run: Run | None = None
    finding: Finding | None = None


def research(programme: Programme, paola: User, *, until: dt.datetime) -> None:
    """Everything up to ``until``; without the closed rounds of a first year, nothing."""
    desk = Desk(programme, paola)
    live(
        [
            (moment(YEAR, 9, 7, 9, ZONE), lambda: _open(desk)),
            (moment(YEAR, 9, 8, 10, ZONE), lambda: _run(desk)),
            (moment(YEAR, 9, 9, 15, ZONE), lambda: _write(desk)),
            (moment(YEAR, 9, 10, 9, ZONE), lambda: _look_beside(desk)),
            (moment(YEAR, 9, 14, 11, ZONE), lambda: _review(desk, 0)),
            (moment(YEAR, 9, 17, 16, ZONE), lambda: _review(desk, 1)),
            (moment(YEAR, 9, 18, 9, ZONE), lambda: _release(desk)),
            (moment(YEAR, 9, 21, 9, ZONE), lambda: _ask_of_this_year(desk)),
        ],
        until=until,
    )


def _open(desk: Desk) -> None:
    place = desk.programme.public_id
    for name, email, language, _words in REVIEWERS:
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


def _register(
    desk: Desk, year: str, title: str, expects: str, *, kind: str = KIND, method: str = "change"
) -> Analysis:
    """A question of the teachers' view of one area, with the columns that the table proposes."""
    if desk.project is None:
        raise LookupError(title)
    cohorts = desk.programme.cohorts.filter(name=year).order_by("country")
    params = {
        "cohorts": [one.public_id for one in cohorts], "instrument": SLUG, "voice": "teachers",
        "area": AREA, "before": "baseline", "after": "end",
    }  # fmt: skip
    return register_analysis(
        desk.project, title=title, expects=expects, kind=kind, params=params,
        ask={"method": method, "seed": SEED, "spec": KINDS[kind].fits[method]}, by=desk.paola,
    )  # fmt: skip


def _run(desk: Desk) -> None:
    analysis = _register(
        desk, FIRST_YEAR, "Teachers on their continuing professional development, first year",
        "A rise of a quarter to half a point. We would doubt it if only a few clusters rose.",
    )  # fmt: skip
    desk.run = freeze_and_run(analysis, by=desk.paola)


def _write(desk: Desk) -> None:
    """One sentence on whatever came out; after a refusal there is none."""
    if desk.run is None or desk.run.refused:
        return
    shown = estimates_shown(desk.run)[0]
    desk.finding = findings.write_finding(
        desk.run,
        estimate=shown.name,
        headline=HEADLINE.format(
            schools=behind(desk.run).schools,
            points=abs(shown.value),
            way="higher" if shown.value >= 0 else "lower",
        ),
        limits=LIMITS,
        counter=COUNTER,
        language="en",
        by=desk.paola,
    )
    findings.ask_review(desk.finding, by=desk.paola)


def _look_beside(desk: Desk) -> None:
    """Whether more hours went with more change, and who is not in that number."""
    dose = _register(
        desk, FIRST_YEAR, "Hours with the mentor school, and change in the first year",
        "A little more change where schools met for longer. It would be no effect: schools that "
        "change may also find the time.",
        kind="schools-with-dose/1", method="mixed",
    )  # fmt: skip
    lost = _register(
        desk, FIRST_YEAR, "Who was lost in the first year",
        "Fewer than one school in five, in each country.",
        kind="drop-out/1", method="drop-out",
    )  # fmt: skip
    for one in (dose, lost):
        freeze_and_run(one, by=desk.paola)


def _review(desk: Desk, number: int) -> None:
    if desk.finding is not None:
        findings.review_finding(
            desk.finding, says="approve", words=REVIEWERS[number][3],
            by=desk.reviewers[number],
        )  # fmt: skip


def _release(desk: Desk) -> None:
    if desk.finding is not None:
        findings.release_finding(desk.finding, by=desk.paola)


def _ask_of_this_year(desk: Desk) -> None:
    """Before anybody has answered at the end of this year: it is not run yet."""
    _register(
        desk, THIS_YEAR, "Teachers on their continuing professional development, second year",
        "Less than in the first year: schools begin from where the first year has brought them.",
    )  # fmt: skip
