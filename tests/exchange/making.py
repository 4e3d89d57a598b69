"""Small true things of the exchange: a published recommendation, organisations, what they say."""

import datetime as dt

from django.utils import timezone

from cordata.evidence.models import Project
from cordata.exchange.actions import positions as actions
from cordata.exchange.models import Delegate, Draft, Organisation, Position
from cordata.exchange.queries.organisations import charter_now
from cordata.guidance.models import Judgement, Recommendation, Version
from tests import factories as make

OWN = {"equity": {"says": "varies", "because": "Islands have no second school near."}}
WORDS = "Pay for one hour in the first year, two from the second."
REASON = "The budget of this year has no room for two."


def recommendation(
    number=4, *, version=(1, 3), statement="Pay for two protected hours a week."
):
    """Published, with one of the five judgements."""
    paola = make.person("Paola")
    project = Project.objects.create(
        programme=make.programme(), title="Hours", question="Do hours help?", opened_by=paola
    )
    made = Recommendation.objects.create(
        number=number,
        project=project,
        question="What should be paid?",
        state=Recommendation.State.PUBLISHED,
        opened_by=paola,
    )
    one = publish(made, *version, statement=statement)
    Judgement.objects.create(
        version=one,
        criterion="equity",
        says="varies",
        words="Far schools gain less.",
        link="/x",
    )
    return made


def publish(
    of,
    major,
    minor,
    *,
    statement="Pay for two protected hours a week.",
    changed="More schools.",
):
    """Another version, published now."""
    return Version.objects.create(
        recommendation=of, major=major, minor=minor, statement=statement,
        because="Two hours is where most of the gain is.", changed=changed,
        state=Version.State.PUBLISHED, published_at=timezone.now(), written_by=of.opened_by,
    )  # fmt: skip


def organisation(name="Demo Ministry", country="IT", *, days=400, **facts):
    """A member for so many days more."""
    ada = facts.pop("by", None) or make.person("Ada")
    defaults = {
        "kind": "ministry", "about": "Invented.", "language": "en", "languages": ["en"],
        "state": Organisation.State.ADMITTED, "applied_name": "Teresa",
        "applied_email": "teresa@example.org", "decided_by": ada, "decided_at": timezone.now(),
        "reason": "A ministry.", "valid_until": timezone.localdate() + dt.timedelta(days=days),
    }  # fmt: skip
    return Organisation.objects.create(name=name, country=country, **defaults | facts)


def delegate(of, person=None, *, may_sign=True):
    """Somebody who works for it; the role comes with it."""
    who = person or make.person("Teresa")
    if not who.roles.filter(kind="policy_maker").exists():
        make.role(who, "policy_maker", "country", of.country)
    Delegate.objects.create(
        organisation=of, person=who, may_sign=may_sign, since=timezone.now(), named_by=who
    )
    forget(who)
    return who


def forget(*people):
    """What was read once per request: another request begins."""
    for one in people:
        for kept in ("_roles", "_delegations"):
            one.__dict__.pop(kept, None)


def draft(of, on, *, by, stance="adapt", **facts):
    """A draft that lacks nothing."""
    position = actions.start_position(on, of, by=by)
    one = Draft.objects.filter(position=position).first() or actions.revise(position, by=by)
    said = {
        "text": WORDS if stance == "adapt" else "", "reason": REASON,
        "judgements": OWN if stance == "adapt" else {}, "language": "en", "version": None,
    }  # fmt: skip
    actions.save_draft(one, stance=stance, by=by, **said | facts)
    return one


def position(of, on, *, by, stance="adapt", **facts):
    """A published position."""
    statement = actions.publish_position(
        draft(of, on, by=by, stance=stance, **facts), version=None, by=by
    )
    return Position.objects.get(pk=statement.position_id)


def charter():
    """As it is published in English."""
    return charter_now("en")
