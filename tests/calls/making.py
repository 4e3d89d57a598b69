"""A call for the tests, as a coordinator would have made it."""

import datetime as dt

from django.utils import timezone

from cordata.calls.actions import applying, assessing, declaring, editing, publishing, sending
from cordata.calls.models import Assessment, Call, Criterion, Paper, Stratum
from cordata.documents.actions import write_and_publish
from tests import factories as make

STRATA = [
    {"names": {"it": "Piccole"}, "conditions": {"most_pupils": 200}, "mentor_places": 1,
     "mentee_places": 2},
    {"names": {"it": "Altre"}, "conditions": {}, "mentor_places": 1, "mentee_places": 2},
]  # fmt: skip
CRITERIA = [
    {"names": {"it": "Motivazione"}, "weight": 60, "most_points": 4, "side": "both",
     "rubric": {"it": ["niente", "poco", "abbastanza", "bene", "molto bene"]},
     "asks_evidence": True},
    {"names": {"it": "Esperienza"}, "weight": 40, "most_points": 4, "side": "both", "rubric": {},
     "asks_evidence": True},
]  # fmt: skip
PAPERS = [{"names": {"it": "Piano triennale"}, "side": "both", "is_required": True}]


def draft(cohort, by, *, opens=-1, closes=30, papers=True, **facts):
    """A draft that lacks nothing; days from now."""
    call = editing.start_call(cohort, title="Chiamata", by=by)
    language = call.text.original_language
    write_and_publish(
        call.text, language=language, title="Chiamata", body="Venite.", after=1, by=by
    )
    now = timezone.now()
    editing.change_call(
        call,
        version=None,
        by=by,
        opens_at=now + dt.timedelta(days=opens),
        closes_at=now + dt.timedelta(days=closes),
        decided_by_date=(now + dt.timedelta(days=closes + 40)).date(),
        **facts,
    )
    editing.set_parts(call, Stratum, STRATA, version=None, by=by)
    editing.set_parts(call, Criterion, CRITERIA, version=None, by=by)
    if papers:
        editing.set_parts(call, Paper, PAPERS, version=None, by=by)
    return call


def published(cohort, by, **facts):
    """A call that everybody can read."""
    return publishing.publish_call(draft(cohort, by, **facts), version=None, by=by)


def begun(call, school, side="mentee"):
    """An application with its link's secret."""
    return applying.begin(
        call, school, side=side, name="Anna", email="anna@example.org", language="it", by=None
    )


def filled(call, school, side="mentee"):
    """An application that lacks nothing, and its link's secret."""
    application, token = begun(call, school, side)
    answers = {"motivation": "Vogliamo imparare.", "max_places": "4", "topic:stem": "3"}
    for one in call.criteria.all():
        answers[f"evidence:{one.public_id}"] = f"Su {one.names['it']}."
    make.topic("stem")
    applying.save_answers(application, answers, seen={})
    for paper in call.papers.all():
        applying.attach(application, b"%PDF-1.7 prova", name="piano.pdf", paper=paper)
    head = declaring.ask_declaration(
        application, kind="head", name="Rosa", email="rosa@example.org"
    )
    declaring.give_declaration(head, signed_as="Rosa Neri, dirigente", words="Sono d'accordo.")
    return application, token


def sent(call, school, side="mentee"):
    """An application as assessors read it."""
    application, _token = filled(call, school, side)
    return sending.send(application, sent_by="Anna")


def sent_with_link(call, school, side="mentee"):
    """A sent application and its link's secret."""
    application, token = filled(call, school, side)
    return sending.send(application, sent_by="Anna"), token


def closed(call):
    """The call has ended, grace included."""
    past = timezone.now() - dt.timedelta(days=3)
    Call.objects.filter(pk=call.pk).update(
        opens_at=past - dt.timedelta(days=30), closes_at=past
    )
    call.refresh_from_db()
    return call


def assessed(call, marks, by):
    """Name one assessor for each column of ``marks`` (number -> points per criterion and head)."""
    Call.objects.filter(pk=call.pk).update(assessors_each=len(next(iter(marks.values()))))
    call.refresh_from_db()
    for at in range(call.assessors_each):
        email = f"as{at}@example.org"
        assessor = assessing.name_assessor(
            call, name=f"Assessor {at}", email=email, language="it", by=by
        )
        assessing.state_conflicts(assessor, conflicts=[], statement="", by=assessor.person)
    assessing.assign(call, by=by)
    columns = {}
    for one in Assessment.objects.filter(application__call=call).order_by("assessor_id"):
        number = one.application.number
        column = columns.setdefault(number, iter(marks[number]))
        criteria = [each.public_id for each in call.criteria.order_by("position")]
        assessing.give_assessment(
            one,
            points=dict(zip(criteria, next(column), strict=True)),
            words={},
            comment="",
            confidence=2,
            by=one.assessor.person,
        )
    return call
