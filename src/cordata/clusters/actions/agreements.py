"""Write the agreement of a country, propose it to a cluster, sign it by link or on paper."""

import datetime as dt
import secrets
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from cordata.accounts.actions import digest
from cordata.accounts.models import User
from cordata.clusters.actions.ending import still_at_work
from cordata.clusters.models import Agreement, AgreementTemplate, Cluster, Signature
from cordata.clusters.queries.agreements import (
    members_of,
    newest_template,
    parties_of,
    words_of,
)
from cordata.documents.actions.files import store_file
from cordata.history.actions import record, sent_by
from cordata.history.queries import was_sent
from cordata.kit.days import day
from cordata.networks.models import Country
from cordata.notices.actions import write_letter


class AgreedAlready(Exception):
    """The cluster has an agreement; cancel that first."""


class AnsweredAlready(Exception):
    """This party has signed or declined, or the agreement is cancelled."""


@transaction.atomic
def write_template(
    country: Country,
    *,
    language: str,
    title: str,
    text: str,
    tasks: list[str],
    binds: str,
    authority: str,
    receipt: UUID | None = None,
    by: User,
) -> AgreementTemplate:
    """A new version of a country's agreement; other languages keep their words.

    receipt  of its sending: what is sent twice is one version
    Raises ValueError for a place in the text that we cannot fill, as {somebody}.
    """
    words_of_one = {"title": title, "text": text, "tasks": tasks}
    words_of(words_of_one, {})  # refuses unknown places before anything is saved
    Country.objects.select_for_update().get(pk=country.pk)
    last = newest_template(country)
    if last and receipt and was_sent(last.public_id, receipt):
        return last
    template = AgreementTemplate.objects.create(
        country=country,
        number=last.number + 1 if last else 1,
        titles=(last.titles if last else {}) | {language: title},
        texts=(last.texts if last else {}) | {language: text},
        tasks=(last.tasks if last else {}) | {language: tasks},
        binds=binds,
        authority=authority,
        made_by=by,
    )
    scope = f"country:{country.pk}"
    facts = {"number": template.number, **sent_by(receipt)}
    record("agreement.written", on=template, by=by, scope=scope, **facts)
    return template


@transaction.atomic
def propose_agreement(
    cluster: Cluster,
    template: AgreementTemplate,
    *,
    language: str,
    starts_on: dt.date,
    ends_on: dt.date,
    emails: Mapping[str, str],
    by: User,
) -> Agreement:
    """Freeze the words for this cluster and ask each party, by a link of its own.

    emails  public id of the participation to the address of who signs; without one, on paper

    Raises AgreedAlready.
    """
    still_at_work(cluster)
    parties = parties_of(cluster, template)
    with translation.override(language):
        start, end = day(starts_on), day(ends_on)
    words = words_of(
        {
            "title": template.titles[language],
            "text": template.texts[language],
            "tasks": template.tasks[language],
        },
        {
            "cluster": cluster.name,
            "mentor": ", ".join(one.school.name for one in parties if one.is_mentor),
            "schools": ", ".join(one.school.name for one in members_of(cluster)),
            "authority": template.authority,
            "start": start,
            "end": end,
        },
    )
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(
                cluster=cluster,
                template=template,
                language=language,
                words=words,
                starts_on=starts_on,
                ends_on=ends_on,
                made_by=by,
            )
    except IntegrityError as second:
        raise AgreedAlready from second
    if template.authority:
        Signature.objects.create(agreement=agreement)
    for party in parties:
        signature = Signature.objects.create(
            agreement=agreement,
            participation=party,
            email=emails.get(party.public_id, ""),
        )
        if signature.email:
            _ask(signature, by)
    _note("agreement.proposed", agreement, by, parties=len(parties))
    return agreement


@transaction.atomic
def ask_again(signature: Signature, *, email: str, by: User) -> None:
    """Send a party a new link, perhaps to another address; the old link is void.

    A party that declined is open again: its "no" and the reason stay in the trail.
    Raises AnsweredAlready.
    """
    _still_open(signature)
    said = {"declined_why": signature.declined_why} if signature.declined_at else {}
    signature.email = email
    signature.declined_at, signature.declined_why = None, ""
    _ask(signature, by)
    _note("agreement.asked_again", signature.agreement, by, **said)


