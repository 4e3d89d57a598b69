"""One call that is over: assessed, decided, with an appeal. Croatia, the year before."""

import datetime as dt

from django.utils import timezone

from cordata.accounts.models import User
from cordata.calls.actions import assessing, deciding
from cordata.calls.models import Application, Assessment, Call, Outcome, Selection
from cordata.demo.calls import open_call_for
from cordata.networks.models import Cohort
from cordata.notices.actions import withdraw_letters

AGO = dt.timedelta(days=180)
ASSESSORS = (("Ivo Marić", "ivo@example.org"), ("Nada Jurić", "nada@example.org"))
SIGNED = "Ana Kovač, nacionalna koordinatorica"
REASONS = "O redoslijedu su odlučili bodovi dvoje ocjenjivača prema objavljenim kriterijima."
APPEAL = "Smatramo da naše iskustvo s mješovitom nastavom nije dovoljno vrednovano."
ANSWER = "Ocjene su ponovno pregledane. Oba ocjenjivača neovisno su dala iste bodove."


def decided_call(cohort: Cohort, by: User) -> Call:
    """Everything happens through the actions; then the clock is put back."""
    call = open_call_for(cohort, by, places=(1, 2))
    for name, email in ASSESSORS:
        assessor = assessing.name_assessor(call, name=name, email=email, language="hr", by=by)
        assessing.state_conflicts(assessor, conflicts=[], statement="", by=assessor.person)
    assessing.assign(call, by=by)
    for one in Assessment.objects.filter(application__call=call).select_related(
        "application__call__cohort", "assessor__person"
    ):
        _give(one)
    _put_back(call)
    selection = deciding.prepare(call, by=by)
    selection = _tell_equals_apart(selection, by)
    selection = deciding.decide(
        selection,
        reference="KLASA 602-01/26-01/14",
        decided_on=(timezone.now() - AGO + dt.timedelta(days=60)).date(),
        signatory=SIGNED,
        reasons=REASONS,
        is_public=True,
        version=selection.version,
        by=by,
    )
    _appeal(selection, by)
    for about in (call.public_id, selection.public_id):
        withdraw_letters(about=about)  # nobody waits for a letter of the past
    return call


def _give(assessment: Assessment) -> None:
    """Marks from the name, so that they are the same each time."""
    application = assessment.application
    spread = sum(map(ord, application.school.name + assessment.assessor.person.name))
    criteria = list(application.call.criteria.order_by("position"))
    points = {one.public_id: (spread // (at + 2)) % 4 + 1 for at, one in enumerate(criteria)}
    assessing.give_assessment(
        assessment,
        points=points,
        words={},
        comment="",
        confidence=spread % 3 + 1,
        by=assessment.assessor.person,
    )


def _put_back(call: Call) -> None:
    """A demo cannot wait for half a year."""
    closes = timezone.now() - AGO
    Call.objects.filter(pk=call.pk).update(
        opens_at=closes - dt.timedelta(days=40),
        closes_at=closes,
        published_at=closes - dt.timedelta(days=45),
        decided_by_date=(closes + dt.timedelta(days=60)).date(),
    )
    Application.objects.filter(call=call).update(
        started_at=closes - dt.timedelta(days=20), sent_at=closes - dt.timedelta(days=8)
    )
    call.refresh_from_db()


def _tell_equals_apart(selection: Selection, by: User) -> Selection:
    for one in selection.ranking["lists"]:
        for number in one["edge"][: one["left"]]:
            selection.refresh_from_db()
            outcome = selection.outcomes.get(application__number=number)
            deciding.override(
                outcome,
                result=Outcome.Result.ACCEPTED,
                reasons=REASONS,
                version=selection.version,
                by=by,
            )
    selection.refresh_from_db()
    return selection


def _appeal(selection: Selection, by: User) -> None:
    waiting = selection.outcomes.filter(result=Outcome.Result.RESERVE).first()
    if waiting:
        one = deciding.appeal(waiting, text=APPEAL, sent_by="Ravnatelj")
        deciding.decide_appeal(one, upheld=False, decision=ANSWER, signatory=SIGNED, by=by)
