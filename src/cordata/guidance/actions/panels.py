"""Gather a panel, let it vote in the blind, and close its rounds."""

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.analysis.advice.counting import FEWEST
from cordata.analysis.advice.quoting import typed_numbers
from cordata.guidance.actions.letters import invite
from cordata.guidance.actions.writing import NotInThisState, Typed
from cordata.guidance.models import Member, Panel, Version, Vote
from cordata.guidance.queries.panels import insiders_of, mailbox, panel_of, tally_of
from cordata.history.actions import record


class TooFew(Exception):
    """Fewer than three people may vote."""


class Insider(Exception):
    """A researcher of the programme, the author or a reviewer: a panel comes from outside."""


class NotDeclared(Exception):
    """Interests are declared before the first vote."""


class MayNotVote(Exception):
    """A member with an interest in the matter does not vote on it."""


@transaction.atomic
def call_panel(version: Version, *, by: User) -> Panel:
    """Gather people for this very wording; those of the wording before come along, to declare anew.

    Whoever has become one of its researchers since does not.

    Raises NotInThisState: it is published, or another panel still votes.
    """
    held = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    before = panel_of(held)
    if held.state == Version.State.PUBLISHED or (before and before.is_voting):
        raise NotInThisState
    if before and before.of_revision == held.revision:
        raise NotInThisState
    made = Panel.objects.create(version=held, of_revision=held.revision, called_by=by)
    inside = insiders_of(held)
    for one in before.members.order_by("pk") if before else ():
        if mailbox(one.email) in inside:
            continue
        Member.objects.create(
            panel=made, name=one.name, stands_for=one.stands_for, email=one.email,
            language=one.language, invited_by=by,
        )  # fmt: skip
    record("panel.called", on=made, by=by, version=held.public_id)
    return made


@transaction.atomic
def add_member(
    panel: Panel, *, name: str, stands_for: str, email: str, language: str, by: User
) -> Member:
    """Put somebody from outside on the list, each mailbox once; no letter leaves yet.

    Raises NotInThisState, Insider.
    """
    held = _held(panel, of_round=0)
    email = email.lower()
    if mailbox(email) in insiders_of(held.version):
        raise Insider
    same = [one for one in held.members.all() if mailbox(one.email) == mailbox(email)]
    member = same[0] if same else Member(panel=held)
    if member.declared_at is not None:
        raise NotInThisState
    member.name, member.stands_for, member.email = name, stands_for, email
    member.language, member.invited_by = language, by
    member.save()
    record("panel.member_added", on=held, by=by, member=member.public_id)
    return member


@transaction.atomic
def drop_member(member: Member, *, by: User) -> None:
    """Take somebody from the list, before letters leave. Raises NotInThisState.

    Whoever has declared stays: what was declared and voted is not the researchers' to remove.
    """
    held = _held(member.panel, of_round=0)
    if member.declared_at is not None:
        raise NotInThisState
    record("panel.member_dropped", on=held, by=by, member=member.public_id)
    member.delete()


@transaction.atomic
def open_round(panel: Panel, *, by: User) -> int:
    """Send the letters: the first round, or a second after it. Returns how many.

    The wording that they vote on cannot change until it is closed.

    Raises NotInThisState, TooFew.
    """
    held = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if held.is_voting or held.round == 2 or held.version.revision != held.of_revision:  # noqa: PLR2004 - the last
        raise NotInThisState
    members = list(held.members.filter(is_conflicted=False).order_by("pk"))
    if len(members) < FEWEST:
        raise TooFew
    held.round += 1
    told = [one for one in members if not one.votes.filter(round=held.round).exists()]
    held.closed_at = None
    held.opened_at = held.opened_at or timezone.now()
    held.save()
    record("panel.round_opened", on=held, by=by, round=held.round)
    return invite(told, held, by=by)


@transaction.atomic
def declare_interest(*, interest: str, is_conflicted: bool, by: Member) -> None:
    """What stands in the register, before the first vote; it can be declared anew until then.

    Raises NotInThisState once this member has voted, or nobody votes any more.
    """
    held = Panel.objects.select_for_update(of=("self",)).get(pk=by.panel_id)
    if not held.is_voting or by.votes.exists():
        raise NotInThisState
    Member.objects.filter(pk=by.pk).update(
        interest=interest, is_conflicted=is_conflicted, declared_at=timezone.now()
    )
    by.refresh_from_db()
    record("panel.interest_declared", on=held, by=by, conflicted=is_conflicted)
    _close_if_all_in(held)


@transaction.atomic
def vote(*, says: str, reason: str, may_print: bool, by: Member) -> None:
    """Once a round, to be changed while it lasts; the last one that is missing closes it.

    Raises NotInThisState, NotDeclared, MayNotVote; Typed, as a different view is printed.
    """
    held = Panel.objects.select_for_update(of=("self",)).get(pk=by.panel_id)
    if not held.is_voting:
        raise NotInThisState
    if by.declared_at is None:
        raise NotDeclared
    if by.is_conflicted:
        raise MayNotVote
    if numbers := typed_numbers(reason):
        raise Typed("reason", numbers)
    told = {"says": says, "reason": reason, "may_print": may_print, "at": timezone.now()}
    Vote.objects.update_or_create(member=by, round=held.round, defaults=told)
    # What was said stays blind in the trail, too.
    record("panel.voted", on=held, by=by, round=held.round)
    _close_if_all_in(held)


@transaction.atomic
def close_round(panel: Panel, *, by: User) -> None:
    """Wait for nobody any more; whoever has not voted is counted as silent. Raises NotInThisState."""
    held = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if not held.is_voting:
        raise NotInThisState
    _close(held)
    record("panel.round_closed", on=held, by=by, round=held.round)


def _close_if_all_in(held: Panel) -> None:
    """In the first round people can still be found where too few are left who may vote."""
    found = tally_of(held, held.round)
    if held.round == 1 and not found.is_panel:
        _gather_on(held)
    elif found.is_complete:
        _close(held)


def _gather_on(held: Panel) -> None:
    """Votes that are in stay, and stay blind, until the round opens again."""
    held.round, held.opened_at = 0, None
    held.save()


def _close(held: Panel) -> None:
    now = timezone.now()
    held.first_closed_at = held.first_closed_at or now
    held.closed_at = now
    held.save()


def _held(panel: Panel, *, of_round: int) -> Panel:
    held = Panel.objects.select_for_update(of=("self",)).get(pk=panel.pk)
    if held.round != of_round:
        raise NotInThisState
    return held
