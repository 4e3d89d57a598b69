"""What a draft rests on: findings, judgements, costs by bearer, and what others have found."""

from django.db import transaction
from django.db.models import Max

from cordata.accounts.models import User
from cordata.evidence.models import Finding
from cordata.evidence.queries.shown import estimates_shown
from cordata.guidance.actions.writing import held_draft, touched, untyped
from cordata.guidance.models import BearerCost, Context, Judgement, Support, Version
from cordata.history.actions import record


class NotReleased(Exception):
    """Nobody may advise on a finding that not everybody can read."""


class NoSuchNumber(Exception):
    """The finding has no estimate of this name."""


@transaction.atomic
def rest_on(
    version: Version,
    finding: Finding,
    *,
    estimate: str,
    role: str,
    outcome: str,
    leads: bool = False,
    by: User,
) -> Support:
    """Put a number of a released finding under a draft; the one that leads leads alone.

    Raises NotInThisState, NotReleased, NoSuchNumber, Typed.
    """
    held = held_draft(version)
    # Held, so that it is not withdrawn at this very moment.
    stands = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    if stands.state != Finding.State.RELEASED:
        raise NotReleased
    if estimate not in {one.name for one in estimates_shown(finding.run)}:
        raise NoSuchNumber
    untyped("outcome:", outcome)
    leads = leads and role == Support.Role.EFFECT
    if leads:
        held.supports.update(leads=False)
    made, _new = Support.objects.update_or_create(
        version=held, finding=finding, estimate=estimate,
        defaults={"role": role, "outcome": outcome, "leads": leads, "position": _next(held)},
    )  # fmt: skip
    touched(held)
    record("version.rests_on", on=held, by=by, finding=finding.public_id, role=role)
    return made


@transaction.atomic
def rest_no_more(support: Support, *, by: User) -> None:
    """Take a finding from under a draft. Raises NotInThisState."""
    held = held_draft(support.version)
    finding = support.finding.public_id
    support.delete()
    touched(held)
    record("version.rests_no_more", on=held, by=by, finding=finding)


@transaction.atomic
def judge(
    version: Version,
    *,
    criterion: str,
    says: str,
    words: str,
    finding: Finding | None = None,
    link: str = "",
    by: User,
) -> Judgement:
    """One of the twelve, with where it can be looked up. Raises NotInThisState, Typed."""
    held = held_draft(version)
    untyped(f"judgement:{criterion}", words)
    made, _new = Judgement.objects.update_or_create(
        version=held, criterion=criterion,
        defaults={"says": says, "words": words, "finding": finding, "link": link},
    )  # fmt: skip
    touched(held)
    record("version.judged", on=held, by=by, criterion=criterion, says=says)
    return made


@transaction.atomic
def say_cost(version: Version, *, bearer: str, words: str, by: User) -> None:
    """What it costs one who bears it; without words, nobody speaks of them any more.

    Raises NotInThisState, Typed.
    """
    held = held_draft(version)
    untyped(f"cost:{bearer}", words)
    if words:
        BearerCost.objects.update_or_create(
            version=held, bearer=bearer, defaults={"words": words}
        )
    else:
        held.costs.filter(bearer=bearer).delete()
    touched(held)
    record("version.cost_said", on=held, by=by, bearer=bearer)


@transaction.atomic
def cite(
    version: Version, *, words: str, source: str, key: str = "", link: str = "", by: User
) -> Context:
    """What others have found elsewhere; its numbers are theirs. Raises NotInThisState."""
    held = held_draft(version)
    last = held.contexts.aggregate(last=Max("position"))["last"] or 0
    made = Context.objects.create(
        version=held, words=words, source=source, key=key, link=link, position=last + 1
    )
    touched(held)
    record("version.cited", on=held, by=by, context=made.public_id)
    return made


@transaction.atomic
def cite_no_more(context: Context, *, by: User) -> None:
    """Raises NotInThisState."""
    held = held_draft(context.version)
    context.delete()
    touched(held)
    record("version.cited_no_more", on=held, by=by)


def _next(version: Version) -> int:
    last: int = version.supports.aggregate(last=Max("position"))["last"] or 0
    return last + 1
