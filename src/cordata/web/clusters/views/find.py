"""The draft, school or cluster an address names, if this person may see it; else 404."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from cordata.accounts.models import User
from cordata.clusters.models import Cluster, Draft
from cordata.clusters.queries import clusters as cluster_queries
from cordata.clusters.queries.drafts import drafts_seen_by
from cordata.networks.models import Cohort, Participation
from cordata.networks.queries import cohorts_seen_by
from cordata.web.networks.views.find import at_work_in


def cohort_of(person: User, cc: str, cohort: str) -> Cohort:
    """A cohort this person coordinates."""
    seen = cohorts_seen_by(person).select_related("country", "programme")
    found = get_object_or_404(seen, country_id=cc.upper(), public_id=cohort)
    at_work_in(person, found.country_id)
    return found


def draft_of(person: User, cc: str, draft: str) -> Draft:
    """A draft of a cohort this person coordinates."""
    seen = drafts_seen_by(person)
    found = get_object_or_404(seen, cohort__country_id=cc.upper(), public_id=draft)
    at_work_in(person, cc.upper())
    if found.chosen:
        found.chosen.draft = found  # known already: spares reading it and its cohort again
    return found


def school_in(draft: Draft, school: str) -> Participation:
    """A school that takes part in the draft's cohort."""
    taking_part = Participation.objects.filter(cohort=draft.cohort_id)
    return get_object_or_404(taking_part.select_related("school__main_site"), public_id=school)


def cluster_of(person: User, cc: str, cluster: str) -> Cluster:
    """A cluster this person coordinates."""
    seen = cluster_queries.clusters_coordinated_by(person).select_related("cycle")
    found = get_object_or_404(seen, cohort__country_id=cc.upper(), public_id=cluster)
    at_work_in(person, cc.upper())
    return found


def version_in(posted: object) -> int:
    """The version a page was made from; a page without one is not ours."""
    if isinstance(posted, str) and posted.isdigit():
        return int(posted)
    raise Http404
