"""One open call in each country, with applications in several states."""

import datetime as dt

from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.actions import applying, declaring, editing, publishing, sending
from cordata.calls.actions.questions import answer_question, ask_question
from cordata.calls.models import Application, Call, Criterion, Paper, Stratum
from cordata.calls.queries.form import asked_of
from cordata.demo.names import LANGUAGE
from cordata.demo.words import WORDS, Words
from cordata.documents.actions import write_and_publish
from cordata.networks.actions import start_cohort
from cordata.networks.models import Cohort, Country, Programme
from cordata.notices.actions import withdraw_letters
from cordata.schools.models import School

YEAR = "2027/28"
SMALL = 200  # pupils
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# How far each school has come: sent, begun only, or left again.
COURSE = ("sent", "sent", "begun", "sent", "withdrawn", "sent", "sent", "begun", "sent")


def open_call(code: str, programme: Programme, by: User) -> Call:
    """A call for next year's cohort that closes in a month."""
    return open_call_for(_cohort(code, programme, by), by)


def open_call_for(cohort: Cohort, by: User, places: tuple[int, int] = (3, 12)) -> Call:
    """A call for a cohort, with a question and applications; places of its larger stratum."""
    code, language = cohort.country_id, LANGUAGE[cohort.country_id]
    words = WORDS[language]
    call = publishing.publish_call(_draft(cohort, places, by), version=None, by=by)
    question = ask_question(call, text=words.question, language=language, email="")
    answer_question(question, answer=words.answer, by=by)
    schools = School.objects.filter(country=code, from_register=False).order_by("national_code")
    for at, (school, course) in enumerate(zip(schools[2:], COURSE, strict=False)):
        apply(call, school, "mentor" if at % 4 == 0 else "mentee", course, words)
    return call


def _cohort(code: str, programme: Programme, by: User) -> Cohort:
    return start_cohort(
        programme=programme,
        country=Country.objects.get(pk=code),
        name=YEAR,
        starts_on=dt.date(2027, 9, 1),
        ends_on=dt.date(2028, 6, 30),
        by=by,
    )


def _draft(cohort: Cohort, places: tuple[int, int], by: User) -> Call:
    language = LANGUAGE[cohort.country_id]
    words = WORDS[language]
    title = words.title.replace(YEAR, cohort.name)
    call = editing.start_call(cohort, title=title, by=by)
    write_and_publish(
        call.text, language=language, title=title, body=words.body, after=1, by=by
    )
    opens = timezone.now().replace(hour=7, minute=0, second=0, microsecond=0)
    closes = opens + dt.timedelta(days=28)
    editing.change_call(
        call,
        version=None,
        by=by,
        opens_at=opens - dt.timedelta(days=12),
        closes_at=closes,
        decided_by_date=(closes + dt.timedelta(days=45)).date(),
        by_lot=cohort.country_id == "IT",
    )
    editing.set_parts(call, Stratum, _strata(words, language, places), version=None, by=by)
    editing.set_parts(call, Criterion, _criteria(words, language), version=None, by=by)
    papers = [{"names": {language: words.paper}, "side": "both", "is_required": True}]
    editing.set_parts(call, Paper, papers, version=None, by=by)
    return call


def _strata(words: Words, language: str, places: tuple[int, int]) -> list[dict[str, object]]:
    return [
        {"names": {language: words.small}, "conditions": {"most_pupils": SMALL},
         "mentor_places": 1, "mentee_places": 4},
        {"names": {language: words.others}, "conditions": {}, "mentor_places": places[0],
         "mentee_places": places[1]},
    ]  # fmt: skip


def _criteria(words: Words, language: str) -> list[dict[str, object]]:
    shares = ((words.motivation, 40), (words.practice, 35), (words.plan, 25))
    return [
        {"names": {language: name}, "weight": weight, "most_points": 4, "side": "both",
         "rubric": {language: list(words.rubric)}, "asks_evidence": True}
        for name, weight in shares
    ]  # fmt: skip


def apply(call: Call, school: School, side: str, course: str, words: Words) -> Application:
    """One school's application, as far as it has come."""
    language = call.text.original_language
    email = f"office.{school.national_code.lower()}@example.org"
    application, _token = applying.begin(
        call, school, side=side, name=words.head, email=email, language=language, by=None
    )
    asked = asked_of(application)
    topics = [topic.slug for topic in asked.topics][len(school.name) % 5 :][:3]
    answers = {f"topic:{slug}": str(3 - at) for at, slug in enumerate(topics)}
    answers |= {"motivation": words.why, "min_places": "2", "max_places": "4"}
    if course != "begun":
        answers |= {f"evidence:{one.public_id}": words.evidence for one in asked.criteria}
    applying.save_answers(application, answers, seen={})
    if course == "withdrawn":
        applying.withdraw(application, why="")
    if course == "sent":
        _send(call, application, words)
    withdraw_letters(about=application.public_id)  # nobody waits for a letter of the past
    return application


def _send(call: Call, application: Application, words: Words) -> None:
    for paper in call.papers.all():
        applying.attach(application, PDF, name="plan.pdf", paper=paper)
    head = declaring.ask_declaration(
        application, kind="head", name=words.head, email="head@example.org"
    )
    declaring.give_declaration(head, signed_as=words.head, words=words.why)
    sending.send(application, sent_by=words.head)
