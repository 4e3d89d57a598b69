"""Advice between authorities as the matcher's problem: offers, needs, languages; online only."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from cordata.accounts.models import User
from cordata.analysis.matching.document import plan_from_dict
from cordata.analysis.matching.inputs import Inputs
from cordata.analysis.matching.rules import Model, Must, Rules, Weights
from cordata.analysis.matching.schools import Forbidden, Mentee, Mentor
from cordata.analysis.matching.verify import verify
from cordata.analysis.matching.why import Explainer, Pair, look_at
from cordata.exchange.models import AdviceRequest, AdviceRound, AdviceTie, Offer, Organisation
from cordata.exchange.queries.organisations import members
from cordata.exchange.rules import delegations_of
from cordata.networks.models import Topic

# Nobody travels and nobody is a school: what is offered counts, then whom one would like.
RULES = Rules(
    weights=Weights(travel=0, needs=80, context=0, wishes=20),
    musts=frozenset({Must.LANGUAGE, Must.OWNER}),
    model=Model.VIRTUAL,
)
FIRST, SECOND = 3, 1  # priorities of the two topics, as schools have them
DECLINED, NOTHING = "declined", "nothing"  # why two are not tied
MOST_AT_ONCE = 2  # requests that one organisation is asked to advise on


@dataclass(frozen=True)
class Explained:
    """A request of a round: with whom it was tied and why, or what stood in the way.

    met        topics that the adviser offers of those that were asked
    hindered   who offers one of the topics, and why it was not them: "language", "declined",
               or "full", where others needed them more
    """

    request: AdviceRequest
    tie: AdviceTie | None
    met: list[Topic]
    hindered: list[tuple[str, str]]


@dataclass(frozen=True)
class Proof:
    """Whether an independent check finds the plan allowed and the best that there is."""

    holds: bool
    tied: int
    asked: int


def open_requests() -> QuerySet[AdviceRequest]:
    """What members look for, the oldest first."""
    found = AdviceRequest.objects.filter(
        state=AdviceRequest.State.OPEN, organisation__in=members().values("pk")
    )
    return found.select_related("organisation", "first", "second", "wished").order_by(
        "asked_at", "pk"
    )


def requests_of(organisation: Organisation) -> QuerySet[AdviceRequest]:
    """Those of one organisation, the newest first, each with its ties."""
    ties = AdviceTie.objects.select_related("adviser", "round").order_by("-pk")
    found = organisation.requests.select_related("first", "second", "wished")
    return found.prefetch_related(Prefetch("ties", ties)).order_by("-asked_at", "-pk")


def ties_asked_of(organisation: Organisation) -> QuerySet[AdviceTie]:
    """What an organisation is asked to advise on, the newest first."""
    found = organisation.advises.select_related(
        "request__organisation", "request__first", "request__second", "round"
    )
    return found.order_by("-pk")


def ties_seen_inside(person: User) -> QuerySet[AdviceTie]:
    """Where one of the two is an organisation that a person works for."""
    mine = list(delegations_of(person))
    asked = AdviceTie.objects.filter(adviser__in=mine)
    asks = AdviceTie.objects.filter(request__organisation__in=mine)
    return (asked | asks).select_related("request__organisation", "adviser")


def problem(requests: Iterable[AdviceRequest]) -> Inputs:
    """Requests as schools that want to be accompanied, members with offers as those who lead.

    An organisation is its own owner, so that nobody advises itself. Who declined a request is not
    asked again, nor who offers nothing of it.
    """
    wanted = list(requests)
    offering = list(
        members()
        .filter(offers__isnull=False)
        .distinct()
        .prefetch_related(Prefetch("offers", Offer.objects.select_related("topic")))
    )
    known = {one.pk: one.public_id for one in offering}
    declined = {
        (one.request.public_id, known[one.adviser_id])
        for one in AdviceTie.objects.filter(
            state=AdviceTie.State.DECLINED, request__in=wanted, adviser__in=offering
        ).select_related("request")
    }
    mentors = tuple(_adviser(one) for one in offering)
    mentees = tuple(_asking(one, known) for one in wanted)
    return Inputs(mentors, mentees, RULES, forbidden=_forbidden(mentees, mentors, declined))


def _forbidden(
    mentees: Iterable[Mentee], mentors: tuple[Mentor, ...], declined: set[tuple[str, str]]
) -> tuple[Forbidden, ...]:
    return tuple(
        Forbidden(one.id, other.id, DECLINED if (one.id, other.id) in declined else NOTHING)
        for one in mentees
        for other in mentors
        if (one.id, other.id) in declined or not other.offers & one.needs.keys()
    )


def explained(round_: AdviceRound) -> list[Explained]:
    """Each request of a round with its reason, in the order of the plan's document."""
    explainer = Explainer(plan_from_dict(round_.document))
    ids = [one.id for one in explainer.inputs.mentees]
    requests = {
        one.public_id: one
        for one in AdviceRequest.objects.filter(public_id__in=ids).select_related(
            "organisation", "first", "second"
        )
    }
    ties = {
        one.request.public_id: one
        for one in round_.ties.select_related("request", "adviser").order_by("pk")
    }
    return [
        Explained(
            requests[one],
            ties.get(one),
            _met(requests[one], explainer.tied(one)),
            [] if one in ties else _hindered(explainer.inputs, one),
        )
        for one in ids
        if one in requests
    ]


def _met(request: AdviceRequest, pair: Pair | None) -> list[Topic]:
    asked = [one for one in (request.first, request.second) if one is not None]
    return [one for one in asked if pair is not None and one.slug in pair.needs_met]


def _hindered(inputs: Inputs, request: str) -> list[tuple[str, str]]:
    row = inputs.mentee_at[request]
    declined = {
        one.mentor
        for one in inputs.forbidden
        if (one.mentee, one.reason) == (request, DECLINED)
    }
    found = []
    for at, one in enumerate(inputs.mentors):
        pair = look_at(inputs, row, at, online=True)
        if not pair.needs_met or Must.OWNER.value in pair.broken:
            continue
        why = "language" if Must.LANGUAGE.value in pair.broken else "full"
        found.append((one.name, DECLINED if one.id in declined else why))
    return found


def proof_of(round_: AdviceRound) -> Proof:
    """Checked anew each time, by what knows nothing of how the plan was made."""
    ties = round_.document["ties"]
    asked = len(round_.document["mentees"])
    return Proof(verify(round_.document).optimal, len(ties), asked)


def rounds() -> QuerySet[AdviceRound]:
    """Every matching, the last first."""
    return AdviceRound.objects.select_related("matched_by").order_by("-matched_at", "-pk")


def _adviser(one: Organisation) -> Mentor:
    return Mentor(
        id=one.public_id, name=one.name, lat=0.0, lon=0.0, owner=one.public_id,
        languages=frozenset(one.languages), max_places=MOST_AT_ONCE,
        offers=frozenset(offer.topic.slug for offer in one.offers.all()),
    )  # fmt: skip


def _asking(one: AdviceRequest, known: dict[int, str]) -> Mentee:
    needs = {one.first.slug: FIRST}
    if one.second is not None:
        needs[one.second.slug] = SECOND
    wishes = (known[one.wished_id],) if one.wished_id in known else ()
    return Mentee(
        id=one.public_id, name=one.organisation.name, lat=0.0, lon=0.0,
        owner=one.organisation.public_id, languages=frozenset(one.organisation.languages),
        needs=needs, wishes=wishes,
    )  # fmt: skip
