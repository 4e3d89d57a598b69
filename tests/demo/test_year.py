"""A year that a country's clusters have lived, as the demo loads it."""

import datetime as dt

import pytest

from cordata.accounts.models import RoleKind
from cordata.clusters.models import Cluster, Membership
from cordata.costs.models import Confirmation, Price
from cordata.costs.queries.network import network_of
from cordata.cycles.models import Activity, DiaryEntry, Goal, Post, Proposal
from cordata.demo import load
from cordata.demo.year.research import research
from cordata.evidence.models import Analysis, Finding
from cordata.evidence.queries.recompute import recompute
from cordata.networks.actions import add_programme
from cordata.networks.models import Programme
from cordata.surveys.actions.shipped import load_shipped
from cordata.surveys.models import Snapshot
from cordata.surveys.queries.gate import Audience
from cordata.surveys.queries.reports import report_of
from tests import factories as make


@pytest.fixture
def year(db):
    ada = make.administrator()
    programme = add_programme(
        name="Mentoring Schools", slug="m", starts_on=dt.date(2025, 9, 1), by=ada
    )
    load_shipped(by=None)
    load._country("HR", programme, ada)
    return Cluster.objects.filter(cohort__name="2025/26")


def test_a_country_has_lived_a_year(year):
    assert year.count() == 4
    assert all(one.closed_on == one.cohort.ends_on for one in year)

    rounds = Snapshot.objects.filter(round__participation__cohort__name="2025/26")
    assert {one.round.occasion for one in rounds} == {"baseline", "mid", "end"}
    answered = [one for one in rounds if one.figures["voices"]]
    assert 0 < len(rounds) - len(answered) < 10  # some schools are missing

    end = max(answered, key=lambda one: (one.round.occasion == "end", one.round.pk)).round
    report = report_of(end, Audience.SCHOOL, "hr")
    assert report.before is not None
    assert report.gap is not None

    assert Membership.objects.filter(cluster__in=year, left_why__gt="").count() == 1
    silent = Activity.objects.filter(cluster__in=year, cluster__letter="D")
    assert silent.filter(told_at=None).count() >= 2
    assert Goal.objects.filter(participation__cohort__name="2025/26", stop="part").exists()
    assert Goal.objects.exclude(dropped_why="").exists()
    assert Goal.objects.filter(measure="item").exclude(source="").exists()
    declined = Proposal.objects.filter(participation__cohort__name="2025/26", answer="declined")
    assert year.get(letter="B").memberships.filter(participation=declined.get().participation)
    assert set(Post.objects.values_list("language", flat=True)) == {"hr", "it"}
    assert DiaryEntry.objects.filter(cluster__in=year).exists()
    assert Confirmation.objects.filter(cluster__in=year).count() == 7  # one is late
    sources = set(Price.objects.values_list("source", flat=True))
    assert sources == {"Invented for the demo"}
    network = network_of(year.first().cohort)
    assert network.missing == []
    assert network.whole.bill.assumed < 0.1
    researchers_make_something_of_it()


def researchers_make_something_of_it():
    """One finding that two stand for, and one question that has not run yet."""
    programme = Programme.objects.get()
    paola = make.person("Paola")
    make.role(paola, RoleKind.RESEARCHER, "programme", programme.public_id)
    research(programme, paola, until=dt.datetime(2026, 10, 31, tzinfo=dt.UTC))

    finding = Finding.objects.order_by("pk").first()
    assert finding.state == "released"
    assert finding.released_at.date() == dt.date(2026, 9, 18)
    assert finding.reviews.filter(says="approve").count() == 2
    first, dose, lost, second, both_ways = Analysis.objects.order_by("pk")
    assert [one.ask["method"] for one in (dose, lost)] == ["mixed", "drop-out"]
    assert dose.runs.exists()
    assert lost.runs.exists()
    assert (first.is_confirmatory, second.is_confirmatory) == (False, True)
    assert not second.runs.exists()
    assert recompute(finding.run).same

    # Two clusters of four help in both directions: the question is asked of the records. One country
    # coordinates bottom-up, so that nothing is told of what the other ways cost.
    run = both_ways.runs.get()
    assert both_ways.params["compared"] == "reciprocal"
    assert run.document["result"]["sizes"]["treated"]["groups"] == 2
    assert all(one.state in {"released", "in_review"} for one in Finding.objects.all())
