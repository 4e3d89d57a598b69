"""Put right what was told: costs and doses are counted from it, so it must be able to be true."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cordata.accounts.models import User
from cordata.cycles.actions.activities import (
    NoConsent,
    agreed_to,
    attend,
    belong,
    counted,
    note,
    one_more,
)
from cordata.cycles.actions.where import Where
from cordata.cycles.models import Activity, Correction
from cordata.cycles.queries.corrections import as_told, differing, told_as
from cordata.history.actions import sent_by
from cordata.networks.actions.stale import ChangedBySomebody
from cordata.networks.models import Participation


@transaction.atomic
def correct_activity(
    activity: Activity,
    *,
    went: str,
    sentence: str,
    next_step: str,
    minutes: int,
    where: Where,
    attendance: Mapping[Participation, Mapping[str, int]],
    why: str,
    version: int,
    receipt: UUID | None = None,
    by: User,
) -> None:
    """Say anew how it went and who was there; how it stood stays, with who, when and why.

    Costs that were confirmed, tables that are frozen and reports that were sent stay as they
    are; costs say that records changed since.

    version  ``sequence`` of the activity that was on the page
    Sent again with its receipt, or without any change, nothing happens.
    Raises NotInTheCluster, NoConsent, ChangedBySomebody.
    """
    # Held until the end: the same page, sent twice at once, is no conflict with itself.
    held = Activity.objects.select_for_update(of=("self",)).select_related("host")
    stood = held.get(pk=activity.pk)
    if receipt and activity.corrections.filter(receipt=receipt).exists():
        return
    before = as_told(stood)
    there = {*before["attendance"], before["host"]}
    named = [one for one in (*attendance, where.host) if one and one.public_id not in there]
    belong(activity.cluster, *named)
    if went != Activity.Went.NOT_HELD and not agreed_to(activity):
        raise NoConsent
    facts = {
        "went": went, "sentence": sentence.strip(), "next_step": next_step.strip(),
        "minutes": minutes, **where.facts(),
    }  # fmt: skip
    schools = counted(attendance, went=went, online=where.online)
    after = told_as(facts, schools)
    if before == after and stood.sequence == version:
        return
    told = Activity.objects.filter(pk=activity.pk, sequence=version, told_at__isnull=False)
    if not told.update(corrected_at=timezone.now(), **facts, **one_more()):
        raise ChangedBySomebody(Activity.objects.get(pk=activity.pk))
    activity.attendances.all().delete()
    attend(activity, schools)
    Correction.objects.create(
        activity=activity, before=before, why=why.strip(), made_by=by, receipt=receipt
    )
    was, now = differing(before, after)
    note(
        "activity.corrected", activity, by, why=why.strip(), before=was, after=now,
        **sent_by(receipt),
    )  # fmt: skip
