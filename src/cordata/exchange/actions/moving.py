"""A recommendation went on: supporters are asked again, once, and nothing is carried over."""

from django.db import transaction
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.exchange.actions.telling import page_of, tell
from cordata.exchange.models import Moved, Position, Statement
from cordata.exchange.queries.positions import newest_versions, statement_now
from cordata.guidance.models import Version
from cordata.history.actions import record


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


def _words(
    person: User, position: Position, now: Statement, newest: Version
) -> tuple[str, str]:
    facts = {
        "name": person.name,
        "organisation": position.organisation.name,
        "number": position.recommendation.number,
        "before": now.on.name,
        "after": newest.name,
        "changed": newest.changed,
        "address": page_of(person.language, f"policy/positions/{position.number}/"),
    }
    subject = _("Recommendation %(number)d moved from %(before)s to %(after)s") % facts
    body = _(
        "Dear %(name)s,\n\nrecommendation %(number)d moved from %(before)s to %(after)s:\n\n"
        "%(changed)s\n\nThe position of %(organisation)s still names %(before)s, and stays so until "
        "you say something else:\n%(address)s\n\nYou are asked this once."
    )
    return subject, body % facts
