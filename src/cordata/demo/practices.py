"""What schools of the demo tried: told, documented, agreed with, validated, learned by others."""

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from cordata.accounts.actions import add_person, grant_role
from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import person_with_email
from cordata.demo.year.almanac import Deed, live, moment
from cordata.evidence.models import Finding
from cordata.networks.models import Participation, Programme, Topic
from cordata.practices.actions.agreeing import agree_with_record
from cordata.practices.actions.documenting import (
    Record,
    answer_researcher,
    ask_agreement,
    ask_school,
    save_record,
    start_edition,
)
from cordata.practices.actions.evidence import tie_evidence
from cordata.practices.actions.passing import confirm_passing, tell_passing
from cordata.practices.actions.telling import Told, send_practice, start_practice
from cordata.practices.actions.validating import name_expert, publish_record, validate_record
from cordata.practices.models import CRITERIA, Edition, Practice, Says, Stage
from cordata.schools.models import School

DATA = Path(__file__).parent / "data"
ZONE, YEAR = "Europe/Rome", 2026
SIDES = ("teacher", "learner")
SECOND = ("Tomáš Vrba", "tomas@example.org", "cs")
EXPERT = ("Ingrid Solheim", "ingrid@example.org", "en")
KNOWS = "Small and rural schools; an invented expert of an invented university"
ANSWERS = {
    "it": "Circa la metà. Non le abbiamo contate una per una.",
    "hr": "Otprilike pola. Nismo ih točno brojili.",
    "pt": "Cerca de metade. Não as contámos uma a uma.",
    "cs": "Asi polovina. Přesně jsme je nepočítali.",
    "hu": "Nagyjából a fele. Pontosan nem számoltuk.",
    "nl": "Ongeveer de helft. We hebben ze niet precies geteld.",
}
QUESTION = "How many hours of this were unpaid, as far as you know?"
REASONS = {
    Stage.PROJECT: "I read it beside the school's own words. Nothing is said that it did not say.",
    Stage.EXPERT: "It says where it would not work. The numbers are the school's own, and few.",
}


@dataclass
class Desk:
    """Who works on practices."""

    programme: Programme
    paola: User
    second: User
    expert: User


@dataclass
class Case:
    """One practice as it goes its way."""

    name: str
    words: dict[str, Any]
    participation: Participation
    head: User
    practice: Practice | None = None
    edition: Edition | None = None


def practices(programme: Programme, paola: User, *, until: dt.datetime) -> None:
    """All of them, up to ``until``, each step through the action that pages use."""
    desk = Desk(programme, paola, _second(programme), _expert(programme))
    cases = [
        case for path in sorted((DATA / "practices").glob("*.toml")) if (case := _case(path))
    ]
    deeds: list[Deed] = []
    for at, case in enumerate(cases):
        deeds += _way_of(desk, case, at)
    known = {case.name: case for case in cases}
    deeds += [
        (moment(YEAR, 11, 16, 9, ZONE, at), partial(_pass_on, known, one))
        for at, one in enumerate(_passings())
    ]
    live(deeds, until=until)


def _second(programme: Programme) -> User:
    """A second researcher; where findings were reviewed, there is one already."""
    name, email, language = SECOND
    found = person_with_email(email)
    if found is not None:
        return found
    person = add_person(email=email, name=name, language=language, by=None)
    place = programme.public_id
    grant_role(person, kind=RoleKind.RESEARCHER, scope=Scope.PROGRAMME, place=place, by=None)
    return person


def _expert(programme: Programme) -> User:
    name, email, language = EXPERT
    person = add_person(email=email, name=name, language=language, by=None)
    name_expert(programme, person, knows=KNOWS, by=None)
    return person


def _case(path: Path) -> Case | None:
    """The words of a file, for a school that takes part; none if the demo has no such country."""
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    found = _participation(words["school"])
    head = _head(words["school"])
    return Case(path.stem, words, found, head) if found and head else None


def _participation(code: str) -> Participation | None:
    found = Participation.objects.filter(school__national_code=code)
    return (
        found.select_related("school", "cohort__programme")
        .order_by("-cohort__starts_on")
        .first()
    )


def _head(code: str) -> User | None:
    return person_with_email(f"head.{code.lower()}@example.org")


