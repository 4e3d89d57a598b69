"""Advice between authorities: offer it, ask for it, be matched by the matcher of schools, answer."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.analysis.matching.document import plan_to_dict
from cordata.analysis.matching.flow import solve
from cordata.analysis.matching.verify import verify
from cordata.exchange.actions.telling import page_of, tell
from cordata.exchange.models import (
    AdviceRequest,
    AdviceRound,
    AdviceTie,
    Offer,
    Organisation,
)
from cordata.exchange.queries.advice import open_requests, problem
from cordata.history.actions import record
from cordata.networks.models import Topic


class NothingOpen(Exception):
    """Nobody looks for advice."""


class NotProven(Exception):
    """The independent check does not find the plan the best: it is not used."""


class AlreadyAnswered(Exception):
    """A colleague has answered before, or the request was closed."""


@transaction.atomic
def set_offers(
    organisation: Organisation, topics: Iterable[Topic], languages: Iterable[str], *, by: User
) -> None:
    """What an organisation can advise others on, and in which languages it works."""
    wanted = list(topics)
    organisation.offers.exclude(topic__in=wanted).delete()
    for topic in wanted:
        Offer.objects.get_or_create(organisation=organisation, topic=topic)
    organisation.languages = sorted(languages)
    organisation.save(update_fields=["languages"])
    _note("organisation.offers_set", organisation, organisation, by, topics=len(wanted))


@transaction.atomic
def ask_advice(
    organisation: Organisation,
    *,
    text: str,
    language: str,
    first: Topic,
    second: Topic | None = None,
    wished: Organisation | None = None,
    by: User,
) -> AdviceRequest:
    """It waits for the next matching."""
    made = AdviceRequest.objects.create(
        organisation=organisation,
        text=text,
        language=language,
        first=first,
        second=second,
        wished=wished,
        asked_by=by,
        asked_at=timezone.now(),
    )
    _note("advice.asked", made, organisation, by)
    return made


@transaction.atomic
def close_request(request: AdviceRequest, *, by: User) -> None:
    """Answered, or no longer wanted. Raises AlreadyAnswered."""
    closed = AdviceRequest.State.CLOSED
    still = AdviceRequest.objects.filter(pk=request.pk).exclude(state=closed)
    if not still.update(state=closed):
        raise AlreadyAnswered
    # Who was asked and has not answered need not any more.
    AdviceTie.objects.filter(request=request, state=AdviceTie.State.PROPOSED).delete()
    request.refresh_from_db()
    _note("advice.closed", request, request.organisation, by)


@transaction.atomic
def match_requests(*, by: User) -> AdviceRound:
    """Match what is open, check the plan from outside, keep both, and ask the advisers.

    Proposals that nobody has answered are made anew. Raises NothingOpen, NotProven.
    """
    AdviceTie.objects.filter(
        state=AdviceTie.State.PROPOSED, request__state=AdviceRequest.State.OPEN
    ).delete()
    requests = {one.public_id: one for one in open_requests()}
    if not requests:
        raise NothingOpen
    document = plan_to_dict(solve(problem(requests.values())))
    if not verify(document).optimal:
        raise NotProven
    made = AdviceRound.objects.create(
        document=document, matched_by=by, matched_at=timezone.now()
    )
    ids = [tie["mentor"] for tie in document["ties"]]
    advisers = {one.public_id: one for one in Organisation.objects.filter(public_id__in=ids)}
    for tie in document["ties"]:
        proposed = AdviceTie.objects.create(
            round=made, request=requests[tie["mentee"]], adviser=advisers[tie["mentor"]]
        )
        _propose(proposed, by)
    record("advice.matched", on=made, by=by, asked=len(requests), tied=len(ids))
    return made


@transaction.atomic
def answer_tie(tie: AdviceTie, *, accept: bool, by: User) -> None:
    """Yes: the two know each other now. No: the request waits for the next matching.

    Raises AlreadyAnswered.
    """
    state = AdviceTie.State.ACCEPTED if accept else AdviceTie.State.DECLINED
    still = AdviceTie.objects.filter(pk=tie.pk, state=AdviceTie.State.PROPOSED)
    if not still.update(state=state, answered_by=by, answered_at=timezone.now()):
        raise AlreadyAnswered
    tie.refresh_from_db()
    if accept:
        AdviceRequest.objects.filter(pk=tie.request_id).update(state=AdviceRequest.State.TIED)
        _introduce(tie, by)
    _note("advice.accepted" if accept else "advice.declined", tie.request, tie.adviser, by)


def _propose(tie: AdviceTie, by: User) -> None:
    def words(person: User) -> tuple[str, str]:
        facts = {
            "name": person.name,
            "adviser": tie.adviser.name,
            "organisation": tie.request.organisation.name,
            "text": tie.request.text,
            "page": page_of(person.language, "policy/advice/"),
        }
        subject = _("%(organisation)s looks for advice that you offer") % facts
        body = _(
            "Dear %(name)s,\n\n%(organisation)s looks for advice that %(adviser)s offers:\n\n"
            "%(text)s\n\nSay yes or no here:\n%(page)s"
        )
        return subject, body % facts

    tell([tie.adviser], words, purpose="advice", about=tie.public_id, by=by)


def _introduce(tie: AdviceTie, by: User) -> None:
    def words(person: User) -> tuple[str, str]:
        facts = {
            "name": person.name,
            "adviser": tie.adviser.name,
            "by": by.name,
            "email": by.email,
            "text": tie.request.text,
        }
        subject = _("%(adviser)s will advise you") % facts
        body = _(
            "Dear %(name)s,\n\n%(adviser)s will advise you on what you asked:\n\n%(text)s\n\n"
            "Write to %(by)s (%(email)s) and agree on a day."
        )
        return subject, body % facts

    tell([tie.request.organisation], words, purpose="advice", about=tie.public_id, by=by)


def _note(verb: str, on: Any, organisation: Organisation, by: User, **facts: Any) -> None:
    scope = f"country:{organisation.country}"
    record(verb, on=on, by=by, scope=scope, concerns=organisation, **facts)
