"""What the clusters of a country have signed so far."""

from cordata.accounts.models import User
from cordata.clusters.actions.agreements import propose_agreement, sign, write_template
from cordata.clusters.models import AgreementTemplate
from cordata.clusters.queries.agreements import signatures_of
from cordata.clusters.queries.starter import starter
from cordata.networks.models import Cohort

SIGNED = 3  # parties of the first cluster, the authority first


def agreement_in(cohort: Cohort, authority: str, by: User) -> None:
    """The country's agreement, proposed to each cluster: signed by all, in the first by some."""
    language = (cohort.country.languages or ["en"])[0]
    words = starter(language)
    template = write_template(
        cohort.country,
        language=language,
        title=words["title"],
        text=words["text"],
        tasks=words["tasks"].splitlines(),
        binds=AgreementTemplate.Binds.EVERYBODY,
        authority=authority,
        by=by,
    )
    for place, cluster in enumerate(cohort.clusters.order_by("letter")):
        agreement = propose_agreement(
            cluster,
            template,
            language=language,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            emails={},
            by=by,
        )
        for one in signatures_of(agreement)[: None if place else SIGNED]:
            head = one.participation.school.name if one.participation else by.name
            sign(one, signed_as=head, by=by)
