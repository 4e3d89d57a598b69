"""The agreement of each cluster, in the words of its country: proposed in September, then signed."""

from functools import partial

from cordata.accounts.models import User
from cordata.clusters.actions.agreements import propose_agreement, sign, write_template
from cordata.clusters.queries.agreements import (
    agreement_of,
    newest_template,
    signatures_of,
)
from cordata.clusters.queries.starter import starter
from cordata.demo.year.almanac import Deed, moment
from cordata.demo.year.people import Team
from cordata.demo.year.words import words_in
from cordata.networks.models import Country

UNFINISHED, SIGNED = "A", 3  # in this cluster of the running year so many have signed


def agreement_template(country: Country, language: str, by: User) -> None:
    """The country's own; who is its other party, and whom it binds, differs as countries do."""
    words, own = starter(language), words_in(language).agreement
    write_template(
        country, language=language, title=words["title"], text=words["text"],
        tasks=words["tasks"].splitlines(), binds=own.binds, authority=own.authority, by=by,
    )  # fmt: skip


def signing(team: Team, year: int, zone: str, *, runs: bool) -> list[Deed]:
    """Proposed after the first meeting; signed within a week, by all or almost all."""
    return [
        (moment(year, 9, 23, 9, zone), partial(_propose, team)),
        (moment(year, 9, 29, 12, zone), partial(_sign, team, runs=runs)),
    ]


def _propose(team: Team) -> None:
    cohort = team.cluster.cohort
    if template := newest_template(cohort.country):
        propose_agreement(
            team.cluster, template, language=team.language, starts_on=cohort.starts_on,
            ends_on=cohort.ends_on, emails={}, by=team.coordinator,
        )  # fmt: skip


def _sign(team: Team, *, runs: bool) -> None:
    agreement = agreement_of(team.cluster)
    if agreement is None:
        return
    some = SIGNED if runs and team.cluster.letter == UNFINISHED else None
    for one in signatures_of(agreement)[:some]:
        who = team.head(one.participation) if one.participation else team.coordinator
        place = (
            one.participation.school.name if one.participation else agreement.template.authority
        )
        sign(one, signed_as=f"{who.name}, {place}", by=who)
