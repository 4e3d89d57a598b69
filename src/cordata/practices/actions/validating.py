"""Two validate, by name and with reasons: the project, then an expert. Then it is published."""

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from cordata.accounts.models import User
from cordata.history.actions import record
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Programme
from cordata.practices.actions.documenting import NotAtWork, Withdrawn, move
from cordata.practices.actions.letters import write_to, write_to_school
from cordata.practices.actions.trail import note
from cordata.practices.models import CRITERIA, Edition, Expert, Says, Stage, Validation
from cordata.practices.queries.records import standing_of


class TooEarly(Exception):
    """The expert decides after the project has."""


class CriteriaUnmet(Exception):
    """Who stands for a record says that every public criterion is met; ``unmet`` are not."""

    def __init__(self, unmet: list[str]) -> None:
        super().__init__(", ".join(unmet))
        self.unmet = unmet


class ValidatedAlready(Exception):
    """Somebody decided at this stage before you did."""


class NotYetValidated(Exception):
    """The school's agreement or one of the two validations is missing for this version."""


class NamedAlready(Exception):
    """This person is an expert of the programme."""


@transaction.atomic
def validate_record(
    edition: Edition,
    *,
    version: int,
    stage: str,
    says: str,
    criteria: dict[str, bool],
    words: str,
    by: User,
) -> Validation:
    """Stand for this version at a stage, or ask for changes, which begins the round again.

    version  the one that was read: nobody stands for words they have not seen

    Raises NotAtWork, ChangedBySomebody, TooEarly, CriteriaUnmet, ValidatedAlready.
    """
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if held.state != Edition.State.VALIDATING:
        raise NotAtWork
    if held.version != version:
        raise ChangedBySomebody(held)
    if stage == Stage.EXPERT and standing_of(held).project is None:
        raise TooEarly
    met = {one: criteria.get(one, False) for one in CRITERIA[Stage(stage)]}
    unmet: list[str] = [one for one, is_met in met.items() if not is_met]
    if says == Says.APPROVE and unmet:
        raise CriteriaUnmet(unmet)
    try:
        with transaction.atomic():
            made = Validation.objects.create(
                edition=edition, of_version=version, stage=stage, says=says,
                criteria={str(one): is_met for one, is_met in met.items()}, words=words, by=by,
            )  # fmt: skip
    except IntegrityError as second:
        raise ValidatedAlready from second
    facts = {"stage": stage, "says": says, "version": made.of_version}
    note("practice.validated", edition.practice, by, on=edition, **facts)
    if says == Says.CHANGE:
        _send_back(edition, words, by)
    return made


def _send_back(edition: Edition, words: str, by: User) -> None:
    practice = edition.practice
    move(
        edition, [Edition.State.VALIDATING], Edition.State.DRAFT, version=F("version") + 1
    )  # fmt: skip
    write_to(
        [edition.documented_by],
        lambda: (
            _("“%(title)s”: something must change before it is validated")
            % {"title": practice.title},
            words,
        ),
        about=practice, purpose="practice_changes",
        page=f"research/practices/{practice.public_id}/", by=by,
    )  # fmt: skip


@transaction.atomic
def publish_record(edition: Edition, *, by: User) -> None:
    """Everybody may read it; the edition before is kept as replaced.

    Raises NotAtWork, NotYetValidated, Withdrawn.
    """
    practice = edition.practice
    if practice.withdrawn_at is not None:
        raise Withdrawn
    if edition.state != Edition.State.VALIDATING:
        raise NotAtWork
    if not standing_of(edition).may_be_published:
        raise NotYetValidated
    shown = practice.editions.filter(state=Edition.State.PUBLISHED)
    shown.update(state=Edition.State.REPLACED)
    now = timezone.now()
    move(edition, [Edition.State.VALIDATING], Edition.State.PUBLISHED, published_at=now)
    note("practice.published", practice, by, on=edition, number=edition.number)
    write_to_school(
        practice.participation.school,
        lambda: (
            _("“%(title)s” is published") % {"title": practice.title},
            _(
                "Everybody can read your practice now, with the name of your school. You can "
                "take it back at any time."
            ),
        ),
        about=practice, purpose="practice_published", page=f"practices/{practice.number}/", by=by,
    )  # fmt: skip


@transaction.atomic
def name_expert(programme: Programme, person: User, *, knows: str, by: User | None) -> Expert:
    """Somebody from outside who validates the programme's practices. Raises NamedAlready."""
    try:
        with transaction.atomic():
            made = Expert.objects.create(
                programme=programme, person=person, knows=knows, named_by=by
            )
    except IntegrityError as second:
        raise NamedAlready from second
    record("expert.named", on=made, by=by, concerns=person, programme=programme.public_id)
    return made


@transaction.atomic
def end_expert(expert: Expert, *, by: User) -> None:
    """No longer; what they decided stays, with their name."""
    Expert.objects.filter(pk=expert.pk, ended_at=None).update(ended_at=timezone.now())
    record("expert.ended", on=expert, by=by, concerns=expert.person)
