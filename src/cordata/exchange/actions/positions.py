"""Take a position: draft it, talk about it inside, publish it in the organisation's name."""

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.exchange.actions.telling import page_of, tell
from cordata.exchange.models import Comment, Draft, Organisation, Position, Stance, Statement
from cordata.exchange.queries.positions import (
    newest_versions,
    sentence,
    statement_now,
    told_of,
)
from cordata.guidance.models import Recommendation, Version
from cordata.guidance.queries.recommendations import published
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody

KEPT = ("stance", "text", "reason", "judgements", "language")


class NothingToStandOn(Exception):
    """The recommendation has no published version, or was withdrawn or superseded."""


class NoDraft(Exception):
    """There is no draft: it was published or left meanwhile."""


class Incomplete(Exception):
    """``code`` says what is missing, as ``missing_in`` names it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Outdated(Exception):
    """The recommendation has a newer version than the draft is about."""


@transaction.atomic
def start_position(
    recommendation: Recommendation, organisation: Organisation, *, by: User
) -> Position:
    """Begin, or go on with what was begun. Raises NothingToStandOn."""
    found = Position.objects.filter(
        organisation=organisation, recommendation=recommendation
    ).first()
    if found is not None:
        return found
    on = _newest(recommendation)
    # The last number plus one, while nobody else can take it.
    Position.objects.select_for_update().order_by("-number").first()
    last = Position.objects.aggregate(last=Max("number"))["last"]
    position = Position.objects.create(
        number=(last or 0) + 1,
        organisation=organisation,
        recommendation=recommendation,
        opened_by=by,
    )
    Draft.objects.create(
        position=position,
        on=on,
        stance=Stance.REVIEW,
        language=organisation.language,
        written_by=by,
    )
    _note("position.started", position, by)
    return position


@transaction.atomic
def revise(position: Position, *, by: User) -> Draft:
    """A new draft from what is published, on the version of now; history stays.

    Raises NothingToStandOn.
    """
    found = Draft.objects.filter(position=position).first()
    if found is not None:
        return found
    now = statement_now(position)
    kept = {name: getattr(now, name) for name in KEPT} if now else {"stance": Stance.REVIEW}
    draft = Draft.objects.create(
        position=position, on=_newest(position.recommendation), written_by=by, **kept
    )
    _note("position.revised", position, by)
    return draft


@transaction.atomic
def save_draft(
    draft: Draft,
    *,
    stance: str,
    text: str,
    reason: str,
    judgements: dict[str, dict[str, str]],
    language: str,
    version: int | None,
    by: User,
) -> None:
    """Keep what was typed; a recommendation that went on is followed by the draft.

    Also where it stands no more: what was typed is not lost, and not published.

    Raises NoDraft, ChangedBySomebody.
    """
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise NoDraft
    if version is not None and version != held.version:
        raise ChangedBySomebody(held)
    held.stance, held.reason, held.language = stance, reason, language
    held.text = text if stance == Stance.ADAPT else ""
    held.judgements = judgements
    of = held.position.recommendation_id
    held.on = newest_versions([of]).get(of, held.on)
    held.version, held.written_by = held.version + 1, by
    held.save()
    draft.refresh_from_db()
    _note("position.drafted", held.position, by, stance=stance)


@transaction.atomic
def leave_draft(draft: Draft, *, by: User) -> None:
    """What is published, if anything is, goes on holding."""
    position = draft.position
    Draft.objects.filter(pk=draft.pk).delete()
    _note("position.draft_left", position, by)


@transaction.atomic
def comment(position: Position, *, words: str, language: str, by: User) -> Comment:
    """Say something to a draft, inside the organisation."""
    made = Comment.objects.create(position=position, words=words, language=language, by=by)
    _note("position.commented", position, by)
    return made


@transaction.atomic
def share_draft(draft: Draft, *, signing: bool, by: User) -> int:
    """A letter to colleagues: read it, or publish it. Returns how many. Raises NoDraft."""
    if not Draft.objects.filter(pk=draft.pk).update(shared_at=timezone.now()):
        raise NoDraft
    position = draft.position

    def words(person: User) -> tuple[str, str]:
        facts = {
            "name": person.name,
            "by": by.name,
            "number": position.recommendation.number,
            "organisation": position.organisation.name,
            "address": page_of(person.language, f"policy/positions/{position.number}/"),
        }
        body = (
            _(
                "Dear %(name)s,\n\n%(by)s has drafted what %(organisation)s says to recommendation "
                "%(number)d, and asks you to check and publish it:\n%(address)s"
            )
            if signing
            else _(
                "Dear %(name)s,\n\n%(by)s has drafted what %(organisation)s says to recommendation "
                "%(number)d, and asks what you think:\n%(address)s"
            )
        )
        subject = _("A draft on recommendation %(number)d") % facts
        return subject, body % facts

    sent = tell(
        [position.organisation], words, purpose="position-draft", about=position.public_id,
        signing=signing, but=by, by=by,
    )  # fmt: skip
    _note("position.shared", position, by, letters=sent)
    return sent


@transaction.atomic
def publish_position(draft: Draft, *, version: int | None, by: User) -> Statement:
    """Publish what the draft says, for good. Others with a position on it hear, if it is news.

    Raises NoDraft, ChangedBySomebody, Incomplete, Outdated, NothingToStandOn.
    """
    held = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if held is None:
        raise NoDraft
    if version is not None and version != held.version:
        raise ChangedBySomebody(held)
    if missing := missing_in(held):
        raise Incomplete(missing)
    position = held.position
    if _newest(position.recommendation).pk != held.on_id:
        raise Outdated
    told = list(told_of(position, held.stance))
    last = position.statements.aggregate(last=Max("number"))["last"]
    statement = Statement.objects.create(
        position=position,
        number=(last or 0) + 1,
        on=held.on,
        in_the_name_of=position.organisation.name,
        written_by=held.written_by,
        approved_by=by,
        published_at=timezone.now(),
        **{name: getattr(held, name) for name in KEPT},
    )
    held.delete()
    letters = _tell_of(statement, told, by) if told else 0
    facts = {"stance": statement.stance, "number": statement.number, "letters": letters}
    _note("position.published", position, by, **facts)
    return statement


def missing_in(draft: Draft) -> str:
    """What a draft lacks before it can be published: "words", "reason", "because", or nothing."""
    if draft.stance == Stance.ADAPT and not draft.text:
        return "words"
    if draft.stance != Stance.ADOPT and not draft.reason:
        return "reason"
    unsaid = [one for one in draft.judgements.values() if not one.get("because")]
    return "because" if unsaid else ""


def _newest(recommendation: Recommendation) -> Version:
    """Asked anew: it may have been withdrawn since the page was made."""
    if not published().filter(pk=recommendation.pk).exists():
        raise NothingToStandOn
    try:
        return newest_versions([recommendation.pk])[recommendation.pk]
    except KeyError as none:
        raise NothingToStandOn from none


def _tell_of(statement: Statement, told: list[Organisation], by: User) -> int:
    position = statement.position

    def words(person: User) -> tuple[str, str]:
        said = sentence(statement.in_the_name_of, statement.stance, statement.on)
        page = page_of(person.language, f"exchange/positions/{position.number}/")
        return said, "\n\n".join(one for one in (said, statement.reason, page) if one)

    return tell(
        told, words, purpose="position-published", about=position.public_id, but=by, by=by
    )


def _note(verb: str, position: Position, by: User | None, **facts: Any) -> None:
    scope = f"country:{position.organisation.country}"
    record(verb, on=position, by=by, scope=scope, concerns=position.organisation, **facts)
