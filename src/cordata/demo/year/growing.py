"""A school that was mentored leads a year later, and the tie between its two years is kept."""

from dataclasses import replace

from cordata.accounts.models import RoleKind, Scope
from cordata.accounts.queries import people_with_role
from cordata.cycles.actions.reviews import note_growth
from cordata.cycles.queries.reviews import could_have_grown_from
from cordata.demo.schools import Invented
from cordata.networks.models import Cohort, Participation

GREW = "DEMO-PT-019"  # a large school; its year went well
PLACES = (2, 3)
OFFERS = 2  # how a mentor school's topics are marked: all alike


def as_they_grew(invented: list[Invented]) -> list[Invented]:
    """The schools of a country in their second year."""
    return [_leading(one) if one.code == GREW else one for one in invented]


def _leading(one: Invented) -> Invented:
    topics = tuple((topic, OFFERS) for topic, _rank in one.topics)
    return replace(one, side="mentor", topics=topics, places=PLACES)


def note_growths(cohort: Cohort) -> None:
    """Its head says so of each school that was accompanied before."""
    leads = cohort.participations.filter(side=Participation.Side.MENTOR)
    for school in leads.select_related("school", "cohort").order_by("pk"):
        for before in could_have_grown_from(school)[:1]:
            heads = people_with_role([RoleKind.HEAD], Scope.SCHOOL, [school.school.public_id])
            for head, _place in heads[:1]:
                note_growth(school, before, by=head)
