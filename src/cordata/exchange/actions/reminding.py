"""Told once: a recommendation went on, or a membership ends. Nothing is carried over silently."""

from django.db import transaction
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.analysis.advice.quoting import pieces
from cordata.exchange.actions.telling import page_of, tell
from cordata.exchange.models import Moved, Organisation, Position, Statement
from cordata.exchange.queries.positions import newest_versions, statement_now
from cordata.guidance.models import Version
from cordata.history.actions import record
from cordata.kit.days import day


@transaction.atomic
def tell_moved(position: Position, *, by: User | None) -> int:
    """One letter to each of the organisation's people, for each version; returns how many."""
    now = statement_now(position)
    newest = newest_versions([position.recommendation_id]).get(position.recommendation_id)
    if now is None or newest is None or newest.pk == now.on_id:
        return 0
    _moved, is_news = Moved.objects.get_or_create(position=position, version=newest)
    if not is_news:
        return 0
    sent = tell(
        [position.organisation],
        lambda person: _words(person, position, now, newest),
        purpose="recommendation-moved",
        about=position.public_id,
        by=by,
    )
    scope = f"country:{position.organisation.country}"
    record("position.asked_again", on=position, by=by, scope=scope, version=newest.name)
    return sent


def _without_numbers(text: str) -> str:
    """A letter lies in mailboxes that nobody here can close; the page has the numbers."""
    return "".join(one if isinstance(one, str) else "…" for one in pieces(text))


def _words(
    person: User, position: Position, now: Statement, newest: Version
) -> tuple[str, str]:
    facts = {
        "name": person.name,
        "organisation": position.organisation.name,
        "number": position.recommendation.number,
        "before": now.on.name,
        "after": newest.name,
        "changed": _without_numbers(newest.changed),
        "address": page_of(person.language, f"policy/positions/{position.number}/"),
    }
    subject = _("Recommendation %(number)d moved from %(before)s to %(after)s") % facts
    body = _(
        "Dear %(name)s,\n\nrecommendation %(number)d moved from %(before)s to %(after)s:\n\n"
        "%(changed)s\n\nThe position of %(organisation)s still names %(before)s, and stays so until "
        "you say something else:\n%(address)s\n\nYou are asked this once."
    )
    return subject, body % facts


@transaction.atomic
def tell_of_end(organisation: Organisation, *, by: User | None) -> int:
    """One letter before a membership ends, to those who can renew it; returns how many."""
    last = organisation.valid_until
    untold = Organisation.objects.filter(pk=organisation.pk).exclude(told_of_end=last)
    if last is None or not untold.update(told_of_end=last):
        return 0

    def words(person: User) -> tuple[str, str]:
        facts = {
            "name": person.name,
            "organisation": organisation.name,
            "date": day(last),
            "page": page_of(person.language, f"policy/organisations/{organisation.public_id}/"),
        }
        subject = _("The membership of %(organisation)s ends on %(date)s") % facts
        body = _(
            "Dear %(name)s,\n\nthe membership of %(organisation)s in the policy exchange ends on "
            "%(date)s. You renew it by accepting the charter as it stands now:\n%(page)s\n\n"
            "Its positions stay readable in any case."
        )
        return subject, body % facts

    sent = tell(
        [organisation], words, purpose="exchange-membership", about=organisation.public_id,
        signing=True, by=by,
    )  # fmt: skip
    scope = f"country:{organisation.country}"
    record("organisation.told_of_end", on=organisation, by=by, scope=scope, letters=sent)
    return sent
