"""Who writes, reviews, translates and reads a guideline."""

from django.db.models import Max, Q

from cordata.accounts.models import RoleKind, Scope, User
from cordata.accounts.queries import holds
from cordata.documents.models import Revision
from cordata.guidance.models import Edition, Guideline
from cordata.networks.models import Programme

WRITERS = (RoleKind.RESEARCHER, RoleKind.COORDINATOR)


def may_open_guideline(person: User, programme: Programme) -> bool:
    """Researchers and coordinators of the programme."""
    return holds(person, WRITERS, Scope.PROGRAMME, [programme.public_id])


def may_write_guideline(person: User, guideline: Guideline) -> bool:
    """The same people: a guideline belongs to its programme, not to whoever began it."""
    return may_open_guideline(person, guideline.programme)


def may_review_edition(person: User, edition: Edition) -> bool:
    """One of them who neither asked for it nor wrote any of it."""
    return person.pk not in own_work_of(edition) and may_write_guideline(
        person, edition.guideline
    )


def own_work_of(edition: Edition) -> set[int]:
    """Keys of those whose own work it is: who asked, and who wrote since the edition before."""
    text = edition.revision.document_id
    before = Edition.objects.filter(
        guideline=edition.guideline_id, state=Edition.State.PUBLISHED
    ).aggregate(last=Max("revision__number"))
    since = Q(number__gt=before["last"] or 0, number__lte=edition.revision.number)
    written = Revision.objects.filter(
        Q(pk=edition.revision_id) | since, document=text, language=edition.revision.language
    )
    wrote = written.exclude(written_by=None).values_list("written_by", flat=True)
    return {edition.asked_by_id, *wrote}


def may_translate_guideline(person: User, guideline: Guideline) -> bool:
    """Those who write it, and coordinators of its countries, who speak their language."""
    if may_write_guideline(person, guideline):
        return True
    countries = guideline.programme.cohorts.values_list("country", flat=True)
    return holds(person, [RoleKind.COORDINATOR], Scope.COUNTRY, set(countries))


def may_see_guideline(person: User | None, guideline: Guideline) -> bool:
    """Everybody once an edition is published; before, those who may write or translate it."""
    if guideline.editions.filter(state=Edition.State.PUBLISHED).exists():
        return True
    return person is not None and may_translate_guideline(person, guideline)
