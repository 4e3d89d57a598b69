"""Agreements: which parties, in which words, how far it is."""

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet

from cordata.accounts.actions import digest
from cordata.accounts.models import RoleKind, Scope
from cordata.accounts.queries import people_with_role
from cordata.clusters.models import Agreement, AgreementTemplate, Cluster, Signature
from cordata.networks.models import Cohort, Country, Participation

PLACES = ("cluster", "mentor", "schools", "authority", "start", "end")
PLACE = re.compile(r"\{(\w*)\}")
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")


def newest_template(country: Country) -> AgreementTemplate | None:
    """The version that the next cluster signs."""
    return AgreementTemplate.objects.filter(country=country).order_by("-number").first()


def parties_of(cluster: Cluster, template: AgreementTemplate) -> list[Participation]:
    """The schools that sign: all that are in the cluster now, or the mentor schools."""
    members = members_of(cluster)
    if template.binds == AgreementTemplate.Binds.MENTORS:
        return [one for one in members if one.is_mentor]
    return members


def members_of(cluster: Cluster) -> list[Participation]:
    """The schools that are in the cluster now, mentor schools first."""
    members = cluster.memberships.filter(until=None).select_related(
        "participation__school", "participation__cohort"
    )
    return [one.participation for one in members.order_by("-side", "pk")]


def words_of(words: Mapping[str, Any], facts: Mapping[str, str]) -> dict[str, Any]:
    """Title, text and tasks with {places} filled; those without a fact stay as they are.

    Raises ValueError, with its name, for a place that nothing ever fills.
    """

    def fill(text: str) -> str:
        for name in PLACE.findall(text):
            if name not in PLACES:
                raise ValueError(name)
        filled = PLACE.sub(lambda found: facts.get(found[1], found[0]), text)
        # In some languages a date ends with a full stop, and a sentence may end with a date.
        return TWO_STOPS.sub(".", filled)

    return {
        "title": fill(words["title"]),
        "text": fill(words["text"]),
        "tasks": [fill(one) for one in words["tasks"]],
    }


def agreement_of(cluster: Cluster) -> Agreement | None:
    """The agreement of now."""
    found = Agreement.objects.filter(cluster=cluster, cancelled_at=None)
    return found.select_related("template__country", "cluster__cohort__country").first()


def signed_in(cluster: Cluster) -> dict[str, int]:
    """How many parties the agreement of now has, and how many of them have signed."""
    found = Signature.objects.filter(agreement__cluster=cluster, agreement__cancelled_at=None)
    return found.aggregate(parties=Count("pk"), signed=Count("pk", Q(signed_at__isnull=False)))


def signatures_of(agreement: Agreement) -> list[Signature]:
    """The parties: the authority first, then mentor schools, then the others."""
    found = agreement.signatures.select_related("participation__school", "recorded_by")
    return sorted(
        found,
        key=lambda one: (
            one.participation is not None,
            one.participation is not None and not one.participation.is_mentor,
            one.pk,
        ),
    )


def signature_with(token: str) -> Signature | None:
    """The signature whose link has this secret."""
    found = Signature.objects.filter(token_digest=digest(token)).exclude(token_digest="")
    return found.select_related(
        "agreement__cluster__cohort__country", "agreement__template", "participation__school"
    ).first()


def declined_in(cohorts: QuerySet[Cohort]) -> QuerySet[Signature]:
    """Parties of agreements of now that do not sign, in clusters of these cohorts, oldest first."""
    found = Signature.objects.filter(
        declined_at__isnull=False,
        agreement__cancelled_at=None,
        agreement__cluster__closed_on=None,
        agreement__cluster__cohort__in=cohorts.order_by().values("pk"),
    )
    return found.order_by("declined_at", "pk")


def heads_of(parties: list[Participation]) -> dict[str, str]:
    """By participation (public id): the address of the school's head, where one is known."""
    schools = {one.school.public_id: one.public_id for one in parties}
    heads = people_with_role([RoleKind.HEAD], Scope.SCHOOL, schools)
    return {schools[place]: person.email for person, place in reversed(heads)}


def newcomers(agreement: Agreement) -> list[Participation]:
    """Schools that joined since: they are not bound until a new agreement is proposed."""
    bound = {one.participation_id for one in agreement.signatures.all()}
    now = parties_of(agreement.cluster, agreement.template)
    return [one for one in now if one.pk not in bound]
