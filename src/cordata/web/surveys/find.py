"""The round, the school or the cluster that an address names, if this person may; else 404."""

from django.shortcuts import get_object_or_404

from cordata.clusters.models import Cluster
from cordata.clusters.queries.clusters import clusters_entered_by
from cordata.networks.models import Participation
from cordata.networks.queries import participations_of_schools_of
from cordata.surveys import rules
from cordata.surveys.models import Invited, Round
from cordata.surveys.queries.rounds import rounds_seen_by
from cordata.web.requests import Request, allow


def round_of(request: Request, round_: str, *, to_run: bool = True) -> Round:
    """A round this person may see; and run, unless it is only looked at."""
    found = get_object_or_404(rounds_seen_by(request.user), public_id=round_)
    if to_run:
        allow(rules.may_run_round(request.user, found))
    return found


def voice_of(round_: Round, voice: str) -> Invited:
    """One voice of a round."""
    found = get_object_or_404(round_.invited, voice=voice)
    found.round = round_
    return found


def own_participation(request: Request, par: str) -> Participation:
    """Where a person's own school takes part now."""
    ours = participations_of_schools_of(request.user)
    return get_object_or_404(ours, public_id=par)


def cluster_of(request: Request, cluster: str) -> Cluster:
    """A cluster this person may enter."""
    seen = clusters_entered_by(request.user).select_related("cohort__programme")
    return get_object_or_404(seen, public_id=cluster)
