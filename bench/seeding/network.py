"""A whole network for the bench of pages: a year, what fills its pages, two rounds of answers."""

from bench.seeding import life, sheets, year
from cordata.networks.models import Cohort
from cordata.surveys.actions.closing import close_rounds
from cordata.surveys.models import Round, Wave
from cordata.surveys.queries.rounds import with_owners
from tests import factories as make
from tests.surveys import making


def seed(clusters, number):
    """A country in the middle of its year, in which every school has asked its people."""
    _found, participations = year.seed(clusters)
    life.sites()
    life.people()
    life.talk()
    life.diary()
    asked(participations, number)
    make.coordinator()


def asked(participations, number):
    """A round of everybody that has closed, with so many sheets, and one that is open."""
    version, person = sheets.instrument(), make.person()
    spans = {"baseline": (-90, -60, number), "mid": (-10, 5, number // 4)}
    for occasion, (opens, closes, many) in spans.items():
        same = {"occasion": occasion, "instrument_id": version.pk,
                "opens_at": making.in_days(opens), "closes_at": making.in_days(closes)}  # fmt: skip
        wave = Wave.objects.create(cohort=Cohort.objects.get(), started_by=person, **same)
        doors = sheets.rounds(participations, people=100, wave_id=wave.pk, **same)
        sheets.fill(many, doors, same["opens_at"].date())
    baseline = with_owners(Round.objects.filter(occasion="baseline")).order_by("pk")
    close_rounds(baseline.iterator(chunk_size=1000), by=None)
