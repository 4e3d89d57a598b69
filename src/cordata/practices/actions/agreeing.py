"""The school agrees with a version of its record, by name, or says what must change."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.practices.actions.documenting import NotAtWork, move
from cordata.practices.actions.letters import write_to
from cordata.practices.actions.trail import note
from cordata.practices.models import Agreement, Edition, Says


@transaction.atomic
def agree_with_record(edition: Edition, *, version: int, by: User) -> Agreement:
    """For the school, by name, with this version and no other.

    Raises NotAtWork, ChangedBySomebody.
    """
    _seen(edition, version)
    move(edition, [Edition.State.ASKED], Edition.State.VALIDATING)
    return _say(edition, Says.APPROVE, "", by)


@transaction.atomic
def ask_for_changes(edition: Edition, *, version: int, words: str, by: User) -> Agreement:
    """The researchers read what; until they have changed it, nothing goes on.

    Raises NotAtWork, ChangedBySomebody.
    """
    _seen(edition, version)
    states = [Edition.State.ASKED, Edition.State.VALIDATING]
    said = _say(edition, Says.CHANGE, words, by)
    move(edition, states, Edition.State.DRAFT, version=F("version") + 1)
    return said


def _seen(edition: Edition, version: int) -> None:
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if not held.is_at_work:
        raise NotAtWork
    if held.version != version:
        raise ChangedBySomebody(held)


def _say(edition: Edition, says: str, words: str, by: User) -> Agreement:
    practice = edition.practice
    school = practice.participation.school.public_id
    is_head = holds(by, [RoleKind.HEAD], Scope.SCHOOL, [school])
    said = Agreement.objects.create(
        edition=edition, of_version=edition.version, says=says, words=words, by=by,
        as_role=Agreement.Role.HEAD if is_head else Agreement.Role.TEAM,
    )  # fmt: skip
    note("practice.school_said", practice, by, on=edition, says=says, version=said.of_version)
    write_to(
        [edition.documented_by],
        lambda: (
            _("“%(title)s”: the school has answered") % {"title": practice.title},
            words or _("The school agrees with the record."),
        ),
        about=practice, purpose="practice_agreed",
        page=f"research/practices/{practice.public_id}/", by=by,
    )  # fmt: skip
    return said