def _way_of(desk: Desk, case: Case, at: int) -> list[Deed]:
    """From the school's words to everybody's; two days later for each case."""
    late = dt.timedelta(days=2 * at)
    first = moment(YEAR, 9, 28, 16, ZONE)
    steps = [
        (0, partial(_tell, case)),
        (3, partial(_begin, desk, case)),
        (5, partial(_answer, case)),
        (8, partial(_document, desk, case)),
        (12, partial(_agree, case)),
        (15, partial(_validate, case, Stage.PROJECT, desk.second)),
        (19, partial(_validate, case, Stage.EXPERT, desk.expert)),
        (20, partial(_publish, desk, case)),
    ]
    if case.words.get("again"):
        steps += [
            (30, partial(_begin_again, desk, case)),
            (33, partial(_agree, case)),
            (35, partial(_validate, case, Stage.PROJECT, desk.second)),
        ]
    return [(first + late + dt.timedelta(days=days), deed) for days, deed in steps]


def _tell(case: Case) -> None:
    words = case.words
    told = Told(
        **words["told"],
        outcome=words["outcome"],
        began_on=words["began_on"],
        takes_questions=words["takes_questions"],
    )
    case.practice = start_practice(
        case.participation, told, language=words["language"], by=case.head
    )
    send_practice(case.practice, by=case.head)


def _begin(desk: Desk, case: Case) -> None:
    if case.practice is not None:
        case.edition = start_edition(case.practice, by=desk.paola)
        ask_school(case.practice, part="effort", words=QUESTION, by=desk.paola)


def _answer(case: Case) -> None:
    if case.practice is not None:
        question = case.practice.questions.get()
        answer_researcher(question, words=ANSWERS[case.words["language"]], by=case.head)


def _document(desk: Desk, case: Case) -> None:
    edition, words = case.edition, case.words
    if edition is None:
        return
    own = edition.texts[words["language"]] | words["own"]
    school = case.participation.school
    told = Record(
        texts={words["language"]: own, "en": words["en"]},
        outcome=words["outcome"],
        needs=list(Topic.objects.filter(slug__in=words["needs"])),
        levels=school.levels,
        pupils=school.pupils,
        rurality=words["rurality"],
        setting=words["setting"],
        hours=words["hours"],
    )
    save_record(edition, told, version=None, by=desk.paola)
    for one in words.get("evidence", []):
        tie_evidence(edition, by=desk.paola, **one)
    if words.get("finding"):
        _tie_finding(desk, edition)
    ask_agreement(edition, by=desk.paola)


def _tie_finding(desk: Desk, edition: Edition) -> None:
    """What the network found, where it has found something: it speaks to the context, no more."""
    found = Finding.objects.filter(state=Finding.State.RELEASED).order_by("pk").first()
    if found is not None:
        tie_evidence(
            edition, part="conditions", paragraph=1, kind="finding", finding=found.public_id,
            says="Of all mentored schools of the year, not of this one.", by=desk.paola,
        )  # fmt: skip


def _begin_again(desk: Desk, case: Case) -> None:
    """A next edition, which waits for the expert."""
    if case.practice is not None:
        case.edition = start_edition(case.practice, by=desk.paola)
        ask_agreement(case.edition, by=desk.paola)


def _agree(case: Case) -> None:
    if case.edition is not None:
        agree_with_record(case.edition, version=case.edition.version, by=case.head)


def _validate(case: Case, stage: Stage, by: User) -> None:
    if case.edition is not None:
        validate_record(
            case.edition, version=case.edition.version, stage=stage, says=Says.APPROVE,
            criteria={str(one): True for one in CRITERIA[stage]}, words=REASONS[stage], by=by,
        )  # fmt: skip


def _publish(desk: Desk, case: Case) -> None:
    if case.edition is not None:
        publish_record(case.edition, by=desk.paola)


def _passings() -> list[dict[str, Any]]:
    text = (DATA / "practices_spread.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["passings"]
    return sorted(found, key=lambda one: one["on"])


def _pass_on(known: dict[str, Case], one: dict[str, Any]) -> None:
    """The school that learned it says so; the other one confirms it."""
    case = known.get(one["practice"])
    teacher, learner = (
        School.objects.filter(national_code=one[side]).first() for side in SIDES
    )
    taught, learned = (_head(one[side]) for side in SIDES)
    if not (case and case.practice and teacher and learner and taught and learned):
        return
    passing = tell_passing(
        case.practice, teacher=teacher, learner=learner, learned_on=one["on"],
        changed=one["changed"], told_for=learner, language=one["language"], by=learned,
    )  # fmt: skip
    confirm_passing(passing, by=taught)