@transaction.atomic
def sign(signature: Signature, *, signed_as: str, by: User | None = None) -> None:
    """A party signs, once. Raises AnsweredAlready."""
    _still_open(signature)
    still = Signature.objects.filter(pk=signature.pk, signed_at=None, declined_at=None)
    if not still.update(signed_as=signed_as, signed_at=timezone.now()):
        raise AnsweredAlready
    _note("agreement.signed", signature.agreement, by, signed_as=signed_as)


@transaction.atomic
def decline(signature: Signature, *, why: str, by: User | None = None) -> None:
    """A party does not sign, and says why: its coordinator is asked to act on it.

    Raises AnsweredAlready.
    """
    _still_open(signature)
    still = Signature.objects.filter(pk=signature.pk, signed_at=None, declined_at=None)
    if not still.update(declined_at=timezone.now(), declined_why=why.strip()[:300]):
        raise AnsweredAlready
    _note("agreement.declined", signature.agreement, by, why=why.strip()[:300])


@transaction.atomic
def record_paper(
    signature: Signature, data: bytes, *, name: str, signed_as: str, by: User
) -> None:
    """A party signed on paper: keep the scan. Raises AnsweredAlready, FileRefused."""
    _still_open(signature)
    scope = f"country:{signature.agreement.cluster.cohort.country_id}"
    stored = store_file(data, name=name, scope=scope, by=by)
    still = Signature.objects.filter(pk=signature.pk, signed_at=None)
    if not still.update(
        signed_as=signed_as,
        signed_at=timezone.now(),
        declined_at=None,
        declined_why="",
        file=stored.public_id,
        recorded_by=by,
    ):
        raise AnsweredAlready
    _note("agreement.paper_recorded", signature.agreement, by, file=stored.public_id)


@transaction.atomic
def cancel_agreement(agreement: Agreement, *, why: str, by: User) -> None:
    """End an agreement, so that another may follow; it stays in the record.

    Raises AnsweredAlready if it is cancelled.
    """
    still = Agreement.objects.filter(pk=agreement.pk, cancelled_at=None)
    if not still.update(cancelled_at=timezone.now(), cancelled_why=why[:300]):
        raise AnsweredAlready
    _note("agreement.cancelled", agreement, by, why=why[:300])


def _still_open(signature: Signature) -> None:
    agreement = Agreement.objects.select_for_update().get(pk=signature.agreement_id)
    still_at_work(agreement.cluster)
    if agreement.cancelled_at is not None or signature.signed_at is not None:
        raise AnsweredAlready


def _ask(signature: Signature, by: User) -> None:
    token = secrets.token_urlsafe(24)
    signature.token_digest, signature.asked_at = digest(token), timezone.now()
    signature.save(update_fields=[
        "email", "token_digest", "asked_at", "declined_at", "declined_why",
    ])  # fmt: skip
    agreement = signature.agreement
    school = signature.participation.school.name if signature.participation else ""
    with translation.override(agreement.language):
        facts = {
            "school": school,
            "title": agreement.words["title"],
            "cluster": agreement.cluster.name,
            "coordinator": by.name,
            "address": f"{settings.PUBLIC_ADDRESS}/{agreement.language}/sign/{token}/",
        }
        write_letter(
            to=signature.email,
            language=agreement.language,
            subject=_("To be signed by %(school)s: %(title)s") % facts,
            body=_(
                "Dear head of %(school)s,\n\n%(coordinator)s asks you to read and sign the "
                "agreement of the cluster %(cluster)s. The link is for you alone; no account is "
                "needed:\n%(address)s"
            )
            % facts,
            purpose="agreement",
            about=agreement.public_id,
            is_secret=True,
            by=by,
        )


def _note(verb: str, agreement: Agreement, by: User | None, **facts: Any) -> None:
    scope = f"country:{agreement.cluster.cohort.country_id}"
    record(verb, on=agreement, by=by, scope=scope, **facts)
